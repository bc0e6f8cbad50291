"""The site as it is in production: gunicorn, SQLite in a folder, and the settings of the site."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.client import HTTPMessage as Headers
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Response:
    status: int
    headers: Headers
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    port: int
    data: Path
    server: subprocess.Popen[bytes]

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **headers: str) -> Response:
        return self.ask("GET", path, **headers)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Response:
        """One request, redirects not followed; `Accept_Language="es"` becomes a header."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body=body, headers=named)
            answer = connection.getresponse()
            return Response(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def send(self, data: bytes) -> bytes:
        """What the server answers to bytes that no client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def manage(self, *command: str, **environment: str) -> str:
        return run("manage.py", *command, data=self.data, SITE_URL=self.url, **environment)


def clean_environment(data: Path, **more: str) -> dict[str, str]:
    """Nothing of this process's settings, so that what runs is what production runs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return kept | {"DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "ldn_site.settings"} | more


def run(*command: str, data: Path, **environment: str) -> str:
    """Run this Python on `command` in the root folder; returns what it printed."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=clean_environment(data, **environment),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def set_up(data: Path, **environment: str) -> str:
    """What `make run` does to a new data folder before it serves."""
    run("-m", "ldn_site.bootstrap", data=data, **environment)
    return run("-m", "ldn_site.prepare", data=data, **environment)


@contextmanager
def serve(data: Path, port: int = 0, **environment: str) -> Iterator[Site]:
    """Gunicorn with the configuration of production, answering on a free port."""
    port = port or free_port()
    own = {
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "THREADS": "8",
        "WARM_PAGES": "False",
    }
    with (data / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "ldn_site.wsgi"],
            cwd=ROOT,
            env=clean_environment(data, **(own | environment)),
            stdout=log,
            stderr=log,
        )
    site = Site(port, data, server)
    try:
        wait_until_answering(site)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=35)


@contextmanager
def serve_copy(folder: Path, into: Path, **environment: str) -> Iterator[Site]:
    """A copy of a data folder that nobody else uses; its mail lies as files in `mail` in it."""
    data = into / "var"
    shutil.copytree(folder, data)
    with serve(data, EMAIL_URL=f"file://{data}/mail", **environment) as site:
        yield site


def wait_until_answering(site: Site) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and site.server.poll() is None:
        try:
            site.get("/healthz")
            return
        except (OSError, HTTPException):
            time.sleep(0.05)
    raise AssertionError(f"The site did not start:\n{site.log.read_text()}")


def words_of(html: str) -> str:
    """What a person reads of `html`, roughly: no tags, spaces joined."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html)).strip()
