"""Pictures of numbers, as HTML with inline SVG. Every text here is escaped on its way in.

Sizes are attributes, so that a page without its style sheet still reads well.
Strict CSP: classes and presentation attributes, never `style`. The shapes carry
the meaning (filled against outlined), so that a gray print and color-blind eyes
read the same; the words beneath say the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ldn_site.markup import drawings
from ldn_site.markup.text import escape, join_units

# The picture is stretched to the width of the page; its lines must not be.
_STROKE = 'fill="none" stroke="currentColor" vector-effect="non-scaling-stroke"'
_DOT = "a4 4 0 1 0 8 0a4 4 0 1 0-8 0"


@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    drawing: str = ""  # a name of `drawings.DRAWINGS`


def text_of(text: object) -> str:
    """Text for the inside of an element: escaped, its units joined to their numbers."""
    return join_units(escape(text))


def figure(kind: str, title: str, body: str, notes: Iterable[str] = ()) -> str:
    """A figure with its title on top and its notes beneath. Body is HTML of this module."""
    caption = f'<figcaption class="figure__caption">{title}</figcaption>' if title else ""
    said = "".join(f'<p class="figure__note">{note}</p>' for note in notes)
    return f'<figure class="figure figure--{kind}">{caption}{body}{said}</figure>'


def icons(filled: int, label: str) -> str:
    """A hundred rings in ten rows, the first `filled` of them made solid."""
    solid = f'<path fill="currentColor" d="{_dots(filled)}"/>' if filled else ""
    return (
        '<svg class="icons" width="160" height="160" viewBox="0 0 100 100"'
        f' role="img" aria-label="{escape(label)}">'
        f'<path fill="none" stroke="currentColor" d="{_dots(100)}"/>{solid}</svg>'
    )


def _dots(count: int) -> str:
    """One path. Moves are relative, so rows repeat and compress to almost nothing."""
    path, x, y = "", 0, 0
    for place in range(count):
        row, column = divmod(place, 10)
        to_x, to_y = column * 10 + 1, row * 10 + 5
        path += (f"m{to_x - x} {to_y - y}" if path else f"M{to_x} {to_y}") + _DOT + "z"
        x, y = to_x, to_y
    return path


def icon_groups(groups: Sequence[tuple[str, int, str, str]]) -> str:
    """Groups beside each other: name, filled marks, label of the picture, words beneath."""
    items = "".join(
        f'<li class="group"><strong class="group__name">{text_of(name)}:</strong>'
        f'{icons(filled, label)} <span class="group__words">{text_of(words)}</span></li>'
        for name, filled, label, words in groups
    )
    return f'<ul class="groups">{items}</ul>'


def bars(rows: Sequence[Bar], values: Sequence[str], whole: float = 0.0) -> str:
    """Bars from one shared zero; `values` are their words.

    `whole` is what the full width stands for where the unit has an end, so that a small change
    looks small. Where every bar is a fall, they go to the right, as rises do elsewhere.
    """
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    sign = -1 if max(ends) <= 0 else 1
    low, high = min(0.0, *(sign * end for end in ends)), max(whole, *(sign * end for end in ends))
    span = (high - low) or 1.0

    def at(value: float) -> float:
        return round((sign * value - low) / span * 100, 1)

    items = ""
    for place, (row, value) in enumerate(zip(rows, values, strict=True)):
        start, end = sorted((at(0), at(row.value)))
        # The first bar is solid, the others outlined: told apart without color.
        kind, paint = ("", 'fill="currentColor"') if place == 0 else (" bars__bar--other", _STROKE)
        shape = (
            f'<rect class="bars__bar{kind}" x="{start:g}" y="1" width="{end - start:g}"'
            f' height="8" {paint}/><path class="bars__zero" {_STROKE} d="M{at(0):g} 0V12"/>'
        )
        if row.low is not None and row.high is not None:
            reach = f"M{at(row.low):g} 10.5H{at(row.high):g}"
            shape += f'<path class="bars__range" {_STROKE} d="{reach}"/>'
        items += (
            f'<li class="bars__row"><span class="bars__name">{text_of(row.name)}:</span> '
            '<svg class="bars__svg" width="240" height="24" viewBox="0 0 100 12"'
            ' preserveAspectRatio="none"'
            f' aria-hidden="true">{shape}</svg>'
            f' <span class="bars__value">{text_of(value)}</span></li>'
        )
    return f'<ul class="bars">{items}</ul>'


def bar_notes(rows: Sequence[Bar], whole: float, unit: str, words: dict[str, str]) -> list[str]:
    """What the width and the thin lines of `bars` mean, in words; to be escaped."""
    notes = []
    if whole:
        notes.append(words["full-width"].format(number=f"{whole:g}", unit=unit.split()[0]))
    if any(row.low is not None for row in rows):
        notes.append(words["range-line"])
    return notes


def timeline(events: Sequence[tuple[str, str]]) -> str:
    mark = (
        '<svg class="timeline__mark" width="12" height="12" viewBox="0 0 12 12"'
        ' aria-hidden="true">'
        '<circle cx="6" cy="6" r="5" fill="currentColor"/></svg>'
    )
    items = "".join(
        f'<li class="timeline__event">{mark}<strong class="timeline__when">{text_of(when)}</strong>'
        f' <span class="timeline__what">{text_of(what)}</span></li>'
        for when, what in events
    )
    return f'<ol class="timeline">{items}</ol>'


def steps(parts: Sequence[Step], picture_of_all: str = "") -> str:
    """Numbered steps; where there is a drawing, side by side if there is room.

    `picture_of_all` is the name of one drawing above them, in which their numbers may stand.
    """
    items = ""
    for number, step in enumerate(parts, start=1):
        head = f'<strong class="steps__title">{text_of(step.title)}</strong> ' if step.title else ""
        picture = ""
        if step.drawing:
            picture = f'<div class="steps__picture">{drawings.drawing(step.drawing)}</div>'
        items += (
            '<li class="steps__step">'
            '<svg class="steps__mark" width="24" height="24" viewBox="0 0 24 24"'
            ' aria-hidden="true">'
            '<circle cx="12" cy="12" r="11" fill="none" stroke="currentColor"/>'
            f'<text x="12" y="17" text-anchor="middle" fill="currentColor">{number}</text></svg>'
            f'{picture}{head}<span class="steps__text">{text_of(step.text)}</span></li>'
        )
    above = drawings.drawing(picture_of_all) if picture_of_all else ""
    drawn = " steps--drawn" if above or any(step.drawing for step in parts) else ""
    return f'{above}<ol class="steps{drawn}">{items}</ol>'
