"""Everything that pages are put together from, on one page: each part in each of its states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import get_template, render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ldn_site.markup import Resources, fill_facts, render_here

FOLDER = "components"
HEAD = re.compile(r"\{# (?P<text>.+?) #\}")
# What a page has at the start only, or shows by a script: here it would be in the way or unseen.
UNWANTED = re.compile(r" autofocus(?=[ >])")
HIDDEN = re.compile(r" hidden(?=[ >])")
# Stands between two samples of Markdown, which are rendered as one text: so no id comes twice.
BETWEEN = "end-of-sample"


@dataclass(frozen=True)
class Head:
    """What the comment at the head of a component says: what it is for, and its parameters."""

    purpose: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def names(self) -> set[str]:
        return {name for names, _meaning in self.parameters for name in names.split(", ")}


@dataclass(frozen=True)
class State:
    """One way that a part can look."""

    name: str
    html: SafeString


@dataclass(frozen=True)
class Sample:
    """A component with the states to show it in: their names and what goes into each.

    `around` is what it stands in, with {} for itself. `is_revealed` shows what waits for a script.
    `note` says where it is to be seen, for a part that stands on the page already.
    """

    component: str
    states: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    around: str = "{}"
    is_revealed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Written:
    """Something that writers make with Markdown."""

    name: str
    purpose: str
    text: str


@dataclass(frozen=True)
class Part:
    """A part as the gallery shows it."""

    name: str
    purpose: str
    parameters: Sequence[tuple[str, str]]
    states: Sequence[State]
    note: str = ""


def head_of(component: str) -> Head:
    """Read the head of a component. ValueError says which one has none, or none of the form."""
    source = str(get_template(f"{FOLDER}/{component}.html").template.source)  # type: ignore[attr-defined]
    found = HEAD.match(source)
    if found is None:
        raise ValueError(f"{component}: the file does not begin with a comment")
    purpose, end, said = found["text"].rpartition(". ")
    if found["text"].endswith("."):
        purpose, end, said = found["text"].removesuffix("."), ".", ""
    if not end:
        raise ValueError(f"{component}: what it is for does not end with a period")
    parts = (part.partition(": ") for part in said.split(" · ") if part)
    return Head(f"{purpose}.", tuple((name, meaning) for name, _colon, meaning in parts))


def part_of(sample: Sample) -> Part:
    head = head_of(sample.component)
    states = [State(name, _rendered(sample, context)) for name, context in sample.states.items()]
    return Part(sample.component, head.purpose, head.parameters, states, sample.note)


def _rendered(sample: Sample, context: Mapping[str, Any]) -> SafeString:
    html = UNWANTED.sub("", render_to_string(f"{FOLDER}/{sample.component}.html", dict(context)))
    shown = HIDDEN.sub("", html) if sample.is_revealed else html
    return format_html(sample.around, mark_safe(shown))


def parts_written(
    written: Sequence[Written], resources: Resources, facts: Mapping[str, str]
) -> list[Part]:
    """The samples of Markdown, rendered as the text of an article is."""
    text = f"\n\n{BETWEEN}\n\n".join(sample.text for sample in written)
    html = fill_facts(render_here(text, resources).html, facts)
    pieces = html.split(f"<p>{BETWEEN}</p>")
    return [
        Part(sample.name, sample.purpose, (), [State("", mark_safe(piece))])
        for sample, piece in zip(written, pieces, strict=True)
    ]
