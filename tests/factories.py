"""Rows for tests: each function fills what the test does not care about."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import Permission
from django.utils import timezone
from PIL import Image

from ldn_site.accounts.models import User
from ldn_site.articles import publishing
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, SharedBlock
from ldn_site.articles.publishing import publish
from ldn_site.articles.resolving import article_digest
from ldn_site.articles.signing import sign
from ldn_site.articles.writing import save_article, save_block
from ldn_site.contact.models import Message
from ldn_site.contact.receiving import receive
from ldn_site.evidence.models import Claim, Reference
from ldn_site.evidence.writing import save_claim, save_reference
from ldn_site.markup import Finding, Rendered
from ldn_site.media.decoding import Master, encode
from ldn_site.media.models import Picture
from ldn_site.media.writing import save_picture
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.pharmacy.writing import save_facts

_numbers = count(1)


def make_user(*permissions: str, **fields: Any) -> User:
    """A member of staff with `permissions` such as "articles.sign_article"."""
    number = next(_numbers)
    fields = {"display_name": f"Person {number}", "credential": "PharmD", "is_staff": True} | fields
    user = User.objects.create_user(
        fields.pop("username", f"person{number}"),
        f"p{number}@example.org",
        "pass-word-12",
        **fields,
    )
    for name in permissions:
        app, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return User.objects.get(pk=user.pk)


def make_reviewer(**fields: Any) -> User:
    return make_user("articles.sign_article", "articles.view_article", **fields)


def make_article(*, by: User | None = None, **fields: Any) -> Article:
    """A working text that the writer accepted."""
    number = next(_numbers)
    fields = {
        "id": f"page-{number}",
        "topic": "basics",
        "title": f"Page {number}",
        "summary": "A short answer.",
        "body": "Some words.\n",
    } | fields
    fields.setdefault("slug", fields["id"])
    return save_article(Article(**fields), by=by)


def make_publication(
    article: Article | None = None,
    *,
    publish_at: datetime | None = None,
    change_note: str = "First published.",
    **fields: Any,
) -> Publication:
    """The article (made from `fields` when none is given) as readers see it.

    It may be a few words on anything: that a page about a condition is whole is tested where
    the checker is.
    """
    article = article or make_article(**fields)
    with patch.object(publishing, "check", _check_markup):
        return publish(article, by=None, change_note=change_note, publish_at=publish_at)


def _check_markup(_article: Article, _library: Library, rendered: Rendered) -> list[Finding]:
    return list(rendered.findings)


def make_block(name: str = "off-label", body: str = "Shared words.\n") -> SharedBlock:
    return save_block(SharedBlock(name=name, body=body), by=None)


def make_arm(name: str, events: int) -> dict[str, Any]:
    return {
        "name": name,
        "n": 20,
        "outcome": "better",
        "events": events,
        "unit": "people",
        "at": "8 weeks",
    }


def make_reference(key: str = "smith-2020-trial", **fields: Any) -> Reference:
    """A small placebo trial that found a benefit."""
    fields = {
        "authors": ["Smith A", "et al."],
        "title": "A trial",
        "journal": "A Journal",
        "year": 2020,
        "doi": "10.1000/xyz",
        "design": "randomised-trial",
        "population": "Adults",
        "n": 40,
        "comparator": "placebo",
        "direction": "benefit",
        "arms": [make_arm("LDN", 12), make_arm("Placebo", 8)],
        "result": "12 of 20 felt better on LDN and 8 of 20 on placebo.",
    } | fields
    return save_reference(Reference(id=key, **fields), by=None)


def make_master(width: int = 64, height: int = 48, color: str = "teal") -> Master:
    return encode(Image.new("RGB", (width, height), color))


def make_picture(
    name: str = "pill-bottle", *, master: Master | None = None, **fields: Any
) -> Picture:
    """A small picture of one color, in the site's storage."""
    fields = {"alt": "A bottle of pills"} | fields
    return save_picture(Picture(name=name, **fields), by=None, master=master or make_master())


def make_claim(key: str = "", **fields: Any) -> Claim:
    """Something people say, that no good study shows."""
    fields = {
        "claim": "LDN helps everybody.",
        "verdict": "unsupported",
        "answer": "No study shows that.",
    } | fields
    return save_claim(Claim(id=key or f"claim-{next(_numbers)}", **fields), by=None)


def sign_as_it_stands(article: Article, by: User | None = None, **fields: Any) -> Any:
    """A reviewer reads the stored text and signs it."""
    article = Article.objects.get(pk=article.pk)
    digest = article_digest(article, Library.load())
    return sign(article, by=by or make_reviewer(), review_digest=digest, **fields)


def fill_in_pharmacy(**fields: Any) -> None:
    """What staff fill in about the pharmacy as a whole."""
    Pharmacy.objects.update_or_create(pk=1, defaults=fields)


# Every fact of the pharmacy, each plainly made up.
EXAMPLE_PHARMACY = {
    "legal_name": "Example Compounding Pharmacy, LLC",
    "phone": "(713) 555-0100",
    "email": "hello@example.org",
    "desk_email": "desk@example.org",
    "refill": "Have your label at hand. Ask three days before you run out.",
    "refill_phone": "(713) 555-0101",
    "refill_url": "https://www.example.org/refill",
    "shipping": "We ship within Texas in three days.\nShipping costs $5.",
    "states_served": "We are licensed in Texas.",
    "reply_time": "We answer within one business day.",
    "forms_made": "Capsules from 0.5 mg to 4.5 mg, with cellulose as filler.",
    "prescriber_phone": "(713) 555-0102",
    "cost": "30 capsules cost $1 in this example.",
    "privacy_notice": "An example of a notice.\n\nIts second paragraph.",
    "accessibility_contact": "Call (713) 555-0100 or write to access@example.org.",
}
EXAMPLE_LOCATIONS = {
    "houston": {
        "address": "1 Example Street\nHouston, TX 00000",
        "phone": "(713) 555-0103",
        "fax": "(713) 555-0104",
        "hours": "Mon-Fri 9 am-6 pm\nSat 9 am-1 pm\nSun closed",
        "hours_note": "Closed on Example Day.",
        "map_url": "https://maps.example.org/houston",
        "license": "L-EXAMPLE-1",
        "npi": "1234567893",
        "ncpdp_id": "0000001",
        "erx_name": "Example Compounding Houston",
    },
    "sugar-land": {
        "address": "2 Example Street\nSugar Land, TX 00000",
        "phone": "(281) 555-0105",
        "fax": "(281) 555-0106",
        "hours": "Mon-Sat 10 am-4 pm\nSun closed",
        "hours_note": "Closed on Example Day.",
        "map_url": "https://maps.example.org/sugar-land",
        "license": "L-EXAMPLE-2",
        "npi": "1245319599",
        "ncpdp_id": "0000002",
        "erx_name": "Example Compounding Sugar Land",
    },
}


def fill_in_everything() -> None:
    """What only the pharmacy can know, complete and made up, checked today."""
    filled = [(Location.objects.get(pk=slug), facts) for slug, facts in EXAMPLE_LOCATIONS.items()]
    for thing, facts in [(Pharmacy.objects.get(), EXAMPLE_PHARMACY), *filled]:
        for name, value in facts.items():
            setattr(thing, name, value)
        save_facts(thing, by=None, is_checked=True)


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)


def make_message(*, location: str = "houston", **fields: Any) -> Message:
    """A message that a visitor sent."""
    number = next(_numbers)
    fields = {
        "name": f"Visitor {number}",
        "reply_to": "(713) 555-0123",
        "subject": "price",
        "best_time": "any",
        "text": f"What does it cost? ({number})",
    } | fields
    return receive(location=Location.objects.get(pk=location), **fields)
