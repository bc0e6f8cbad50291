"""Links and pictures: only to where they may lead, only from our own media."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ldn_site.markup.shapes import Image, Link, Severity
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
    written = element.get("src", "")
    alt = (element.get("alt") or "").strip()
    line = state.places.line(written)
    name, image = _known_image(state, written)
    element.attrib.clear()
    if image is None:
        near = nearest(name, state.resources.images)
        state.find(
            "unknown-image",
            Severity.BLOCKER,
            line,
            f"There is no picture “{written[:80]}” in our own media.",
            f"Did you mean “images/{near}”?"
            if near
            else "Add the picture first, then write ![what it shows](images/its-name.png).",
        )
        element.tag = "span"
        element.set("class", "broken")
        element.text = alt
        return
    alt = "" if image.decorative else alt or image.alt.strip()
    if not alt and not image.decorative:
        state.find(
            "image-without-alt",
            Severity.BLOCKER,
            line,
            f"The picture “{written[:80]}” has no text for people who cannot see it.",
            "Write what it shows between the brackets, or mark the picture as decorative.",
        )
    if name not in state.images:
        state.images.append(name)
    for key, value in {
        "src": image.src,
        "alt": alt,
        "width": str(image.width),
        "height": str(image.height),
        "loading": "lazy",
        "decoding": "async",
    }.items():
        element.set(key, value)


def lone_image(state: State, element: etree.Element) -> None:
    """A picture in a paragraph of its own takes its caption along."""
    if len(element) != 1 or element[0].tag != "img":
        return
    if (element.text or "").strip() or (element[0].tail or "").strip():
        return
    _, image = _known_image(state, element[0].get("src", ""))
    if image is None or not (image.caption or image.credit):
        return
    element.tag = "figure"
    element.set("class", "figure figure--image")
    caption = etree.SubElement(element, "figcaption", {"class": "figure__caption"})
    caption.text = image.caption
    if image.credit:
        caption.text += " " if image.caption else ""
        credit = etree.SubElement(caption, "span", {"class": "figure__credit"})
        credit.text = image.credit


def _known_image(state: State, written: str) -> tuple[str, Image | None]:
    name = written if written in state.resources.images else written.removeprefix("images/")
    return name, state.resources.images.get(name)
