"""Links within the site, as writers write them. No database."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ldn_site.markup import Link
from ldn_site.markup.expanding import fence_after
from ldn_site.markup.tables import CODE_SPAN

INLINE = re.compile(r"\]\(\s*<?([/#][^)\s>]*)")  # [words](/safety/)
DEFINED = re.compile(r" {0,3}\[[^\]]+\]:\s*<?([/#][^\s>]*)")  # [words]: /safety/


def links_in(body: str) -> list[Link]:
    """The links of a Markdown text that stay on the site, with their lines.

    Found by their shape, which is many times quicker than rendering: thousands of texts can
    be searched while somebody waits.
    """
    found: list[Link] = []
    fence = ""
    for number, line in enumerate(body.split("\n"), start=1):
        was_open, fence = fence, fence_after(fence, line)
        if was_open or fence or "]" not in line:
            continue
        line = CODE_SPAN.sub("", line)
        defined = DEFINED.match(line)
        targets = [defined[1]] if defined else INLINE.findall(line)
        found += [Link(target, number) for target in targets]
    return found


@dataclass(frozen=True)
class Target:
    """Where a link leads: the page's address (empty: its own page) and the place on it."""

    path: str
    anchor: str

    @classmethod
    def of(cls, written: str) -> Target:
        path, _hash, anchor = written.partition("#")
        return cls(path.partition("?")[0], anchor)
