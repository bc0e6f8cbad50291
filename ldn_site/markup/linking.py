"""Links, only to where they may lead, and pictures written in a way that is not ours."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from pathlib import PurePosixPath

from ldn_site.markup.shapes import Link, Severity
from ldn_site.markup.state import State
from ldn_site.markup.targets import is_external, safe_target
from ldn_site.markup.text import nearest


def link(state: State, element: etree.Element) -> None:
    if element.get("href", "").startswith("#source-") and "aria-label" in element.attrib:
        return
    written = element.get("href", "")
    element.attrib.pop("title", None)
    target = safe_target(written)
    line = state.places.line(written)
    text = " ".join("".join(element.itertext()).split())
    if target is None:
        state.find(
            "unsafe-link",
            Severity.BLOCKER,
            line,
            f"The link “{written[:80]}” may not be used.",
            "Link to https://…, mailto:…, tel:…, /a/page/ of this site, or #a-heading.",
        )
        element.tag = "span"
        element.attrib.clear()
        element.set("class", "broken")
        return
    if not text and element.find(".//img") is None:
        state.find(
            "link-without-text",
            Severity.BLOCKER,
            line,
            f"The link to “{written[:80]}” has no text.",
            "Write words between the brackets that say where it leads.",
        )
    state.links.append(Link(written, line))
    element.attrib.clear()
    element.set("href", target)
    if is_external(target):
        element.set("rel", "noopener noreferrer external")


def image(state: State, element: etree.Element) -> None:
    """A picture is shown by its fence, where its words, size and crops belong to it."""
    written = element.get("src", "")
    name = PurePosixPath(written).stem
    known = name if name in state.resources.images else nearest(name, state.resources.images)
    state.find(
        "unknown-image",
        Severity.BLOCKER,
        state.places.line(written),
        f"The picture “{written[:80]}” cannot be shown this way.",
        f"Write a fence in its place: ```picture, then picture: {known or 'its-name'}, then ```."
        + ("" if known else " Add the picture first, under Pictures."),
    )
    alt = element.get("alt") or ""
    element.attrib.clear()
    element.tag = "span"
    element.set("class", "broken")
    element.text = alt.strip()
