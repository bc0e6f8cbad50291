"""YAML from a writer: plain data only, small, and no tricks.

Aliases are refused because a few lines of them unfold into gigabytes; a key
given twice is refused because one of its values would be lost in silence.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

LONGEST = 10_000
DEEPEST = 8


class Unreadable(ValueError):
    """The text is not the plain YAML that was asked for. `line` counts from 1 within it."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class _PlainLoader(yaml.SafeLoader):
    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable("it uses & or * at the start of a value", event.start_mark.line + 1)
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("it is nested too deep", event.start_mark.line + 1)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[object] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise Unreadable(f"it gives “{key.value}” twice", key.start_mark.line + 1)
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


# As in YAML 1.2: only true and false are truth values, so that `yes`, `no` and
# `on` stay words; the base class would make booleans of them.
_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"true|false", re.I), list("tTfF")
)


def load_plain(text: str, longest: int = LONGEST) -> Any:
    """The data of a small YAML text. Raises Unreadable."""
    if len(text) > longest:
        raise Unreadable(f"it is longer than {longest:,} characters")
    try:
        return yaml.load(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise Unreadable(str(error.problem or "it is not YAML"), line) from error
    except Unreadable:
        raise
    except Exception as error:  # PyYAML fails in a dozen ways on values that are not their tag
        raise Unreadable("it is not YAML") from error
