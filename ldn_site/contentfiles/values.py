"""The kinds of values: how each is read from a file, and how one value is written one way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ldn_site.contentfiles.yamlreading import Fault, Items, Node, Scalar

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

Faults = list[Fault]


def tidy(text: str) -> str:
    """One spelling for one text: composed letters (NFC), line feeds, no control characters."""
    text = CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text)


def tidy_number(value: Any) -> Any:
    """57.0 and 57 are one number, so they are written one way."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


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


def read_items(node: Node, name: str, faults: Faults) -> list[Node]:
    if isinstance(node, Items):
        return node.items
    if not (isinstance(node, Scalar) and node.is_nothing):
        faults.append(
            Fault(node.line, f'"{name}" must be a list', "write it as [one, two], or one - a line")
        )
    return []


def read_words(node: Node, name: str, faults: Faults) -> list[str]:
    words = []
    for item in read_items(node, name, faults):
        word = read_text(item, name, faults)
        if isinstance(item, Scalar) and not word.strip():
            faults.append(Fault(item.line, f'"{name}" has an empty item', "take the item out"))
        words.append(word)
    return words


def read_interval(node: Node, name: str, faults: Faults) -> list[Any]:
    return [read_number(item, name, faults) for item in read_items(node, name, faults)]


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
