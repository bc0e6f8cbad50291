"""Shared passages: `{{ block: off-label }}` on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ldn_site.markup.shapes import Expanded, Finding, Severity
from ldn_site.markup.text import nearest, normalize

MARKER = re.compile(r"[ ]{0,3}\{\{ *block *: *([^{}\n]{1,100}?) *\}\}[ \t]*")
FENCE = re.compile(r" *(`{3,}|~{3,})([^`\n]*)")

# A text names a handful of passages; more is a mistake or an attack on memory.
MOST_BLOCKS = 50


def expand(source: str, blocks: Mapping[str, str]) -> Expanded:
    """Put shared passages in place of their markers, outside fenced code."""
    text: list[str] = []
    lines: list[int] = []
    findings: list[Finding] = []
    used: list[str] = []
    count = 0
    fence = ""
    for number, line in enumerate(normalize(source).split("\n"), start=1):
        fence = fence_after(fence, line)
        marker = None if fence else MARKER.fullmatch(line)
        if not marker:
            text.append(line)
            lines.append(number)
            continue
        name = marker[1]
        count += 1
        problem = _problem(name, blocks, number, count)
        if problem:
            findings.append(problem)
            continue
        if name not in used:
            used.append(name)
        passage = ["", *normalize(blocks[name]).strip("\n").split("\n"), ""]
        text.extend(passage)
        lines.extend([number] * len(passage))
    return Expanded("\n".join(text), tuple(lines), tuple(findings), tuple(used))


def fence_after(fence: str, line: str) -> str:
    """The fence that is open after this line, given the one open before it."""
    found = FENCE.fullmatch(line)
    if not found:
        return fence
    if not fence:
        return found[1]
    closes = found[1].startswith(fence) and not found[2].strip()
    return "" if closes else fence


def _problem(name: str, blocks: Mapping[str, str], line: int, count: int) -> Finding | None:
    if count > MOST_BLOCKS:
        return Finding(
            "too-many-blocks",
            Severity.BLOCKER,
            line,
            f"More than {MOST_BLOCKS} shared blocks are used.",
            "Use each shared block once.",
        )
    if name not in blocks:
        near = nearest(name, blocks)
        return Finding(
            "unknown-block",
            Severity.BLOCKER,
            line,
            f"There is no shared block “{name}”.",
            f"Did you mean “{near}”?" if near else "Use the name of a shared block that exists.",
        )
    if re.search(r"\{\{ *block *:", blocks[name]):
        return Finding(
            "nested-block",
            Severity.BLOCKER,
            line,
            f"The shared block “{name}” holds another shared block.",
            "Write the text out in the block: a block may not hold a block.",
        )
    return None
