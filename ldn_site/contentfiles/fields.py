"""The keys of each kind of content, in their fixed order, and what each may hold.

This table is the content format. A key that is not in it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ldn_site.contentfiles.shapes import Kind
from ldn_site.contentfiles.values import (
    FLAG,
    INTERVAL,
    NUMBER,
    TEXT,
    WHOLE,
    WORDS,
    YEAR,
    Faults,
    Type,
    read_items,
)
from ldn_site.contentfiles.yamlreading import Fault, Node, Pairs, Scalar

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 80


@dataclass(frozen=True)
class Field:
    """A key. One that is absent from a file has its default; the default is left out of files
    unless `is_always_written`."""

    name: str
    type: Type = TEXT
    is_required: bool = False
    default: Any = None
    is_always_written: bool = False
    is_inline: bool = False

    @property
    def absent(self) -> Any:
        return copy(self.type.nothing) if self.default is None else self.default


ARM = (
    Field("name", is_required=True),
    Field("n", WHOLE),
    Field("outcome", is_required=True),
    Field("events", WHOLE),
    Field("percent", NUMBER),
    Field("mean", NUMBER),
    Field("sd", NUMBER),
    Field("ci95", INTERVAL, is_inline=True),
    Field("unit", is_required=True),
    Field("at", is_required=True),
)


def tidy_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.name: field.type.tidy(row[field.name])
        for field in ARM
        if row.get(field.name) not in (None, "", [])
    }


def read_arms(node: Node, name: str, faults: Faults) -> list[dict[str, Any]]:
    rows = []
    for item in read_items(node, name, faults):
        if isinstance(item, Pairs):
            values, _lines = read_fields(ARM, item, faults)
            rows.append(tidy_row(values))
        else:
            faults.append(
                Fault(item.line, "an arm must be a row of keys and values", "begin with - name:")
            )
    return rows


ARMS = Type(read_arms, lambda rows: [tidy_row(row) for row in rows], [])

FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.ARTICLE: (
        Field("id", is_required=True),
        Field("translates"),
        Field("title", is_required=True),
        Field("summary", is_required=True),
        Field("evidence", WHOLE),
        Field("evidence_reason"),
        Field("icd10", WORDS, is_inline=True),
        Field("synonyms", WORDS, is_inline=True),
        Field("order", WHOLE, default=100, is_always_written=True),
        Field("review_months", WHOLE, default=12, is_always_written=True),
    ),
    Kind.PICTURE: (
        Field("id", is_required=True),
        Field("alt"),
        Field("is_decorative", FLAG),
        Field("caption"),
        Field("credit"),
        Field("focal_x", WHOLE, default=50),
        Field("focal_y", WHOLE, default=50),
    ),
    Kind.BLOCK: (),
    Kind.TERM: (
        Field("id", is_required=True),
        Field("term", is_required=True),
        Field("variants", WORDS, is_inline=True),
        Field("definition", is_required=True),
    ),
    Kind.REFERENCE: (
        Field("id", is_required=True),
        Field("authors", WORDS),
        Field("title", is_required=True),
        Field("journal"),
        Field("year", YEAR),
        Field("volume"),
        Field("issue"),
        Field("pages"),
        Field("doi"),
        Field("pmid"),
        Field("pmcid"),
        Field("url"),
        Field("design", is_required=True),
        Field("population"),
        Field("n", WHOLE),
        Field("dose"),
        Field("duration"),
        Field("comparator"),
        Field("conditions", WORDS),
        Field("direction"),
        Field("arms", ARMS),
        Field("result"),
        Field("limits"),
        Field("part_of"),
        Field("retracted", FLAG),
    ),
    Kind.CLAIM: (
        Field("id", is_required=True),
        Field("order", WHOLE, default=0),
        Field("claim", is_required=True),
        Field("verdict", is_required=True),
        Field("answer", is_required=True),
        Field("references", WORDS),
    ),
}
INLINE = frozenset(
    field.name for table in (ARM, *FIELDS.values()) for field in table if field.is_inline
)


def read_fields(
    table: tuple[Field, ...], node: Pairs, faults: Faults
) -> tuple[dict[str, Any], dict[str, int]]:
    """The value of every field in `table`, and the line of each (of the whole, if not there)."""
    names = [field.name for field in table]
    for line, key in node.repeats:
        faults.append(Fault(line, f'"{key}" is given twice', "keep one of the two lines"))
    for key, (line, _value) in node.pairs.items():
        if key not in names:
            near = get_close_matches(key, names, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"the keys are {', '.join(names)}"
            faults.append(Fault(line, f'unknown key "{key}"', remedy))
    values, lines = {}, {}
    for field in table:
        lines[field.name], value = node.pairs.get(field.name, (node.line, None))
        read = value and field.type.read(value, field.name, faults)
        values[field.name] = field.absent if read is None else read
        if field.is_required and (value is None or _is_blank(value)):
            remedy = f"add a line {field.name}: with its text"
            faults.append(Fault(lines[field.name], f'"{field.name}" is missing', remedy))
    return values, lines


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and (node.is_nothing or not node.text.strip())
