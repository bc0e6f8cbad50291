"""One pass over the parsed tree, in the order of reading.

Everything that depends on order or on the caller's resources happens here:
ids, citation numbers, links, captions, units.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ldn_site.markup.citing import citation, number_slots
from ldn_site.markup.grouping import box, cell, table
from ldn_site.markup.linking import image, link
from ldn_site.markup.shapes import Heading, Severity
from ldn_site.markup.state import State
from ldn_site.markup.text import join_units, slug

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DEEPEST_IN_OUTLINE = 3
MOST_CARE_CARDS = 3

# Signs that a reader should never see: the writer meant them for Markdown.
LEFTOVERS = (
    (
        "stray-slashes",
        Severity.BLOCKER,
        "///",
        "There are slashes (///) left over that open or close no box.",
        "Put them at the start of a line of their own, or in `code`.",
    ),
    (
        "stray-citation",
        Severity.BLOCKER,
        "[@",
        "There is a citation here that could not be read.",
        "Write [@key] with the key of a reference; several as [@a; @b].",
    ),
    (
        "stray-link",
        Severity.WARNING,
        "](",
        "There is a link here that could not be read.",
        "Write [words](https://address), with no space between ] and (.",
    ),
    (
        "stray-list",
        Severity.WARNING,
        "\n- ",
        "There is a list here that is shown as running text.",
        "Put a blank line before its first item.",
    ),
    (
        "stray-table",
        Severity.WARNING,
        "\n|",
        "There is a table here that is shown as running text.",
        "Put a blank line before it, and the same number of | in its first two lines.",
    ),
)


def finish(state: State, root: etree.Element) -> None:
    """Finish the tree in place; what it holds is then in `state`."""
    _children(state, root, is_boxed=False)
    if state.counts["care"] > MOST_CARE_CARDS:
        state.find(
            "too-many-care-cards",
            Severity.WARNING,
            0,
            f"The page has {state.counts['care']} care cards; the most is {MOST_CARE_CARDS}.",
            "Keep the ones that may save somebody, and turn the others into plain text.",
        )


def _visit(state: State, element: etree.Element, *, is_boxed: bool) -> None:
    # The order matters: an element is finished before what it holds.
    if element.tag in ("code", "pre"):
        return
    if element.tag in HEADINGS:
        _heading(state, element, is_boxed=is_boxed)
    elif element.tag == "sup" and "data-keys" in element.attrib:
        citation(state, element)
    elif element.tag == "a":
        link(state, element)
    elif element.tag == "img":
        image(state, element)
    elif element.tag == "div":
        box(state, element)
    elif element.tag in ("th", "td"):
        cell(state, element)
    element.text = _text(state, element.text)
    is_boxed = is_boxed or element.tag in ("div", "details", "blockquote", "li")
    _children(state, element, is_boxed=is_boxed)


def _children(state: State, element: etree.Element, *, is_boxed: bool) -> None:
    for place, child in enumerate(list(element)):
        if child.tag == "table":
            child = table(state, element, child, place)
        _visit(state, child, is_boxed=is_boxed)
        child.tail = _text(state, child.tail)


def _text(state: State, text: str | None) -> str | None:
    if not text:
        return text
    if state.reading.token in text:
        number_slots(state, text)
    for code, severity, sign, message, remedy in LEFTOVERS:
        if sign in text:
            line = state.places.line(sign)
            state.find(code, severity, line + sign.startswith("\n"), message, remedy)
    return join_units(text)


def _heading(state: State, element: etree.Element, *, is_boxed: bool) -> None:
    text = " ".join("".join(element.itertext()).split())
    level = int(element.tag[1])
    line = state.places.line(f"# {text}" if text else "##") or state.places.line(text)
    if is_boxed:
        state.find(
            "heading-in-box",
            Severity.BLOCKER,
            line,
            f"The heading “{text}” is inside a box, list or quotation.",
            "Put it outside, or make it bold text.",
        )
        element.tag = "p"
        element.set("class", "box__heading")
        return
    if not text:
        state.find("heading-empty", Severity.BLOCKER, line, "A heading has no text.", "Name it.")
    if level == 1:
        state.find(
            "heading-1",
            Severity.BLOCKER,
            line,
            f"“{text}” is a heading of level 1, which is the title of the page.",
            "Begin it with ## instead of #.",
        )
    elif level > state.level + 1:
        state.find(
            "heading-skips",
            Severity.BLOCKER,
            line,
            f"The heading “{text}” has level {level} but follows level {state.level}.",
            f"Begin it with {'#' * (state.level + 1)}.",
        )
    state.level = max(level, 2)
    level = min(state.level + state.heading_offset, 6)
    element.tag = f"h{level}"
    element.set("id", slug(text, state.ids))
    if state.level <= DEEPEST_IN_OUTLINE:
        state.outline.append(Heading(level, element.get("id", ""), text))
