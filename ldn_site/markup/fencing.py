"""The YAML inside a fence: its named values, each of the kind that it should be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ldn_site.markup.shapes import Finding
from ldn_site.markup.text import nearest

MOST_PARTS = 24
LONGEST_TEXT = 600


@dataclass
class Figure:
    """A drawn figure, or the reasons why there is none."""

    html: str = ""
    cites: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


class Wrong(ValueError):
    """A figure cannot be drawn from what was written."""

    def __init__(self, message: str, remedy: str, code: str = "figure-data") -> None:
        super().__init__(message)
        self.remedy = remedy
        self.code = code


def fields_of(data: Any, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """The named values of a mapping, with nothing missing and nothing unknown."""
    names = ", ".join((*needed, *optional))
    if not isinstance(data, dict):
        raise Wrong(
            "its parts are not named", f"Write them as name: value. The names are: {names}."
        )
    for key in data:
        if key not in needed and key not in optional:
            near = nearest(str(key), (*needed, *optional))
            hint = f"Did you mean “{near}”? " if near else ""
            raise Wrong(f"“{str(key)[:60]}” is not known here", f"{hint}The names are: {names}.")
    for key in needed:
        if data.get(key) in (None, "", []):
            raise Wrong(f"“{key}” is missing", f"Add a line that begins with {key}:")
    return data


def items_of(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Wrong(f"“{name}” is not a list", "Begin each of its items with a hyphen and a space.")
    if len(value) > MOST_PARTS:
        raise Wrong(
            f"“{name}” has more than {MOST_PARTS} items", "Show fewer: nobody reads so many."
        )
    return value


def text_in(value: Any, name: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
        raise Wrong(f"“{name}” is not text", "Write it on one line, in quotes if it holds a colon.")
    text = " ".join(str(value).split())
    if not text or len(text) > LONGEST_TEXT:
        raise Wrong(f"“{name}” is empty or too long", f"Use at most {LONGEST_TEXT} characters.")
    return text


def optional_in(fields: dict[str, Any], name: str) -> str:
    return text_in(fields[name], name) if fields.get(name) is not None else ""


def whole_in(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10_000_000:
        raise Wrong(f"“{name}” is not a whole number", "Write digits only, such as 45.")
    return value


def number_in(value: Any, name: str) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    # A NaN is not equal to itself, and an infinity is not below the bound.
    if not is_number or not abs(value) < 10_000_000:
        raise Wrong(f"“{name}” is not a number", "Write digits only, such as 4.5.")
    return float(value)
