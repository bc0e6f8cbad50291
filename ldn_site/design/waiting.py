"""What waits for a member of staff: the shapes in which each room says it to the front page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Urgency(Enum):
    NOW = "now"  # somebody waits for it, or readers see something wrong
    SOON = "soon"  # work that this person can take up
    LATER = "later"  # good to know


@dataclass(frozen=True)
class Item:
    """A number that leads to what it counts. `label` is read under the heading of its group;
    `lead` stands alone, and `hint` says in a few words what to do."""

    label: str
    count: int
    url: str
    urgency: Urgency = Urgency.LATER
    lead: str = ""
    hint: str = ""

    @property
    def is_waiting(self) -> bool:
        return self.count > 0 and self.urgency is not Urgency.LATER


@dataclass(frozen=True)
class Group:
    name: str
    title: str
    items: tuple[Item, ...]


def most_urgent(groups: Iterable[Group]) -> list[Item]:
    """What waits, in the order in which to take it up: by urgency, then as the rooms list it."""
    waiting = [item for group in groups for item in group.items if item.is_waiting]
    order = list(Urgency)
    return sorted(waiting, key=lambda item: order.index(item.urgency))
