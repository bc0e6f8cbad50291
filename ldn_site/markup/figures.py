"""The fences that become pictures: reads their YAML, says what is wrong, has them drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ldn_site.markup import drawing
from ldn_site.markup.chances import both_frames, number
from ldn_site.markup.shapes import Finding, Resources, Severity
from ldn_site.markup.studies import draw_study, outcomes
from ldn_site.markup.text import escape, nearest
from ldn_site.markup.words import words_for
from ldn_site.markup.yamltext import Unreadable, load_plain

# Stands in a figure's HTML where its citation mark belongs; no text can hold it.
CITE_HERE = "\x1a"

MOST_PARTS = 24
LONGEST_TEXT = 600


@dataclass
class Figure:
    """A drawn figure, or the reasons why there is none."""

    html: str = ""
    cites: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)


_TIMELESS = Finding(
    "figure-without-time",
    Severity.WARNING,
    0,
    "The “icon-array” does not say after how long.",
    "Add a line such as time: after 12 weeks.",
)


class Wrong(ValueError):
    """A figure cannot be drawn from what was written."""

    def __init__(self, message: str, remedy: str, code: str = "figure-data") -> None:
        super().__init__(message)
        self.remedy = remedy
        self.code = code


def draw(kind: str, text: str, resources: Resources, line: int) -> Figure:
    """The figure that a fence asks for. `line` is the line of the fence."""
    try:
        figure = KINDS[kind](load_plain(text), resources)
        _stand_as_written(figure, text)
        figure.findings = [replace(finding, line=line) for finding in figure.findings]
        return figure
    except Unreadable as error:
        problem = Wrong(str(error), "Write it as in the examples, two spaces a level.")
        line += error.line
    except Wrong as error:
        problem = error
    finding = Finding(
        problem.code,
        Severity.BLOCKER,
        line,
        f"The “{kind}” cannot be drawn: {problem}.",
        problem.remedy,
    )
    return Figure(f"<pre><code>{escape(text)}\n</code></pre>", findings=[finding])


def _stand_as_written(figure: Figure, text: str) -> None:
    """Refuse a key that YAML only makes of what is written ("smith\\x2d2020").

    What a page rests on is found by looking for keys in its text.
    """
    for key in (*figure.cites, *figure.studies):
        if not re.search(rf"(?<![a-z0-9-]){re.escape(key)}(?![a-z0-9-])", text):
            raise Wrong(f"“{key}” is not written out", "Write the key as it is, without escapes.")


def _icon_array(data: Any, resources: Resources) -> Figure:
    fields = _fields(data, ("title", "groups"), ("time", "yes", "no", "cite"))
    words = words_for(resources.language)
    groups = _items(fields["groups"], "groups")
    if len(groups) < 2:
        raise Wrong(
            "it has only one group",
            "Add the comparison group, or give the number in words: "
            "one group alone looks like proof.",
            "icon-array-without-comparator",
        )
    yes, no = _optional(fields, "yes"), _optional(fields, "no")
    drawn, is_any_rounded = [], False
    for item in groups:
        group = _fields(item, ("name", "count"), ("of",))
        count, of = _whole(group["count"], "count"), _whole(group.get("of", 100), "of")
        if not of > 0 or not 0 <= count <= of:
            raise Wrong(f"count {count} of {of} is not possible", "Count must be from 0 to of.")
        whole, said, is_rounded = both_frames(count * 100 / of, words, yes, no)
        is_any_rounded = is_any_rounded or is_rounded
        name = _text(group["name"], "name")
        if of != 100:
            said += " " + words["counted"].format(count=count, people=of)
        drawn.append((name, whole, words["icons"].format(name=name, number=whole), said))
    notes = [words["each-mark"]] + [words["rounded"]] * is_any_rounded
    cites = _cites(fields)
    title = _title(fields, cites, _optional(fields, "time"))
    html = drawing.figure("icons", title, drawing.icon_groups(drawn), notes)
    return Figure(html, cites, findings=[] if fields.get("time") else [_TIMELESS])


def _bar_chart(data: Any, resources: Resources) -> Figure:
    fields = _fields(data, ("title", "unit", "bars"), ("cite",))
    unit = _text(fields["unit"], "unit")
    rows = []
    for item in _items(fields["bars"], "bars"):
        bar = _fields(item, ("name", "value"), ("low", "high"))
        ends = [_number(bar[end], end) if end in bar else None for end in ("low", "high")]
        if ends.count(None) == 1:
            raise Wrong("a range has only one end", "Give both low and high, or neither.")
        rows.append(drawing.Bar(_text(bar["name"], "name"), _number(bar["value"], "value"), *ends))
    values = [f"{number(row.value)} {unit}" for row in rows]
    cites = _cites(fields)
    return Figure(drawing.figure("bars", _title(fields, cites), drawing.bars(rows, values)), cites)


def _timeline(data: Any, resources: Resources) -> Figure:
    fields = _fields(data, ("events",), ("title", "cite"))
    events = []
    for item in _items(fields["events"], "events"):
        event = _fields(item, ("when", "what"))
        events.append((_text(event["when"], "when"), _text(event["what"], "what")))
    cites = _cites(fields)
    body = drawing.timeline(events)
    return Figure(drawing.figure("timeline", _title(fields, cites), body), cites)


def _steps(data: Any, resources: Resources) -> Figure:
    fields = _fields(data, ("steps",), ("title",)) if isinstance(data, dict) else {"steps": data}
    parts = []
    for item in _items(fields["steps"], "steps"):
        if isinstance(item, dict):
            step = _fields(item, ("title", "text"))
            parts.append((_text(step["title"], "title"), _text(step["text"], "text")))
        else:
            parts.append(("", _text(item, "step")))
    return Figure(drawing.figure("steps", _title(fields, ()), drawing.steps(parts)))


def _study(data: Any, resources: Resources) -> Figure:
    fields = _fields(data, ("key",), ("outcome",))
    key = _text(fields["key"], "key").removeprefix("@")
    study = resources.references.get(key)
    if study is None:
        near = nearest(key, resources.references)
        remedy = f"Did you mean “{near}”?" if near else "Use the key of a reference."
        raise Wrong(f"there is no reference “{key}”", remedy, "unknown-study")
    names = outcomes(study)
    if not names:
        raise Wrong(
            f"“{key}” has no numbers that may be drawn",
            "Describe its result in words, or add its arms to the reference.",
            "study-without-arms",
        )
    outcome = _optional(fields, "outcome")
    if outcome and outcome not in names:
        raise Wrong(
            f"“{key}” has no outcome “{outcome}”",
            f"Its outcomes are: {'; '.join(names)}.",
            "unknown-outcome",
        )
    html = draw_study(study, outcome, words_for(resources.language), CITE_HERE)
    return Figure(html, (key,), (key,))


KINDS: dict[str, Callable[[Any, Resources], Figure]] = {
    "icon-array": _icon_array,
    "bar-chart": _bar_chart,
    "timeline": _timeline,
    "steps": _steps,
    "study": _study,
}


def _fields(data: Any, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> dict[str, Any]:
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


def _items(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Wrong(f"“{name}” is not a list", "Begin each of its items with a hyphen and a space.")
    if len(value) > MOST_PARTS:
        raise Wrong(
            f"“{name}” has more than {MOST_PARTS} items", "Show fewer: nobody reads so many."
        )
    return value


def _text(value: Any, name: str) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, date)):
        raise Wrong(f"“{name}” is not text", "Write it on one line, in quotes if it holds a colon.")
    text = " ".join(str(value).split())
    if not text or len(text) > LONGEST_TEXT:
        raise Wrong(f"“{name}” is empty or too long", f"Use at most {LONGEST_TEXT} characters.")
    return text


def _optional(fields: dict[str, Any], name: str) -> str:
    return _text(fields[name], name) if fields.get(name) is not None else ""


def _whole(value: Any, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > 10_000_000:
        raise Wrong(f"“{name}” is not a whole number", "Write digits only, such as 45.")
    return value


def _number(value: Any, name: str) -> float:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    # A NaN is not equal to itself, and an infinity is not below the bound.
    if not is_number or not abs(value) < 10_000_000:
        raise Wrong(f"“{name}” is not a number", "Write digits only, such as 4.5.")
    return float(value)


def _cites(fields: dict[str, Any]) -> tuple[str, ...]:
    cite = _optional(fields, "cite")
    return tuple(key.strip().removeprefix("@") for key in cite.split(";") if key.strip())


def _title(fields: dict[str, Any], cites: tuple[str, ...], time: str = "") -> str:
    title = _optional(fields, "title")
    mark = CITE_HERE if cites else ""
    if not title:
        return mark
    said = drawing.text_of(f"{title}, {time}" if time else title)
    return f"<strong>{said}</strong> {mark}".strip()
