"""One pass over the parsed tree, in the order of reading.

Everything that depends on order or on the caller's resources happens here:
ids, citation numbers, links, pictures, captions, units.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ldn_site.markup.figures import CITE_HERE
from ldn_site.markup.reading import Reading
from ldn_site.markup.shapes import Finding, Heading, Image, Link, Resources, Severity
from ldn_site.markup.targets import is_external, safe_target
from ldn_site.markup.text import Places, join_units, nearest, slug
from ldn_site.markup.words import words_for

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_CARE_CARDS = 3
KEY_FACTS = range(3, 7)
NEGATIVES = ("do not", "don't", "don’t", "never", "no ", "no", "nunca")


class Finisher:
    """Finishes one tree and collects what it holds."""

    def __init__(
        self, source: str, reading: Reading, resources: Resources, heading_offset: int = 0
    ) -> None:
        self.outline: list[Heading] = []
        self.citations: list[str] = []
        self.links: list[Link] = []
        self.images: list[str] = []
        self.findings: list[Finding] = []
        self._reading = reading
        self._resources = resources
        self._offset = heading_offset
        self._words = words_for(resources.language)
        self._places = Places(source)
        self._ids: dict[str, int] = {}
        self._level = 1
        self._counts = {"note": 0, "table": 0, "care": 0}

    def finish(self, root: etree.Element) -> None:
        self._children(root, is_boxed=False)
        if self._counts["care"] > MOST_CARE_CARDS:
            self._find(
                "too-many-care-cards",
                Severity.WARNING,
                0,
                f"The page has {self._counts['care']} care cards; the most is {MOST_CARE_CARDS}.",
                "Keep the ones that may save somebody, and turn the others into plain text.",
            )

    def _visit(self, element: etree.Element, *, is_boxed: bool) -> None:
        # The order matters: an element is finished before what it holds.
        if element.tag in ("code", "pre"):
            return
        if element.tag in HEADINGS:
            self._heading(element, is_boxed=is_boxed)
        elif element.tag == "sup" and "data-keys" in element.attrib:
            self._citation(element)
        elif element.tag == "a":
            self._link(element)
        elif element.tag == "img":
            self._image(element)
        elif element.tag == "p":
            self._lone_image(element)
        elif element.tag == "div":
            self._box(element)
        elif element.tag in ("th", "td"):
            self._cell(element)
        element.text = self._text(element.text)
        is_boxed = is_boxed or element.tag in ("div", "details", "blockquote", "li")
        self._children(element, is_boxed=is_boxed)

    def _children(self, element: etree.Element, *, is_boxed: bool) -> None:
        for place, child in enumerate(list(element)):
            if child.tag == "table":
                child = self._table(element, child, place)
            self._visit(child, is_boxed=is_boxed)
            child.tail = self._text(child.tail)

    def _find(self, code: str, severity: Severity, line: int, message: str, remedy: str) -> None:
        self.findings.append(Finding(code, severity, line, message, remedy))

    def _text(self, text: str | None) -> str | None:
        if not text:
            return text
        if self._reading.token in text:
            self._slot(text)
        if "///" in text:
            self._find(
                "stray-slashes",
                Severity.BLOCKER,
                self._places.line("///"),
                "There are slashes (///) left over that open or close no box.",
                "Put them at the start of a line of their own, or in `code`.",
            )
        return join_units(text)

    def _slot(self, text: str) -> None:
        """A figure is reached: number its citations here, where a reader meets them."""
        for part in text.split(self._reading.token)[1:]:
            digits = part[: len(part) - len(part.lstrip("0123456789"))]
            slot = self._reading.slots[int(digits)]
            mark = etree.Element("sup", {"data-keys": "; ".join(f"@{key}" for key in slot.cites)})
            if slot.cites:
                self._citation(mark, line=slot.line)
                slot.html = slot.html.replace(
                    CITE_HERE, etree.tostring(mark, encoding="unicode", method="html")
                )

    def _heading(self, element: etree.Element, *, is_boxed: bool) -> None:
        text = " ".join("".join(element.itertext()).split())
        level = int(element.tag[1])
        line = self._places.line(f"# {text}") or self._places.line(text)
        if is_boxed:
            self._find(
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
            self._find(
                "heading-empty", Severity.BLOCKER, line, "A heading has no text.", "Name it."
            )
        if level == 1:
            self._find(
                "heading-1",
                Severity.BLOCKER,
                line,
                f"“{text}” is a heading of level 1, which is the title of the page.",
                "Begin it with ## instead of #.",
            )
        elif level > self._level + 1:
            self._find(
                "heading-skips",
                Severity.BLOCKER,
                line,
                f"The heading “{text}” has level {level} but follows level {self._level}.",
                f"Begin it with {'#' * (self._level + 1)}.",
            )
        self._level = max(level, 2)
        level = min(self._level + self._offset, 6)
        element.tag = f"h{level}"
        element.set("id", slug(text, self._ids))
        self.outline.append(Heading(level, element.get("id", ""), text))

    def _citation(self, element: etree.Element, line: int = 0) -> None:
        written = element.attrib.pop("data-keys")
        element.set("class", "cite")
        parts = [part.strip() for part in f"@{written.lstrip('@')}".split(";")]
        for part in parts:
            key = part.removeprefix("@")
            study = self._resources.references.get(key) if part.startswith("@") else None
            if len(element):
                element[-1].tail = ", "
            if study is None:
                near = nearest(key, self._resources.references)
                self._find(
                    "unknown-citation",
                    Severity.BLOCKER,
                    line or self._places.line(part),
                    f"There is no reference “{part}”.",
                    f"Did you mean “@{near}”?"
                    if near
                    else "Write [@key] with the key of a reference; several as [@a; @b].",
                )
                unknown = etree.SubElement(element, "span", {"class": "broken"})
                unknown.text = "?"
                continue
            is_first = key not in self.citations
            if is_first:
                self.citations.append(key)
            number = self.citations.index(key) + 1
            label = f"{self._words['source']} {number}: {study.label}"
            if study.retracted:
                label += f" ({self._words['retracted']})"
            mark = etree.SubElement(element, "a", {"href": f"#source-{key}", "aria-label": label})
            if is_first:
                mark.set("id", f"cite-{key}")
            mark.text = str(number)

    def _link(self, element: etree.Element) -> None:
        if element.get("href", "").startswith("#source-") and "aria-label" in element.attrib:
            return
        written = element.get("href", "")
        element.attrib.pop("title", None)
        target = safe_target(written)
        line = self._places.line(written)
        text = " ".join("".join(element.itertext()).split())
        if target is None:
            self._find(
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
            self._find(
                "link-without-text",
                Severity.BLOCKER,
                line,
                f"The link to “{written[:80]}” has no text.",
                "Write words between the brackets that say where it leads.",
            )
        self.links.append(Link(written, line))
        element.attrib.clear()
        element.set("href", target)
        if is_external(target):
            element.set("rel", "noopener noreferrer external")

    def _lone_image(self, element: etree.Element) -> None:
        """A picture in a paragraph of its own takes its caption along."""
        if len(element) != 1 or element[0].tag != "img":
            return
        if (element.text or "").strip() or (element[0].tail or "").strip():
            return
        _, image = self._known_image(element[0].get("src", ""))
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

    def _known_image(self, written: str) -> tuple[str, Image | None]:
        name = written if written in self._resources.images else written.removeprefix("images/")
        return name, self._resources.images.get(name)

    def _image(self, element: etree.Element) -> None:
        written = element.get("src", "")
        alt = (element.get("alt") or "").strip()
        line = self._places.line(written)
        name, image = self._known_image(written)
        element.attrib.clear()
        if image is None:
            near = nearest(name, self._resources.images)
            self._find(
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
            self._find(
                "image-without-alt",
                Severity.BLOCKER,
                line,
                f"The picture “{written[:80]}” has no text for people who cannot see it.",
                "Write what it shows between the brackets, or mark the picture as decorative.",
            )
        if name not in self.images:
            self.images.append(name)
        for key, value in {
            "src": image.src,
            "alt": alt,
            "width": str(image.width),
            "height": str(image.height),
            "loading": "lazy",
            "decoding": "async",
        }.items():
            element.set(key, value)

    def _label(self, kind: str, group: etree.Element, name: etree.Element) -> None:
        self._counts[kind] += 1
        name.set("id", f"{kind}-{self._counts[kind]}")
        group.set("aria-labelledby", name.get("id", ""))

    def _box(self, element: etree.Element) -> None:
        style = element.get("class", "")
        if style == "table-scroll" and element[0].tag == "caption":
            self._captioned(element)
        elif element.get("role") == "note":
            self._label("note", element, element[0])
            if style.startswith("care"):
                self._counts["care"] += 1
            if style.startswith(("dodont", "facts")):
                self._list_box(element, style)

    def _list_box(self, element: etree.Element, style: str) -> None:
        title = "".join(element[0].itertext())
        rest = element[1:]
        if len(rest) != 1 or rest[0].tag not in ("ul", "ol"):
            name = style.split("--")[-1]
            self._find(
                "box-not-a-list",
                Severity.BLOCKER,
                self._places.line(f"/// {name}"),
                f"The box “{title}” must hold one list and nothing else.",
                "Begin each line in it with a hyphen and a space.",
            )
            return
        if style == "facts" and len(rest[0]) not in KEY_FACTS:
            self._find(
                "key-facts-count",
                Severity.WARNING,
                self._places.line("/// facts"),
                f"The key facts are {len(rest[0])}; readers keep three to six in mind.",
                "Keep the three to six that matter most.",
            )
        if style.endswith("--dont"):
            for item in rest[0]:
                text = " ".join("".join(item.itertext()).split())
                if not text.lower().startswith(NEGATIVES):
                    self._find(
                        "dont-without-not",
                        Severity.WARNING,
                        self._places.line(text),
                        f"“{text[:60]}” does not say “do not”.",
                        "Begin each item with “Do not”, so that it cannot be misread alone.",
                    )

    def _captioned(self, region: etree.Element) -> None:
        """A `/// table` box: move its caption into the one table that it must hold."""
        caption = region[0]
        table = region.find("table")
        if table is None or len(region) != 2:
            self._find(
                "table-box",
                Severity.BLOCKER,
                self._places.line(caption.text or ""),
                f"The box “{caption.text}” must hold one table and nothing else.",
                "Put the table between /// table | its caption and ///.",
            )
            caption.tag = "p"
            region.attrib.clear()
            return
        region.remove(caption)
        table.insert(0, caption)
        self._label("table", region, caption)
        region.set("role", "region")
        region.set("tabindex", "0")

    def _table(self, parent: etree.Element, table: etree.Element, place: int) -> etree.Element:
        """Every table scrolls inside a region of its own, never the page."""
        if parent.get("class") == "table-scroll":
            return table
        line = self._places.line("".join(table[0].itertext()).strip().split("\n")[0].strip())
        self._find(
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
        caption.text = self._words["table"].format(number=self._counts["table"] + 1)
        table.insert(0, caption)
        region.append(table)
        self._label("table", region, caption)
        return region

    def _cell(self, element: etree.Element) -> None:
        align = element.attrib.pop("align", "")
        if align:
            element.set("class", f"align-{align}")
        if element.tag == "th":
            element.set("scope", "col")
