import os
import re
import shutil
import socket
import subprocess
import sys

import pytest

from tests.serving import ROOT

TOOLS = ["sh", "make", "dirname", "tr", "cmp", "head", "sed", "rm", "mkdir", "touch", "cp"]


@pytest.fixture
def checkout(tmp_path):
    """The Makefile and its scripts alone, in a folder whose name holds a space."""
    folder = tmp_path / "a checkout"
    shutil.copytree(ROOT / "deploy", folder / "deploy")
    shutil.copy(ROOT / "Makefile", folder)
    return folder


@pytest.fixture
def machine(tmp_path):
    """A PATH that holds what every machine has, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(str(shutil.which(tool)))
    return folder


def give_python(machine, script: str) -> None:
    (machine / "python3").write_text(f"#!/bin/sh\n{script}\n")
    (machine / "python3").chmod(0o755)


def make(checkout, machine, *arguments: str, **environment: str):
    return subprocess.run(
        ["make", *arguments],
        cwd=checkout,
        env={"PATH": str(machine)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def own_words(stderr: str) -> list[str]:
    """What our scripts said, without the line that make adds on any failure."""
    return [line for line in stderr.splitlines() if not line.startswith("make: ***")]


def pretend(version: tuple[int, int], missing: str = "") -> str:
    """A shell script that is this Python with another version, or without a module."""
    prelude = f"import sys; sys.version_info = {(*version, 0, 'final', 0)!r}; "
    prelude += f"sys.modules[{missing!r}] = None; " if missing else ""
    return (
        f'[ "$1" = -c ] || exit 1\nexec "{sys.executable}" -c "{prelude}exec(r\'\'\'$2\'\'\')" "$3"'
    )


@pytest.mark.parametrize("target", ["run", "test", "check", "admin"])
def test_missing_python_is_said_in_one_line(checkout, machine, target):
    done = make(checkout, machine, target)

    assert done.returncode != 0
    assert own_words(done.stderr) == [done.stderr.splitlines()[0]]
    assert "Python 3.10 or newer, with venv, is needed, but python3 was not found" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_old_python_is_said_in_one_line(checkout, machine):
    give_python(machine, pretend((3, 8)))

    done = make(checkout, machine, "run")

    assert done.returncode != 0
    assert len(own_words(done.stderr)) == 1
    assert "but python3 is Python 3.8." in done.stderr


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_python_without_venv_is_said_in_one_line(checkout, machine, module):
    give_python(machine, pretend((3, 11), missing=module))

    done = make(checkout, machine, "run")

    assert done.returncode != 0
    assert len(own_words(done.stderr)) == 1
    assert f"but python3 has no {module}." in done.stderr


def test_named_python_is_the_only_one_tried(checkout, machine):
    give_python(machine, "exit 0")

    done = make(checkout, machine, "run", "PYTHON=/no/such/python")

    assert done.returncode != 0
    assert "but /no/such/python was not found" in done.stderr


@pytest.mark.parametrize("port", ["http", "0", "70000", ""])
def test_port_that_cannot_be_is_refused(port):
    done = check_port(port)

    assert done.returncode == 1
    assert re.fullmatch(r"PORT is '.*'; write a number from 1 to 65535\.\n", done.stderr)


def test_port_in_use_is_said_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = check_port(str(port))

    assert done.returncode == 1
    assert done.stderr == f"Port {port} is in use. Choose another: make run PORT=8001\n"


def check_port(port: str):
    return subprocess.run(
        [sys.executable, "deploy/check_port.py", port], cwd=ROOT, capture_output=True, text=True
    )


def test_every_target_is_listed_by_help(checkout, machine):
    targets = re.findall(r"^([a-z]+):", (checkout / "Makefile").read_text(), re.MULTILINE)

    done = make(checkout, machine)

    assert done.returncode == 0
    assert len(targets) >= 5
    assert all(f"make {target}: " in done.stdout for target in targets)


def test_ci_script_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
