"""The child of process.py: reads a text, answers with what became of it, until the pipe ends."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from typing import BinaryIO

from ldn_site.markup.pipeline import render_here
from ldn_site.markup.process import LENGTH, READY

MOST_MEMORY = 1 << 30
# Should the parent be killed while a slow text is in here, nobody else would stop it.
ALARM_SECONDS = 10


def main() -> None:
    # The answers go where standard output went; nothing else may be written there.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit_memory()
    # Ctrl-C is for the parent, which closes the pipe.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _answer(answers, READY)
    while message := _next(sys.stdin.buffer):
        source, resources, heading_offset = pickle.loads(message)
        signal.alarm(ALARM_SECONDS)
        rendered = render_here(source, resources, heading_offset=heading_offset)
        signal.alarm(0)
        _answer(answers, pickle.dumps(rendered))


def _next(stream: BinaryIO) -> bytes:
    head = stream.read(LENGTH.size)
    return stream.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else b""


def _answer(stream: BinaryIO, message: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):
        stream.write(LENGTH.pack(len(message)) + message)
        stream.flush()


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
