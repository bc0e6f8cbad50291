"""Citation marks, numbered where a reader first meets each source."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ldn_site.markup.figures import CITE_HERE
from ldn_site.markup.shapes import Severity
from ldn_site.markup.state import State
from ldn_site.markup.text import nearest


def citation(state: State, element: etree.Element, line: int = 0) -> None:
    """Turn a mark that names keys into links to their sources."""
    written = element.attrib.pop("data-keys")
    element.set("class", "cite")
    parts = [part.strip() for part in f"@{written.lstrip('@')}".split(";")]
    for part in parts:
        key = part.removeprefix("@")
        study = state.resources.references.get(key) if part.startswith("@") else None
        if len(element):
            element[-1].tail = ", "
        if study is None:
            near = nearest(key, state.resources.references)
            state.find(
                "unknown-citation",
                Severity.BLOCKER,
                line or state.places.line(part),
                f"There is no reference “{part}”.",
                f"Did you mean “@{near}”?"
                if near
                else "Write [@key] with the key of a reference; several as [@a; @b].",
            )
            unknown = etree.SubElement(element, "span", {"class": "broken"})
            unknown.text = "?"
            continue
        if key not in state.citations:
            state.citations.append(key)
        number = state.citations.index(key) + 1
        label = f"{state.words['source']} {number}: {study.label}"
        if study.retracted:
            label += f" ({state.words['retracted']})"
        mark = etree.SubElement(element, "a", {"aria-label": label, "href": f"#source-{key}"})
        mark.text = str(number)


def number_slots(state: State, text: str) -> None:
    """A figure is reached: number its citations here, where a reader meets them."""
    for part in text.split(state.reading.token)[1:]:
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        slot = state.reading.slots[int(digits)]
        if CITE_HERE in slot.html:
            keys = "; ".join(f"@{key}" for key in slot.cites)
            mark = etree.Element("sup", {"data-keys": keys})
            citation(state, mark, line=slot.line)
            said = etree.tostring(mark, encoding="unicode", method="html")
            slot.html = slot.html.replace(CITE_HERE, said)
