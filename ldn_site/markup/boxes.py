"""The boxes that a writer opens with `///`: callouts, care cards, lists of do and don't.

Each is a block of pymdown-extensions. Titles are paragraphs, not headings, so
that a box can stand anywhere without breaking the order of headings.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from ldn_site.markup.words import words_for


class _Box(Block):  # type: ignore[misc]
    """A box: a name, and perhaps a title after `|`."""

    ARGUMENT = None

    def _validate(self, parent: etree.Element, arg: Any, **options: Any) -> bool:
        # Options would let a writer set any attribute; none of our boxes has one.
        return not options and bool(super()._validate(parent, arg))

    @property
    def words(self) -> dict[str, str]:
        return words_for(self.config["language"])

    def titled(self, parent: etree.Element, style: str, name: str, title: str) -> etree.Element:
        """A labelled group; the ids that join label and group are given later, in order."""
        box = etree.SubElement(parent, "div", {"class": style, "role": "note"})
        head = etree.SubElement(box, "p", {"class": f"{name}__title"})
        strong = etree.SubElement(head, "strong")
        strong.text = title
        return box


class _Callout(_Box):
    def on_create(self, parent: etree.Element) -> etree.Element:
        word = self.words[self.NAME]
        title = self.argument or word
        box = self.titled(parent, f"callout callout--{self.NAME}", "callout", title)
        # What the color says is said in words too, unless the title already does.
        if self.NAME != "info" and not title.lower().startswith(word.lower()):
            strong = box[0][0]
            rank = etree.Element("span", {"class": "visually-hidden"})
            rank.text, rank.tail, strong.text = f"{word}: ", title, ""
            strong.insert(0, rank)
        return box


class Warning_(_Callout):
    NAME = "warning"


class Info(_Callout):
    NAME = "info"


class Urgent(_Callout):
    NAME = "urgent"


class Care(_Box):
    NAME = "care"

    def on_create(self, parent: etree.Element) -> etree.Element:
        level, _, title = (part.strip() for part in (self.argument or "").partition("|"))
        level = level.lower() if level.lower() in ("emergency", "urgent", "routine") else "urgent"
        title = title or self.words[f"care-{level}-title"]
        box = self.titled(parent, f"care care--{level}", "care", "")
        rank = etree.SubElement(box[0][0], "span", {"class": "care__level"})
        rank.text, rank.tail = f"{self.words[f'care-{level}']}:", f" {title}"
        return box


class _List(_Box):
    def on_create(self, parent: etree.Element) -> etree.Element:
        title = self.argument or self.words[self.NAME]
        return self.titled(parent, f"dodont dodont--{self.NAME}", "dodont", title)


class Do(_List):
    NAME = "do"


class Dont(_List):
    NAME = "dont"


class Facts(_Box):
    NAME = "facts"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return self.titled(parent, "facts", "facts", self.argument or self.words["facts"])


class Details(_Box):
    NAME = "details"

    def on_create(self, parent: etree.Element) -> etree.Element:
        details = etree.SubElement(parent, "details", {"class": "details"})
        summary = etree.SubElement(details, "summary", {"class": "details__title"})
        summary.text = self.argument or "…"
        return details


class Table(_Box):
    """A table with a caption: the region that scrolls, named by the caption."""

    NAME = "table"

    def on_create(self, parent: etree.Element) -> etree.Element:
        region = etree.SubElement(parent, "div", {"class": "table-scroll"})
        caption = etree.SubElement(region, "caption")
        caption.text = self.argument or ""
        return region


BOXES: tuple[type[_Box], ...] = (Warning_, Info, Urgent, Care, Do, Dont, Facts, Details, Table)
BOX_NAMES = tuple(box.NAME for box in BOXES)
TITLE_NEEDED = {"details": "question", "table": "caption"}


class BoxesExtension(BlocksExtension):  # type: ignore[misc]
    """Makes the boxes known to Markdown."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        for box in BOXES:
            block_mgr.register(box, {"language": self._language})
