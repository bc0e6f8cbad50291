"""Every number of a page, held against the data of the sources given for it.

A number is found in the reference cited for its sentence, or follows from one there by a
formula (the rest of 100; or one written down in derived.yaml), or it is loose. Years, telephone
numbers and names are no numbers here, nor are those of questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ldn_site.articles.checking.page import Page
from ldn_site.articles.checking.pieces import Kind, Piece, Sentence
from ldn_site.articles.checking.sourcing import IDLE_NUMBERS, PEOPLE
from ldn_site.articles.derived import Derived
from ldn_site.articles.exceptions import tidy

UNITS = "one two three four five six seven eight nine ten eleven twelve"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SAID = {word: number for number, word in enumerate(UNITS.split(" "), start=1)}
SAID |= {word: 10 * number for number, word in enumerate(TENS.split(" "), start=2)}
FIGURE = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
SPELLED = rf"(?<![\w-])({'|'.join(SAID)})(?:-({'|'.join(SAID)}))?(?![\w-])"
WORD = re.compile(SPELLED, re.I)
COUNTED = re.compile(rf"{SPELLED}\s+(?:of\s+(?:the\s+)?)?(?:\w+\s+)?(?:{PEOPLE}|out of)\b", re.I)
WHERE = (Kind.SUMMARY, Kind.PARAGRAPH, Kind.ITEM, Kind.ROW)
SHARE = re.compile(r"\bout of\b|%")
OUT_OF_100 = re.compile(r"\bout of 100\b", re.I)
TEXTS = ("title", "population", "dose", "duration", "comparator", "result", "limits")


class Standing(Enum):
    FOUND = "found in the source cited"
    ELSEWHERE = "found in another source of the page"
    DERIVED = "derived"
    LOOSE = "in no source"


@dataclass(frozen=True)
class Number:
    """One number where it stands. `formula` says how a derived one was reached."""

    value: float
    sentence: str
    line: int
    standing: Standing
    formula: str = ""


def numbers(page: Page, derived: Iterable[Derived] = ()) -> Iterator[Number]:
    """Every number of the page in the order of the text."""
    mine = [row for row in derived if row.page == page.name]
    data = page.library.references
    everywhere = _values(tuple(page.rendered.citations), data)
    for piece in page.of(*WHERE):
        for sentence in piece.sentences:
            keys = tuple(key for key in _keys(piece, sentence) if key in data)
            near = _values(keys, data)
            for value in _numbers_in(sentence):
                standing, formula = _standing(value, near, everywhere, sentence.text)
                for row in mine:
                    if standing is not Standing.FOUND and tidy(row.text) in sentence.text:
                        standing, formula = Standing.DERIVED, row.formula
                yield Number(value, sentence.text, sentence.line, standing, formula)


def _keys(piece: Piece, sentence: Sentence) -> tuple[str, ...]:
    """A sentence that restates the one before it rests on the same source."""
    return sentence.keys or piece.keys


def _standing(
    value: float, near: frozenset[float], page: frozenset[float], sentence: str
) -> tuple[Standing, str]:
    rest = round(100 - value, 4)
    is_share = 0 < value < 100 and bool(SHARE.search(sentence))
    if value in near:
        return Standing.FOUND, ""
    if is_share and rest in near:
        return Standing.DERIVED, f"100 − {rest:g}"
    return (Standing.ELSEWHERE if value in page else Standing.LOOSE), ""


def _numbers_in(sentence: Sentence) -> Iterator[float]:
    if sentence.text.rstrip('"”)').endswith("?"):
        return
    text = OUT_OF_100.sub("out of", IDLE_NUMBERS.sub(" ", sentence.text))
    for found in FIGURE.findall(text):
        yield _value(found)
    for tens, units in COUNTED.findall(text):
        yield _said(tens, units)


def _said(tens: str, units: str) -> float:
    """67 for "sixty", "seven"."""
    return float(SAID[tens.lower()] + (SAID[units.lower()] if units else 0))


def _value(text: str) -> float:
    return float(text.replace(",", "").rstrip("."))


def _values(keys: tuple[str, ...], data: Mapping[str, Any]) -> frozenset[float]:
    """Every number that the sources state, and each as a whole number."""
    found: set[float] = set()
    for key in keys:
        reference = data[key]
        found |= {float(reference["n"])} if reference["n"] else set()
        for name in TEXTS:
            text = str(reference[name] or "")
            found.update(_value(number) for number in FIGURE.findall(text))
            found.update(_said(*parts) for parts in WORD.findall(text))
        for arm in reference["arms"]:
            found.update(_of_arm(arm))
    return frozenset(found | {float(int(value + 0.5)) for value in found})


def _of_arm(arm: Mapping[str, Any]) -> Iterator[float]:
    for name in ("n", "events", "percent", "mean", "sd"):
        if arm.get(name) is not None:
            yield abs(float(arm[name]))
    yield from (abs(float(end)) for end in arm.get("ci95", ()))
    if arm.get("events") is not None and arm.get("n"):
        yield float(int(100 * arm["events"] / arm["n"] + 0.5))
    yield from (_value(number) for number in FIGURE.findall(f"{arm['outcome']} {arm['at']}"))
