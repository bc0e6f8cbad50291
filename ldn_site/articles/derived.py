"""Numbers that no source states and that follow from ones that it does: `content/derived.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

DERIVED = "derived.yaml"
KEYS = ("page", "text", "formula")


@dataclass(frozen=True)
class Derived:
    """A number in `text`, the exact words of a page, and how it was reached."""

    page: str
    text: str
    formula: str


def load_derived(folder: Path) -> tuple[Derived, ...]:
    """The derived numbers of a content folder; none where there is no file."""
    path = folder / DERIVED
    if not path.is_file():
        return ()
    rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return tuple(Derived(**{key: str(row[key]) for key in KEYS}) for row in rows)
