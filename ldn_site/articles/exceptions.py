"""Findings that a person has looked at and found right: `content/exceptions.yaml`.

The checker's rules are patterns, and a pattern is sometimes wrong. Then the words it took
offence at are written down here with the reason, so that the alarm stays loud everywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

EXCEPTIONS = "exceptions.yaml"
KEYS = ("page", "code", "text", "reason", "by")


@dataclass(frozen=True)
class SignedException:
    """One finding that stands by decision.

    `page` is the id of an article, or `blocks/<name>`. `text` is the exact words that the
    finding is about; `by` is the role that decided.
    """

    page: str
    code: str
    text: str
    reason: str
    by: str

    def covers(self, page: str, code: str, words: str) -> bool:
        return (self.page, self.code) == (page, code) and tidy(self.text) in tidy(words)


def load_exceptions(folder: Path) -> tuple[SignedException, ...]:
    """The exceptions in a content folder. Where the file is missing or broken there are none:
    then the checker says more than it need, and never less."""
    path = folder / EXCEPTIONS
    try:
        return _load(path, path.stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=4)
def _load(path: Path, changed_at: int) -> tuple[SignedException, ...]:
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, RecursionError):
        return ()
    rows = rows if isinstance(rows, list) else []
    return tuple(SignedException(**row) for row in rows if is_signed(row))


def is_signed(row: Any) -> bool:
    """Whether `row` has every key, each with words, and no other."""
    return (
        isinstance(row, dict)
        and set(row) == set(KEYS)
        and all(isinstance(row[key], str) and row[key].strip() for key in KEYS)
    )


def tidy(text: str) -> str:
    return " ".join(text.split())
