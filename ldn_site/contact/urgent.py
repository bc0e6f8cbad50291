"""Which messages to read first. Only that is told of their words, and nothing is stored."""

from __future__ import annotations

from django.db.models import QuerySet

from ldn_site.contact.models import Message


def to_read_first(messages: QuerySet[Message]) -> set[int]:
    return set()
