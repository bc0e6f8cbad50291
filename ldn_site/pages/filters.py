"""Lists narrowed by plain links: every choice is an address, and counts what it would show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

Item = TypeVar("Item")
LONGEST_VALUE = 80  # of a filter; longer ones are nonsense and are not looked up


@dataclass(frozen=True)
class Field(Generic[Item]):
    """Something to filter by: its parameter, its choices, and the values that an item has."""

    name: str
    label: str
    choices: Mapping[str, str]
    values_of: Callable[[Item], Iterable[str]]


@dataclass(frozen=True)
class Option:
    """One link of a filter. `path` is empty where nothing would be left."""

    value: str
    label: str
    count: int
    path: str
    is_current: bool


@dataclass(frozen=True)
class Filter:
    """A row of links under one name."""

    name: str
    label: str
    everything: Option
    options: Sequence[Option]


@dataclass(frozen=True)
class Narrowed(Generic[Item]):
    """What is left of some items, and the ways to narrow or widen them."""

    items: Sequence[Item]
    filters: Sequence[Filter]
    chosen: Mapping[str, str]
    labels: Sequence[str] = field(default=())

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen)

    @property
    def by_name(self) -> dict[str, Filter]:
        return {one.name: one for one in self.filters}


def narrow(
    items: Sequence[Item],
    fields: Sequence[Field[Item]],
    asked: QueryDict,
    path: str,
    **also: str,
) -> Narrowed[Item]:
    """Apply what `asked` says of `fields`; a value that is not a choice filters nothing.

    Links lead to `path`, with the parameters in `also` kept.
    """
    chosen = {
        one.name: value
        for one in fields
        if len(value := asked.get(one.name, "")) <= LONGEST_VALUE and value in one.choices
    }

    def left(**changes: str) -> Sequence[Item]:
        wanted = {**chosen, **changes}
        return [
            item
            for item in items
            if all(
                wanted[one.name] in one.values_of(item) for one in fields if wanted.get(one.name)
            )
        ]

    def option(one: Field[Item], value: str, label: str) -> Option:
        count = len(left(**{one.name: value}))
        wanted = {**chosen, one.name: value}
        ordered = [(f.name, wanted.get(f.name, "")) for f in fields] + list(also.items())
        address = address_of(path, **dict(ordered))
        is_current = chosen.get(one.name, "") == value
        return Option(value, label, count, address if count or is_current else "", is_current)

    return Narrowed(
        items=left(),
        filters=[
            Filter(
                one.name,
                one.label,
                option(one, "", ""),
                [option(one, value, label) for value, label in one.choices.items()],
            )
            for one in fields
        ],
        chosen=chosen,
        labels=[one.choices[chosen[one.name]] for one in fields if one.name in chosen],
    )


def address_of(path: str, **parameters: Any) -> str:
    """`path` with those parameters that have a value."""
    query = urlencode({name: value for name, value in parameters.items() if value})
    return f"{path}?{query}" if query else path
