"""What differs between two states of a page, in the kinds that a reviewer looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from ldn_site.articles.frozen import Frozen
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Grade
from ldn_site.design.diffing import Comparison, compare
from ldn_site.markup import render

FIELDS = ("title", "summary", "evidence", "evidence_reason", "icd10", "synonyms")


@dataclass(frozen=True)
class Change:
    """One thing that differs, with its name for people."""

    name: str
    comparison: Comparison


@dataclass(frozen=True)
class Changes:
    """From `old` to `new`: what readers read, what was written, and what the page draws on."""

    old: Frozen
    new: Frozen

    @cached_property
    def text(self) -> Comparison:
        return compare(self.old.rendered.plain_text, self.new.rendered.plain_text)

    @cached_property
    def source(self) -> Comparison:
        return compare(self.old.text.body, self.new.text.body)

    @cached_property
    def fields(self) -> list[Change]:
        """Title, short answer and the like, where they differ."""
        values = [
            (
                str(field.verbose_name),
                _in_words(self.old, field.name),
                _in_words(self.new, field.name),
            )
            for field in Article._meta.concrete_fields
            if field.name in FIELDS
        ]
        values.append((_("address"), self.old.text.path, self.new.text.path))
        return [Change(name, compare(old, new)) for name, old, new in values if old != new]

    @cached_property
    def inputs(self) -> list[Change]:
        """Shared passages, studies and pictures that differ, came in or went."""
        return list(inputs_that_differ(self.old.inputs, self.new.inputs))

    @property
    def differ(self) -> bool:
        return self.old.digest != self.new.digest


def inputs_that_differ(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for kind, key in changed_inputs(old, new):
        yield input_change(kind, key, old, new)


def input_change(kind: str, key: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Change:
    """How one input differs: a passage in the words that readers read, all else in facts."""
    before, after = old.get(kind, {}).get(key), new.get(kind, {}).get(key)
    comparison = compare(as_lines(before), as_lines(after))
    if kind == "blocks":
        words = compare(_words_of(before, old), _words_of(after, new))
        # What no reader reads, such as where a link leads, is shown as it was typed.
        comparison = words if words.differs else comparison
    return Change(input_name(kind, key), comparison)


def _words_of(block: str | None, inputs: Mapping[str, Any]) -> str:
    return render(block, Library.frozen(inputs).resources).plain_text if block else ""


def changed_inputs(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Kind and key of each input that is not the same on both sides."""
    return [
        (kind, key)
        for kind in sorted({*old, *new})
        for key in sorted({*old.get(kind, {}), *new.get(kind, {})})
        if old.get(kind, {}).get(key) != new.get(kind, {}).get(key)
    ]


def input_name(kind: str, key: str) -> str:
    names = {
        "blocks": _("Shared passage “%s”"),
        "references": _("Study “%s”"),
        "images": _("Picture “%s”"),
    }
    return names.get(kind, "%s") % key


def as_lines(value: Any, name: str = "") -> str:
    """A value of an input, a fact to a line, for people to compare."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, str):
        return f"{name}: {value}\n" if name else value
    if isinstance(value, Mapping):
        prefix = f"{name}, " if name else ""
        return "".join(as_lines(part, f"{prefix}{key}") for key, part in value.items())
    if isinstance(value, (list, tuple)):
        if any(isinstance(part, Mapping) for part in value):
            numbered = enumerate(value, 1)
            return "".join(as_lines(part, f"{name} {number}") for number, part in numbered)
        return f"{name}: {', '.join(map(str, value))}\n"
    return f"{name}: {value}\n"


def _in_words(side: Frozen, name: str) -> str:
    value = getattr(side.text, name)
    if name == "evidence":
        return "" if value is None else str(Grade(value).label)
    return "\n".join(value) if isinstance(value, list) else str(value)
