"""Rendering with a bound on its time: a worker process that can be killed.

Limits on the input cannot promise that Python-Markdown ends in time, and a
thread in Python cannot be stopped; a process can. One worker serves one web
process, is started at the first text, and is started again after it was killed
or died. Messages are pickles with their length in front: both ends are this
package, and no one else can write to the pipe.
"""

from __future__ import annotations

import atexit
import os
import pickle
import selectors
import struct
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from ldn_site.markup.limits import LONGEST_TEXT, check_limits, refuse
from ldn_site.markup.pipeline import refused
from ldn_site.markup.shapes import EMPTY, Finding, Rendered, Resources

BUDGET_SECONDS = 1.5
# A cold start reads a few hundred files, which a busy machine may do slowly.
START_SECONDS = 20.0
# Others may be waiting for their texts; each takes a budget at most.
QUEUE_SECONDS = 20.0

LENGTH = struct.Struct("!Q")
READY = b"ready"
_ROOT = Path(__file__).resolve().parents[2]


class Late(Exception):
    """The worker did not answer in time."""


class Gone(Exception):
    """The worker ended instead of answering."""


class Worker:
    """One child process that renders, and the lock that lets one text in at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def render(self, source: str, resources: Resources, heading_offset: int) -> Rendered:
        if not self._lock.acquire(timeout=QUEUE_SECONDS):
            return refused(source, _busy())
        try:
            message = pickle.dumps((source, _plain(resources), heading_offset))
            child = self._ready()
            deadline = time.monotonic() + BUDGET_SECONDS
            _send(child, LENGTH.pack(len(message)) + message, deadline)
            answer = pickle.loads(_receive(child, deadline))
            assert isinstance(answer, Rendered)
            return answer
        except Late:
            self._stop()
            return refused(source, _too_slow())
        except (Gone, OSError):
            self._stop()
            return refused(source, _died())
        except BaseException:
            # What is left in the pipe belongs to this text and must not answer the next.
            self._stop()
            raise
        finally:
            self._lock.release()

    def close(self) -> None:
        with self._lock:
            self._stop()

    def forget(self) -> None:
        """Let go of a child that belongs to the process this one was forked from."""
        child = self._child
        self._child = None
        if child is not None:
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
            child.returncode = 0  # ours to leave alone: not ours to wait for

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._stop()
        child = subprocess.Popen(
            [sys.executable, "-m", "ldn_site.markup.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_environment(),
        )
        self._child = child
        assert child.stdin and child.stdout
        os.set_blocking(child.stdin.fileno(), False)
        os.set_blocking(child.stdout.fileno(), False)
        try:
            _receive(child, time.monotonic() + START_SECONDS)
        except Late as error:
            raise Gone from error
        return child

    def _stop(self) -> None:
        child = self._child
        self._child = None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _send(child: subprocess.Popen[bytes], data: bytes, deadline: float) -> None:
    assert child.stdin
    rest = memoryview(data)
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdin, selectors.EVENT_WRITE)
        while rest:
            _wait(selector, deadline)
            rest = rest[os.write(child.stdin.fileno(), rest) :]


def _receive(child: subprocess.Popen[bytes], deadline: float) -> bytes:
    assert child.stdout
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)

        def exactly(size: int) -> bytes:
            data = bytearray()
            while len(data) < size:
                _wait(selector, deadline)
                part = os.read(child.stdout.fileno(), min(size - len(data), 1 << 16))  # type: ignore[union-attr]
                if not part:
                    raise Gone
                data += part
            return bytes(data)

        return exactly(LENGTH.unpack(exactly(LENGTH.size))[0])


def _wait(selector: selectors.BaseSelector, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0 or not selector.select(left):
        raise Late


def _plain(resources: Resources) -> Resources:
    """Resources that can be pickled, whatever kind of mapping the caller used."""
    return replace(
        resources,
        references=dict(resources.references),
        blocks=dict(resources.blocks),
        images=dict(resources.images),
        terms=tuple(resources.terms),
    )


def _environment() -> dict[str, str]:
    """What the child needs to find this package, and none of the site's secrets."""
    kept = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR")
    path = [str(_ROOT), *(part for part in sys.path if part)]
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PYTHONPATH": os.pathsep.join(path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


_worker = Worker()


def render(source: str, resources: Resources = EMPTY, *, heading_offset: int = 0) -> Rendered:
    """Markdown to safe HTML, with what was found on the way.

    Answers within BUDGET_SECONDS, and never raises for any text: one that
    cannot be rendered comes back with a finding that says so.
    """
    if len(source) > LONGEST_TEXT:
        problem = check_limits(source)
        assert problem
        return refused(source, problem)
    return _worker.render(source, resources, heading_offset)


def _after_fork() -> None:
    global _worker
    _worker.forget()
    _worker = Worker()  # a thread of the parent may have held the lock


os.register_at_fork(after_in_child=_after_fork)
atexit.register(lambda: _worker.close())


def _too_slow() -> Finding:
    return refuse(
        "too-slow",
        0,
        f"This text takes more than {BUDGET_SECONDS} seconds to render.",
        "Remove what was pasted by mistake: long runs of brackets or other signs are the cause.",
    )


def _died() -> Finding:
    return refuse(
        "not-rendered",
        0,
        "This text could not be rendered: the renderer stopped.",
        "Try again. If it happens again, simplify the part that was changed last.",
    )


def _busy() -> Finding:
    return refuse(
        "renderer-busy",
        0,
        "The renderer is busy with other texts.",
        "Try again in a minute.",
    )
