"""Watches for table rows whose cells do not match the columns.

Python-Markdown drops a cell too many without a word and fills up a missing one
with nothing; in a table of results either would put a number in the wrong place.
"""

from __future__ import annotations

import re

CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_RULE = re.compile(r" {0,3}\|?[ :|-]*-[ :|-]*")


class TableWatch:
    """Follows a text line by line."""

    def __init__(self) -> None:
        self._columns = 0
        self._before = ""

    def see(self, line: str) -> tuple[int, int] | None:
        """(cells, columns) if this line is a row of a table that does not fit it."""
        before, self._before = self._before, line
        if "|" not in line:
            self._columns = 0
            return None
        if not self._columns:
            if _RULE.fullmatch(line) and "|" in before and _cells(before) == _cells(line):
                self._columns = _cells(line)
            return None
        cells = _cells(line)
        return (cells, self._columns) if cells != self._columns else None


def _cells(row: str) -> int:
    bare = CODE_SPAN.sub("", row).replace("\\|", "").strip()
    return bare.removeprefix("|").removesuffix("|").count("|") + 1
