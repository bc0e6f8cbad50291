"""Reads the downloads of studies as other programs do."""

from __future__ import annotations

import csv
import io
import json
import re


def table_of(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def records_of(response) -> list[list[tuple[str, str]]]:
    """The records of a RIS file, line by line as (tag, value)."""
    records: list[list[tuple[str, str]]] = [[]]
    lines = response.content.decode().split("\r\n")
    assert lines.pop() == ""
    for line in lines:
        assert re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", line), line
        records[-1].append((line[:2], line[6:]))
        if line.startswith("ER"):
            records.append([])
    assert records.pop() == []
    return records


def items_of(response) -> list[dict[str, object]]:
    return json.loads(response.content)
