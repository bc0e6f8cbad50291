"""How fast gunicorn sends an article, beside the same bytes from an application that does nothing.

Both servers run at once with the same settings, one process each, and are asked in turns over
connections that stay open: whatever else the machine does falls on both alike.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from tests import serving

ARTICLE = "/conditions/fibromyalgia/"
CONNECTIONS, SECONDS, ROUNDS = 8, 1.5, 7
LEAST = 0.9  # of the requests a second that the bare application answers

BARE = """
BODY = open({body!r}, "rb").read()
HEADERS = {headers!r}

def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [BODY]
"""


def ratio() -> float:
    """The median, over the rounds, of the article's requests a second against the bare ones."""
    with tempfile.TemporaryDirectory(prefix="ldn-bench-") as folder:
        data = Path(folder) / "var"
        serving.set_up(data)
        with serving.serve(data) as site:
            answer = site.get(ARTICLE, Accept_Encoding="br")
            bare = start_bare(Path(folder), answer)
            try:
                return statistics.median(
                    per_second(site.port) / per_second(bare.port) for _round in range(ROUNDS)
                )
            finally:
                bare.server.terminate()
                bare.server.wait()


def start_bare(folder: Path, answer: serving.Response) -> serving.Site:
    (folder / "body").write_bytes(answer.body)
    left_out = {"server", "date", "connection"}  # gunicorn adds them
    headers = [pair for pair in answer.headers.items() if pair[0].lower() not in left_out]
    (folder / "bare.py").write_text(BARE.format(body=str(folder / "body"), headers=headers))
    port = serving.free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--chdir", str(folder), "bare", "--log-level=error"]
        + [f"--bind=127.0.0.1:{port}", "--worker-class=gthread", "--workers=1", "--threads=8"]
    )
    site = serving.Site(port, folder, server)
    serving.wait_until_answering(site)
    return site


def per_second(port: int) -> float:
    counts = [0] * CONNECTIONS
    stop_at = time.perf_counter() + SECONDS

    def ask(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            asked = f"GET {ARTICLE} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: br\r\n\r\n"
            length = 0
            while time.perf_counter() < stop_at:
                connection.sendall(asked.encode())
                received = connection.recv(65536)
                length = length or whole_length(received)
                got = len(received)
                while got < length:
                    got += len(connection.recv(65536))
                counts[number] += 1

    threads = [Thread(target=ask, args=(number,)) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def whole_length(received: bytes) -> int:
    head, _gap, _body = received.partition(b"\r\n\r\n")
    named = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    return len(head) + 4 + int(named[b"content-length"])
