"""What one text is found to hold, gathered while its tree is finished."""

from __future__ import annotations

import xml.etree.ElementTree as etree

from ldn_site.markup.reading import Reading
from ldn_site.markup.shapes import Finding, Heading, Link, Resources, Severity
from ldn_site.markup.text import Places
from ldn_site.markup.words import words_for


class State:
    """The finds so far, and what is needed to name the next one."""

    def __init__(
        self, source: str, reading: Reading, resources: Resources, heading_offset: int = 0
    ) -> None:
        self.outline: list[Heading] = []
        self.citations: list[str] = []
        self.links: list[Link] = []
        self.findings: list[Finding] = []
        self.reading = reading
        self.resources = resources
        self.heading_offset = heading_offset
        self.words = words_for(resources.language)
        self.places = Places(source)
        self.ids: dict[str, int] = {}
        self.level = 1
        self.counts = {"note": 0, "table": 0, "care": 0}

    def find(self, code: str, severity: Severity, line: int, message: str, remedy: str) -> None:
        self.findings.append(Finding(code, severity, line, message, remedy))

    def label(self, kind: str, group: etree.Element, name: etree.Element) -> None:
        """Name a group by the element that holds its title."""
        self.counts[kind] += 1
        name.set("id", f"{kind}-{self.counts[kind]}")
        group.set("aria-labelledby", name.get("id", ""))
