"""The fields of an article's form as they are typed: text, whatever they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ldn_site.articles.desk.drafts import TEXTS, TYPED, WORDS
from ldn_site.articles.forms import ArticleForm
from ldn_site.articles.models import Article
from ldn_site.design.diffing import Comparison, compare
from ldn_site.markup import compose

ORDER = ("title", "id", "topic", "slug", "summary", "body", "note")
NAMES = (*ORDER, *sorted(set(TYPED) - set(ORDER)))


@dataclass(frozen=True)
class Difference:
    """A field that is typed otherwise than it is stored."""

    name: str
    label: str
    comparison: Comparison


def values_of(typed: Mapping[str, str]) -> dict[str, str]:
    """What `typed`, such as a posted form, says of the article's fields, and nothing else."""
    # PostgreSQL stores no NUL in JSON.
    return {name: _lines(typed[name]).replace("\0", "") for name in TYPED if name in typed}


def typed_of(article: Article | None) -> dict[str, str]:
    """What the form shows for `article`; None gives the form of a new page."""
    article = article or Article(id="")
    values = {name: str(getattr(article, name)) for name in TEXTS}
    values |= {name: "\n".join(getattr(article, name)) for name in WORDS}
    for name in ("evidence", "order", "review_months", "owner_id", "translates_id"):
        value = getattr(article, name)
        values[name.removesuffix("_id")] = "" if value is None else str(value)
    return values | {"id": article.pk, "note": ""}


def differing(values: Mapping[str, str], stored: Mapping[str, str]) -> list[str]:
    """The names of the fields that are not the same in both; a missing one is not typed."""
    return [
        name
        for name in NAMES
        if name in values and tidy(name, values[name]) != tidy(name, stored.get(name, ""))
    ]


def differences(values: Mapping[str, str], stored: Mapping[str, str]) -> list[Difference]:
    fields = ArticleForm().fields
    return [
        Difference(
            name,
            str(fields[name].label),
            compare(
                shown(fields[name], tidy(name, stored.get(name, ""))),
                shown(fields[name], tidy(name, values[name])),
            ),
        )
        for name in differing(values, stored)
    ]


def tidy(name: str, text: str) -> str:
    """As the form would store it."""
    text = compose(_lines(text))
    if name == "body":
        return text
    if name in WORDS:
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())
    return text.strip()


def shown(field: forms.Field, value: str) -> str:
    """What a person sees chosen for `value`."""
    if isinstance(field, forms.ModelChoiceField):
        try:
            return str(field.to_python(value) or "")
        except ValidationError:
            return value
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return {str(key): str(label) for key, label in choices}.get(value, value)
    return value


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
