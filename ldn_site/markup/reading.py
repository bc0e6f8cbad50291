"""Reads a text line by line before Markdown does.

Here are settled the things whose lines must be known and whose shape must be
exact: fences, boxes (`///`) and markers (`{{ }}`). Fences and markers leave the
text as slots: a token that no writer can guess, exchanged for finished HTML
after the text around it has been sanitized.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field

from ldn_site.markup.boxes import BOX_NAMES, TITLE_NEEDED
from ldn_site.markup.expanding import FENCE, fence_after
from ldn_site.markup.figures import KINDS, draw
from ldn_site.markup.shapes import Finding, Resources, Severity
from ldn_site.markup.tables import CODE_SPAN, TableWatch
from ldn_site.markup.text import escape, nearest

DEEPEST_BOX = 3

_OPENER = re.compile(r"( *)(/{3,}) *([\w-]+) *(?:\| *(.*?) *)?")
_CLOSER = re.compile(r"( *)(/{3,}) *")
_SLASHES = re.compile(r" *(?:[>*+-] *)*/{3,}")
_FACT = re.compile(r" *\{\{ *pharmacy *: *([^{}]{1,100}?) *\}\} *")


@dataclass
class Slot:
    """HTML of our own, waiting for its place. `cites` are numbered where the slot stands."""

    html: str
    cites: tuple[str, ...] = ()
    line: int = 0


@dataclass
class Reading:
    """A text made ready for Markdown."""

    text: str = ""
    findings: list[Finding] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    studies: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    token: str = field(default_factory=lambda: "slot" + secrets.token_hex(12) + "n")

    def hold(self, slot: Slot) -> str:
        self.slots.append(slot)
        return f"{self.token}{len(self.slots) - 1}"

    def block(self, code: str, line: int, message: str, remedy: str) -> None:
        self.findings.append(Finding(code, Severity.BLOCKER, line, message, remedy))


@dataclass
class _Box:
    slashes: int
    name: str
    line: int
    is_shown: bool = True  # an impossible box is left out, and what it holds is kept


def read(source: str, resources: Resources) -> Reading:
    """Exchange fences and markers for slots, and check boxes."""
    reading = Reading()
    lines: list[str] = []
    boxes: list[_Box] = []
    tables = TableWatch()
    fence, info, opened_at, inside, indent = "", "", 0, [""], ""
    for number, line in enumerate(source.split("\n"), start=1):
        before, fence = fence, fence_after(fence, line)
        if not before and fence:
            found = FENCE.fullmatch(line)
            info = found[2].strip() if found else ""
            indent = line[: len(line) - len(line.lstrip(" "))]
            opened_at, inside = number, []
        elif before and fence:
            inside.append(line.removeprefix(indent))
        elif before:
            slot = _fence(reading, resources, info, inside, opened_at)
            lines += ["", indent + reading.hold(slot), ""]
        elif _SLASHES.match(line):
            tables = TableWatch()
            lines += ["", *_box(reading, boxes, line, number), ""]
        else:
            lines += _line(reading, resources, line, number)
            misfit = tables.see(line)
            if misfit:
                reading.block(
                    "table-row-uneven",
                    number,
                    f"This row has {misfit[0]} cells; its table has {misfit[1]} columns.",
                    "Give each row the same number of cells; leave one empty if need be.",
                )
    if fence:
        reading.block(
            "fence-not-closed",
            opened_at,
            f"The fence opened with {fence[:20]} is never closed.",
            f"Write {fence[:20]} on a line of its own after its last line.",
        )
        lines += ["", reading.hold(_code(inside, opened_at)), ""]
    lines += _close(reading, boxes)
    reading.text = "\n".join(lines)
    return reading


def _close(reading: Reading, boxes: list[_Box]) -> list[str]:
    """The ends that the writer forgot, innermost first."""
    for box in boxes:
        reading.block(
            "box-not-closed",
            box.line,
            f"The box “{box.name}” is never closed.",
            f"Write {'/' * box.slashes} on a line of its own after its last line.",
        )
    return [line for box in reversed(boxes) if box.is_shown for line in ("", "/" * box.slashes, "")]


def _code(inside: list[str], line: int) -> Slot:
    return Slot(f"<pre><code>{escape(chr(10).join(inside))}\n</code></pre>", line=line)


def _fence(reading: Reading, resources: Resources, info: str, inside: list[str], line: int) -> Slot:
    kind = info.split(" ")[0]
    if kind in KINDS:
        figure = draw(kind, "\n".join(inside), resources, line)
        reading.findings += figure.findings
        reading.studies += [key for key in figure.studies if key not in reading.studies]
        reading.images += [name for name in figure.images if name not in reading.images]
        return Slot(figure.html, figure.cites, line)
    near = nearest(kind, KINDS)
    if near:
        reading.block(
            "unknown-fence",
            line,
            f"There is no picture called “{kind}”.",
            f"Did you mean “{near}”? The pictures are: {', '.join(KINDS)}.",
        )
    return _code(inside, line)


def _line(reading: Reading, resources: Resources, line: str, number: int) -> list[str]:
    fact = _FACT.fullmatch(line)
    if fact:
        return _fact(reading, resources, line, fact[1], number)
    # Markers shown as code are text about markers.
    bare = CODE_SPAN.sub("", line) if "{{" in line or "}}" in line else ""
    if "{{" in bare or "}}" in bare:
        reading.block(
            "stray-marker",
            number,
            "There are double braces here that are not a marker the site knows.",
            "Write {{ block: name }} or {{ pharmacy: name }} on a line of its own, "
            "or put the braces in `code`.",
        )
    return [line]


def _fact(reading: Reading, resources: Resources, line: str, name: str, number: int) -> list[str]:
    allowed = resources.facts
    known = bool(re.fullmatch(r"[a-z0-9_-]+", name)) and (allowed is None or name in allowed)
    if not known:
        near = nearest(name, allowed or ())
        reading.block(
            "unknown-fact",
            number,
            f"The pharmacy settings have no “{name}”.",
            f"Did you mean “{near}”?"
            if near
            else f"The settings are: {', '.join(sorted(allowed or ())) or 'not known here'}.",
        )
        return [""]
    if name not in reading.facts:
        reading.facts.append(name)
    indent = line[: len(line) - len(line.lstrip(" "))]
    return ["", indent + reading.hold(Slot(f'<p data-fact="{name}"></p>', line=number)), ""]


def _box(reading: Reading, boxes: list[_Box], line: str, number: int) -> list[str]:
    """One line that begins with slashes: the opening or the end of a box, or a mistake."""
    closer, opener = _CLOSER.fullmatch(line), _OPENER.fullmatch(line)
    found = closer or opener
    if not found or len(found[1]) > 3:
        reading.block(
            "box-misplaced",
            number,
            "A box can only begin or end at the start of a line of its own.",
            "Move the slashes to the start of the line, out of any list or quotation.",
        )
        return []
    slashes = len(found[2])
    if closer:
        if not boxes or boxes[-1].slashes != slashes:
            expected = f" The box open here ends with {'/' * boxes[-1].slashes}." if boxes else ""
            reading.block(
                "box-not-open",
                number,
                f"This line ends a box that is not open.{expected}",
                "Remove the line, or give it as many slashes as the line that opens its box.",
            )
            return []
        return [line.strip()] if boxes.pop().is_shown else []
    assert opener is not None
    name, argument = opener[3].lower(), opener[4] or ""
    problem = _box_problem(boxes, slashes, name, argument)
    if problem:
        reading.block(problem[0], number, *problem[1:])
    is_shown = not problem or problem[0] in ("box-without-title", "care-level")
    boxes.append(_Box(slashes, name, number, is_shown))
    return ["/" * slashes + f" {name}" + (f" | {argument}" if argument else "")] * is_shown


def _box_problem(
    boxes: list[_Box], slashes: int, name: str, argument: str
) -> tuple[str, str, str] | None:
    if name not in BOX_NAMES:
        near = nearest(name, BOX_NAMES)
        hint = f"Did you mean “{near}”? " if near else ""
        return (
            "unknown-box",
            f"There is no box called “{name}”.",
            f"{hint}The boxes are: {', '.join(BOX_NAMES)}.",
        )
    if len(boxes) >= DEEPEST_BOX:
        return (
            "box-too-deep",
            f"Boxes are nested more than {DEEPEST_BOX} deep.",
            "Close a box before opening the next one.",
        )
    if any(box.slashes <= slashes for box in boxes):
        return (
            "box-nesting",
            f"The box “{name}” is inside “{boxes[-1].name}” but has as many slashes.",
            "Give the outer box one slash more than the inner one, at both of its ends.",
        )
    if name in TITLE_NEEDED and not argument:
        return (
            "box-without-title",
            f"The box “{name}” has no {TITLE_NEEDED[name]}.",
            f"Write /// {name} | and then the {TITLE_NEEDED[name]}.",
        )
    levels = ("emergency", "urgent", "routine")
    if name == "care" and argument.split("|")[0].strip().lower() not in levels:
        return (
            "care-level",
            f"“{argument.split('|')[0].strip()}” is not a level of care.",
            f"Write /// care | and one of: {', '.join(levels)}.",
        )
    return None
