"""The keys of each kind of content, in their fixed order, and what each may hold.

This table is the content format. A key that is not in it is an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from ldn_site.contentfiles.shapes import Kind
from ldn_site.contentfiles.yamlreading import Fault, Items, Node, Pairs, Scalar

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 80

Faults = list[Fault]


def tidy(text: str) -> str:
    """One spelling for one text: composed letters (NFC), line feeds, no control characters."""
    text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text)


def tidy_number(value: Any) -> Any:
    """57.0 and 57 are one number, so they are written one way."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def tidy_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.name: field.type.tidy(row[field.name])
        for field in ARM
        if row.get(field.name) not in (None, "", [])
    }


def read_text(node: Node, name: str, faults: Faults) -> str:
    if isinstance(node, Scalar):
        return "" if node.is_nothing else tidy(node.text)
    faults.append(Fault(node.line, f'"{name}" must be text', f"write {name}: and one line of text"))
    return ""


def _read_number(pattern: re.Pattern[str], what: str, node: Node, name: str, faults: Faults) -> Any:
    if isinstance(node, Scalar):
        if node.is_nothing:
            return None
        if pattern.fullmatch(node.text):
            return tidy_number(float(node.text)) if "." in node.text else int(node.text)
    found = f' "{node.text}"' if isinstance(node, Scalar) else ""
    faults.append(Fault(node.line, f'"{name}"{found} is not {what}', f"write {what}"))
    return None


def read_whole(node: Node, name: str, faults: Faults) -> Any:
    return _read_number(re.compile(r"\d{1,9}"), "a whole number", node, name, faults)


def read_year(node: Node, name: str, faults: Faults) -> Any:
    what = "a year of four digits, such as 2013"
    return _read_number(re.compile(r"1[5-9]\d\d|20\d\d"), what, node, name, faults)


def read_number(node: Node, name: str, faults: Faults) -> Any:
    what = "a number, such as 32.5"
    return _read_number(re.compile(r"-?\d{1,12}(\.\d{1,12})?"), what, node, name, faults)


def read_flag(node: Node, name: str, faults: Faults) -> bool:
    if isinstance(node, Scalar) and node.text in ("true", "false"):
        return node.text == "true"
    faults.append(
        Fault(node.line, f'"{name}" must be true or false', "write true, or leave it out")
    )
    return False


def _read_items(node: Node, name: str, faults: Faults) -> list[Node]:
    if isinstance(node, Items):
        return node.items
    if not (isinstance(node, Scalar) and node.is_nothing):
        faults.append(
            Fault(node.line, f'"{name}" must be a list', "write it as [one, two], or one - a line")
        )
    return []


def read_words(node: Node, name: str, faults: Faults) -> list[str]:
    words = []
    for item in _read_items(node, name, faults):
        word = read_text(item, name, faults)
        if isinstance(item, Scalar) and not word.strip():
            faults.append(Fault(item.line, f'"{name}" has an empty item', "take the item out"))
        words.append(word)
    return words


def read_interval(node: Node, name: str, faults: Faults) -> list[Any]:
    return [read_number(item, name, faults) for item in _read_items(node, name, faults)]


def read_arms(node: Node, name: str, faults: Faults) -> list[dict[str, Any]]:
    rows = []
    for item in _read_items(node, name, faults):
        if isinstance(item, Pairs):
            values, _lines = read_fields(ARM, item, faults)
            rows.append(tidy_row(values))
        else:
            faults.append(
                Fault(item.line, "an arm must be a row of keys and values", "begin with - name:")
            )
    return rows


@dataclass(frozen=True)
class Type:
    """How a value is read from a file, how one is tidied, and what no value is."""

    read: Callable[[Node, str, Faults], Any]
    tidy: Callable[[Any], Any]
    nothing: Any = None


TEXT = Type(read_text, tidy, "")
WHOLE = Type(read_whole, tidy_number)
YEAR = Type(read_year, tidy_number)
NUMBER = Type(read_number, tidy_number)
FLAG = Type(read_flag, bool, False)
WORDS = Type(read_words, lambda words: [tidy(str(word)) for word in words], [])
INTERVAL = Type(read_interval, lambda pair: [tidy_number(end) for end in pair], [])
ARMS = Type(read_arms, lambda rows: [tidy_row(row) for row in rows], [])


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
        return self.type.nothing if self.default is None else self.default


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
