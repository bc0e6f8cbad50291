"""Boxes and tables: labelled as groups, and checked for what they must hold."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ldn_site.markup.shapes import Severity
from ldn_site.markup.state import State
from ldn_site.markup.text import join_units

KEY_FACTS = range(3, 7)
COLUMNS_OF_CARDS = 3  # two columns fit on any phone
NEGATIVES = ("do not", "don't", "don’t", "never", "no ", "no", "nunca")


def box(state: State, element: etree.Element) -> None:
    style = element.get("class", "")
    if style == "table-scroll" and element[0].tag == "caption":
        _captioned(state, element)
    elif element.get("role") == "note":
        state.label("note", element, element[0])
        if style.startswith("care"):
            state.counts["care"] += 1
        if style.startswith(("dodont", "facts")):
            _list_box(state, element, style)


def table(state: State, parent: etree.Element, table: etree.Element, place: int) -> etree.Element:
    """Every table scrolls inside a region of its own, never the page."""
    _name_cells(state, table)
    if parent.get("class") == "table-scroll":
        return table
    line = state.places.line("".join(table[0].itertext()).strip().split("\n")[0].strip())
    state.find(
        "table-without-caption",
        Severity.WARNING,
        line,
        "A table has no caption.",
        "Put it between /// table | its caption and ///.",
    )
    region = etree.Element("div", {"class": "table-scroll", "role": "region", "tabindex": "0"})
    region.tail, table.tail = table.tail, None
    parent[place] = region
    caption = etree.Element("caption")
    caption.text = state.words["table"].format(number=state.counts["table"] + 1)
    table.insert(0, caption)
    region.append(table)
    state.label("table", region, caption)
    return region


def cell(state: State, element: etree.Element) -> None:
    align = element.attrib.pop("align", "")
    if align:
        element.set("class", f"align-{align}")
    if element.tag == "th" and "scope" not in element.attrib:
        element.set("scope", "col")


def _name_cells(state: State, table: etree.Element) -> None:
    """Each row is headed by its first cell. Where a phone is too narrow for the columns, a row
    becomes a card, so the other cells carry the names of theirs.
    """
    names = [join_units("".join(head.itertext()).strip()) for head in table.iter("th")]
    for row in table.iterfind("tbody/tr"):
        for place, element in enumerate(row):
            if place == 0:
                element.tag = "th"
                element.set("scope", "row")
            elif len(names) >= COLUMNS_OF_CARDS and state.reading.token not in names[place]:
                element.set("data-name", f"{names[place].rstrip(':')}:".replace("?:", "?"))


def _list_box(state: State, element: etree.Element, style: str) -> None:
    title = "".join(element[0].itertext())
    rest = element[1:]
    if len(rest) != 1 or rest[0].tag not in ("ul", "ol"):
        name = style.split("--")[-1]
        state.find(
            "box-not-a-list",
            Severity.BLOCKER,
            state.places.line(f"/// {name}"),
            f"The box “{title}” must hold one list and nothing else.",
            "Begin each line in it with a hyphen and a space.",
        )
        return
    if style == "facts" and len(rest[0]) not in KEY_FACTS:
        state.find(
            "key-facts-count",
            Severity.WARNING,
            state.places.line("/// facts"),
            f"The key facts are {len(rest[0])}; readers keep three to six in mind.",
            "Keep the three to six that matter most.",
        )
    if style.endswith("--dont"):
        for item in rest[0]:
            text = " ".join("".join(item.itertext()).split())
            if not text.lower().startswith(NEGATIVES):
                state.find(
                    "dont-without-not",
                    Severity.WARNING,
                    state.places.line(text),
                    f"“{text[:60]}” does not say “do not”.",
                    "Begin each item with “Do not”, so that it cannot be misread alone.",
                )


def _captioned(state: State, region: etree.Element) -> None:
    """A `/// table` box: move its caption into the one table that it must hold."""
    caption = region[0]
    table = region.find("table")
    if table is None or len(region) != 2:
        state.find(
            "table-box",
            Severity.BLOCKER,
            state.places.line(caption.text or ""),
            f"The box “{caption.text}” must hold one table and nothing else.",
            "Put the table between /// table | its caption and ///.",
        )
        caption.tag = "p"
        region.attrib.clear()
        return
    region.remove(caption)
    table.insert(0, caption)
    state.label("table", region, caption)
    region.set("role", "region")
    region.set("tabindex", "0")
