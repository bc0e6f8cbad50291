"""The one way this site writes YAML: block style, one line for each scalar, quotes only where
they are needed. It is written out here because a dumper's choices differ between its versions,
and the canonical text of a file must not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_UNSAFE_IN_JSON = re.compile(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NEEDS_QUOTES = re.compile(r": |:$| #")
_NEEDS_QUOTES_IN_A_LINE = re.compile(r"[\[\]{},:]")


def entry(values: Mapping[str, Any], inline: frozenset[str] = frozenset()) -> list[str]:
    """The lines of a mapping. Lists named in `inline` stand on the line of their key."""
    lines = []
    for key, value in values.items():
        if isinstance(value, list) and key not in inline:
            lines.append(f"{key}:")
            lines += [f"  {line}" for item in value for line in item_of(item, inline)]
        else:
            lines.append(f"{key}: {_inline(value)}")
    return lines


def item_of(value: Any, inline: frozenset[str] = frozenset()) -> list[str]:
    """The lines of one item of a list."""
    if not isinstance(value, Mapping):
        return [f"- {_inline(value)}"]
    first, *rest = entry(value, inline)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _inline(value: Any, *, in_line: bool = False) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_inline(item, in_line=True) for item in value)}]"
    if isinstance(value, str):
        return scalar(value, in_line=in_line)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{Decimal(repr(value)):f}"  # never 1e-05


def scalar(text: str, *, in_line: bool = False) -> str:
    """`text` so that any YAML parser reads exactly it, as text, also `in_line`: within [ ]."""
    if _UNSAFE.search(text):
        return _UNSAFE_IN_JSON.sub(
            lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False)
        )
    if _is_plain(text) and not (in_line and _NEEDS_QUOTES_IN_A_LINE.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    return bool(
        text
        and (text[0].isalnum() or text[0] in "(/")
        and text == text.strip()
        and not _NEEDS_QUOTES.search(text)
        and not _is_taken_for_something_else(text)
    )


def _is_taken_for_something_else(text: str) -> bool:
    """Whether YAML reads the bare `text` as a number, a date, true, false or nothing."""
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    return any(pattern.match(text) for _tag, pattern in resolvers)
