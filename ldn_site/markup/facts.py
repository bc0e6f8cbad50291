"""Fills in what only the pharmacy knows, when a page is composed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ldn_site.markup.text import escape, normalize

_MARKER = re.compile(r'<p data-fact="([a-z0-9_-]+)"></p>\n?')


def fill_facts(html: str, facts: Mapping[str, str]) -> str:
    """Put each fact in its place as escaped paragraphs; a blank one leaves nothing."""

    def fill(marker: re.Match[str]) -> str:
        text = normalize(str(facts.get(marker[1]) or "")).strip()
        paragraphs = re.split(r"\n\s*\n", text) if text else []
        return "".join(f'<p class="fact">{_lines(part)}</p>\n' for part in paragraphs)

    return _MARKER.sub(fill, html)


def _lines(text: str) -> str:
    return "<br>".join(escape(line.strip()) for line in text.strip().split("\n"))
