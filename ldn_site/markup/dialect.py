"""The Markdown that the site speaks: Python-Markdown with parts added and taken away.

| Part            | What it gives                                      |
| tables          | pipe tables, aligned by attribute and not by style |
| sane_lists      | a list keeps its kind                              |
| boxes           | the `///` boxes, on pymdown-extensions             |
| citations       | `[@key; @other-key]`                               |
| finishing pass  | headings, links, pictures, numbers: finishing.py   |

Taken away: raw HTML in all its forms, so that it is shown as text; indented
code, in which markers and boxes would hide; e-mail autolinks, which scramble
the address with entities.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from ldn_site.markup.boxes import BoxesExtension
from ldn_site.markup.finishing import finish
from ldn_site.markup.state import State

CITATION = r"\[@([^\[\]]{1,600})\]"


class _Citations(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element, int, int]:
        return etree.Element("sup", {"data-keys": m[1]}), m.start(), m.end()


class _Finishing(Treeprocessor):
    def __init__(self, state: State) -> None:
        super().__init__()
        self._state = state

    def run(self, root: etree.Element) -> None:
        finish(self._state, root)


def to_html(source: str, state: State) -> str:
    """The text as HTML that has not been sanitized yet."""
    md = Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            BoxesExtension(state.resources.language),
        ],
    )
    md.preprocessors.deregister("html_block")
    md.parser.blockprocessors.deregister("code")
    for name in ("html", "entity", "automail"):
        md.inlinePatterns.deregister(name)
    # Before links, which share its bracket.
    md.inlinePatterns.register(_Citations(CITATION, md), "citation", 175)
    # After "unescape" (0), so that it sees text as it will be read.
    md.treeprocessors.register(_Finishing(state), "finishing", -10)
    return md.convert(source)
