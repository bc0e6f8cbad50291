"""docs/privacy.md, from the table that the daily job reads: ``python -m ldn_site.privacy``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from ldn_site.guards.resealing import lost_at_a_glance
from ldn_site.guards.retention import READERS, STAFF, VISITORS, Rule, all_rules, nobodys

SERVER_LOG = Rule(
    people=VISITORS,
    holds="The log of the web server before the site (`deploy/nginx.conf`): network address, "
    "time, page",
    why="To keep the site running and secure",
    guarded="Without what was searched for, typed or sent. The site itself logs faults alone, "
    "without addresses, cookies or what was typed.",
    kept="{}",
    delete_after=timedelta(days=14),
)
HEADINGS = ("What", "Why", "How it is guarded", "How long it is kept", "Where")
BEGIN, END = "<!-- the table begins -->", "<!-- the table ends -->"


def table() -> str:
    """All rules in Markdown, those on visitors first."""
    rules = [*all_rules(), SERVER_LOG]
    return "\n".join(line for people in (VISITORS, READERS, STAFF) for line in _part(people, rules))


def with_table(text: str) -> str:
    """The text of docs/privacy.md with the table as the code has it."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}\n\n{table()}\n{END}{rest.split(END)[1]}"


def every_field_has_a_rule(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """What is held of people is known: each field has its rule, or holds nothing of people."""
    covered = {name for rule in all_rules() for name in rule.covers} | nobodys()
    fields = {
        f"{model._meta.label}.{field.name}": model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
    }
    missing = [name for name, model in fields.items() if not {name, model} & covered]
    unknown = sorted(covered - set(fields) - set(fields.values()))
    return [
        *(
            Error(
                f"{name}: no rule says whether this is held of people, and for how long.",
                hint="Name it in the `retention` module of its room: in one of the RULES, or in "
                "OF_NOBODY. Then run: python -m ldn_site.privacy",
                id="ldn.E010",
            )
            for name in missing
        ),
        *(
            Error(
                f"{name}: a rule names what is not there.",
                hint="Take it out of the `retention` module that names it.",
                id="ldn.E011",
            )
            for name in unknown
        ),
    ]


def a_key_opens_what_is_stored(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """A lost key would only show when staff open a message. Looks at a few of each kind."""
    try:
        lost = lost_at_a_glance()
    except (DatabaseError, ImproperlyConfigured, ValueError):  # other checks say so
        return []
    return [
        CheckWarning(
            f"None of the FIELD_KEYS opens what is stored: {', '.join(lost)}.",
            hint="Bring back the key it was written with, behind the present one, then run: "
            "manage.py reencrypt",
            id="ldn.W010",
        )
        for _some in lost[:1]
    ]


def _part(people: str, rules: Sequence[Rule]) -> Iterator[str]:
    yield f"### {people}\n"
    yield _row(HEADINGS)
    yield _row(["---"] * len(HEADINGS))
    for rule in rules:
        if rule.people == people:
            where = _where(rule.covers)
            yield _row([rule.holds, rule.why, rule.guarded, rule.kept_in_words, where])
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _where(covers: Sequence[str]) -> str:
    """Fields of one model are named after it: `contact.Message`: name, text."""
    models: dict[str, list[str]] = {}
    for name in covers:
        room, model, *field = name.split(".")
        models.setdefault(f"`{room}.{model}`", []).extend(field)
    return "; ".join(
        f"{model}: {', '.join(fields)}" if fields else model for model, fields in models.items()
    )


def renew() -> None:
    path = settings.BASE_DIR / "docs" / "privacy.md"
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ldn_site.settings")
    django.setup()
    renew()
