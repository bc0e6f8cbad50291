"""The fences that become pictures: reads their YAML, says what is wrong, has them drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ldn_site.markup import drawing
from ldn_site.markup.chances import both_frames, number, whole_of
from ldn_site.markup.drawings import DRAWINGS
from ldn_site.markup.fencing import (
    Figure,
    Wrong,
    fields_of,
    items_of,
    number_in,
    optional_in,
    text_in,
    whole_in,
)
from ldn_site.markup.pictures import draw_picture
from ldn_site.markup.shapes import Finding, Resources, Severity
from ldn_site.markup.studies import draw_study, outcomes
from ldn_site.markup.text import escape, nearest
from ldn_site.markup.words import words_for
from ldn_site.markup.yamltext import Unreadable, load_plain

# Stands in a figure's HTML where its citation mark belongs; no text can hold it.
CITE_HERE = "\x1a"

_TIMELESS = Finding(
    "figure-without-time",
    Severity.WARNING,
    0,
    "The “icon-array” does not say after how long.",
    "Add a line such as time: after 12 weeks.",
)


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
    fields = fields_of(data, ("title", "groups"), ("time", "yes", "no", "cite"))
    words = words_for(resources.language)
    groups = items_of(fields["groups"], "groups")
    if len(groups) < 2:
        raise Wrong(
            "it has only one group",
            "Add the comparison group, or give the number in words: "
            "one group alone looks like proof.",
            "icon-array-without-comparator",
        )
    yes, no = optional_in(fields, "yes"), optional_in(fields, "no")
    drawn, is_any_rounded = [], False
    for item in groups:
        group = fields_of(item, ("name", "count"), ("of",))
        count, of = whole_in(group["count"], "count"), whole_in(group.get("of", 100), "of")
        if not of > 0 or not 0 <= count <= of:
            raise Wrong(f"count {count} of {of} is not possible", "Count must be from 0 to of.")
        whole, said, is_rounded = both_frames(count * 100 / of, words, yes, no)
        is_any_rounded = is_any_rounded or is_rounded
        name = text_in(group["name"], "name")
        if of != 100:
            said += " " + words["counted"].format(count=count, people=of)
        drawn.append((name, whole, words["icons"].format(name=name, number=whole), said))
    notes = [words["each-mark"]] + [words["rounded"]] * is_any_rounded
    cites = _cites(fields)
    title = _title(fields, cites, optional_in(fields, "time"))
    html = drawing.figure("icons", title, drawing.icon_groups(drawn), notes)
    return Figure(html, cites, findings=[] if fields.get("time") else [_TIMELESS])


def _bar_chart(data: Any, resources: Resources) -> Figure:
    fields = fields_of(data, ("title", "unit", "bars"), ("cite",))
    unit = text_in(fields["unit"], "unit")
    rows = []
    for item in items_of(fields["bars"], "bars"):
        bar = fields_of(item, ("name", "value"), ("low", "high"))
        ends = [number_in(bar[end], end) if end in bar else None for end in ("low", "high")]
        if ends.count(None) == 1:
            raise Wrong("a range has only one end", "Give both low and high, or neither.")
        rows.append(
            drawing.Bar(text_in(bar["name"], "name"), number_in(bar["value"], "value"), *ends)
        )
    values = [f"{number(row.value)} {unit}" for row in rows]
    cites = _cites(fields)
    whole = whole_of(unit)
    notes = drawing.bar_notes(rows, whole, unit, words_for(resources.language))
    body = drawing.bars(rows, values, whole)
    return Figure(
        drawing.figure("bars", _title(fields, cites), body, map(drawing.text_of, notes)), cites
    )


def _timeline(data: Any, resources: Resources) -> Figure:
    fields = fields_of(data, ("events",), ("title", "cite"))
    events = []
    for item in items_of(fields["events"], "events"):
        event = fields_of(item, ("when", "what"))
        events.append((text_in(event["when"], "when"), text_in(event["what"], "what")))
    cites = _cites(fields)
    body = drawing.timeline(events)
    return Figure(drawing.figure("timeline", _title(fields, cites), body), cites)


def _steps(data: Any, resources: Resources) -> Figure:
    fields = {"steps": data}
    if isinstance(data, dict):
        fields = fields_of(data, ("steps",), ("title", "drawing"))
    parts = []
    for item in items_of(fields["steps"], "steps"):
        if isinstance(item, dict):
            step = fields_of(item, ("title", "text"), ("drawing",))
            title, text = text_in(step["title"], "title"), text_in(step["text"], "text")
            parts.append(drawing.Step(title, text, _drawing(step)))
        else:
            parts.append(drawing.Step("", text_in(item, "step")))
    return Figure(
        drawing.figure("steps", _title(fields, ()), drawing.steps(parts, _drawing(fields)))
    )


def _drawing(fields: dict[str, Any]) -> str:
    name = optional_in(fields, "drawing")
    if name and name not in DRAWINGS:
        near = nearest(name, DRAWINGS)
        remedy = f"Did you mean “{near}”?" if near else f"There are: {', '.join(DRAWINGS)}."
        raise Wrong(f"there is no drawing “{name}”", remedy, "unknown-drawing")
    return name


def _study(data: Any, resources: Resources) -> Figure:
    fields = fields_of(data, ("key",), ("outcome",))
    key = text_in(fields["key"], "key").removeprefix("@")
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
    outcome = optional_in(fields, "outcome")
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
    "picture": draw_picture,
}


def _cites(fields: dict[str, Any]) -> tuple[str, ...]:
    cite = optional_in(fields, "cite")
    return tuple(key.strip().removeprefix("@") for key in cite.split(";") if key.strip())


def _title(fields: dict[str, Any], cites: tuple[str, ...], time: str = "") -> str:
    title = optional_in(fields, "title")
    mark = CITE_HERE if cites else ""
    if not title:
        return mark
    said = drawing.text_of(f"{title}, {time}" if time else title)
    return f"<strong>{said}</strong> {mark}".strip()
