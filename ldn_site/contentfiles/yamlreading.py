"""YAML as a tree that knows its lines, read strictly.

The usual loaders accept a key given twice, turn `no` into False and 1:30 into 90, follow
aliases that can grow without bound, and forget line numbers. Here every scalar stays the text
it was written as: the table of fields says what it should be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

# The parser written in C is ten times quicker; both give the same events.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 8  # a list of entries that hold a list of arms that hold an interval is 6
NOTHING = ("", "~", "null", "Null", "NULL")
QUOTE_IT = "put text that holds a colon, a # or quotation marks in single quotes"


class Fault(Exception):
    """Something in a file that is not as it should be."""

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(message)
        self.line, self.message, self.remedy = line, message, remedy


@dataclass(frozen=True)
class Scalar:
    line: int
    text: str
    is_plain: bool = True

    @property
    def is_nothing(self) -> bool:
        return self.is_plain and self.text in NOTHING


@dataclass(frozen=True)
class Items:
    line: int
    items: list[Node] = field(default_factory=list)


@dataclass(frozen=True)
class Pairs:
    """A mapping. `repeats` lists keys that were given again, with their lines."""

    line: int
    pairs: dict[str, tuple[int, Node]] = field(default_factory=dict)
    repeats: list[tuple[int, str]] = field(default_factory=list)


Node = Scalar | Items | Pairs


def read_yaml(text: str, first_line: int = 1) -> Node | None:
    """The one document in `text`, or None if it is empty. Raises Fault."""
    try:
        return _document(yaml.parse(text, Loader=LOADER), first_line)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else 0
        raise Fault(line, f"this is not valid YAML: {error.problem}", QUOTE_IT) from error
    except yaml.YAMLError as error:
        raise Fault(0, f"this is not valid YAML: {error}", QUOTE_IT) from error


def _document(events: Iterator[yaml.Event], first_line: int) -> Node | None:
    root = None
    for event in events:
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)):
            if root is not None:
                raise Fault(
                    _line(event, first_line),
                    "a second document begins",
                    "keep one document in the file",
                )
            root = _node(event, events, first_line, depth=1)
    return root


def _line(event: yaml.Event, first_line: int) -> int:
    return event.start_mark.line + first_line if event.start_mark else 0


def _node(event: yaml.Event, events: Iterator[yaml.Event], first_line: int, depth: int) -> Node:
    line = _line(event, first_line)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Fault(line, "anchors and aliases are not allowed", "write the text out each time")
    if tag := getattr(event, "tag", None):
        raise Fault(line, f'the tag "{tag}" is not allowed', "leave tags out")
    if depth > DEEPEST:
        raise Fault(line, f"nested more than {DEEPEST} levels deep", "write it flatter")
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(line, event.value, is_plain=event.style in (None, ""))
    if isinstance(event, yaml.SequenceStartEvent):
        items = Items(line)
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.items.append(_node(event, events, first_line, depth + 1))
        return items
    return _pairs(Pairs(line), events, first_line, depth)


def _pairs(pairs: Pairs, events: Iterator[yaml.Event], first_line: int, depth: int) -> Pairs:
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, first_line, depth + 1)
        value = _node(next(events), events, first_line, depth + 1)
        if not isinstance(key, Scalar):
            raise Fault(key.line, "a key must be a plain word", QUOTE_IT)
        if key.text in pairs.pairs:
            pairs.repeats.append((key.line, key.text))
        else:
            pairs.pairs[key.text] = (key.line, value)
    return pairs
