"""A site with many pages, written straight into the tables."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from ldn_site.accounts.models import User
from ldn_site.articles.library import Library
from ldn_site.articles.models import (
    Article,
    BoardMark,
    BoardRow,
    GlossaryTerm,
    Publication,
    SharedBlock,
    SignOff,
    Topic,
)
from ldn_site.articles.publishing import freeze
from ldn_site.articles.resolving import resolve
from ldn_site.evidence.models import Reference
from ldn_site.trail.models import Event

STUDIES = 50
SAVES = 3
BODY = """{{{{ block: shared }}}}

## What the studies found

In one study, 12 of 20 people felt better. [@study-{one}] In another, 8 of 20 did. [@study-{two}]

## What to do next

Read [the page before](/{topic}/page-{before}/) and talk with your doctor about naltrexone.
"""


def fill(count: int) -> User:
    """`count` pages with history, publications, sign-offs and rows of the board; returns an
    account that may do everything."""
    root = User.objects.create_superuser("root", "root@example.org", "x", display_name="Root")
    Reference.objects.bulk_create(
        Reference(
            id=f"study-{number}",
            authors=["Smith A"],
            title=f"Study {number}",
            journal="A Journal",
            year=2020,
            doi=f"10.1000/{number}",
            design="randomised-trial",
            population="Adults",
            n=40,
            comparator="placebo",
            direction="benefit",
            result="12 of 20 felt better on LDN and 8 of 20 on placebo.",
        )
        for number in range(STUDIES)
    )
    SharedBlock.objects.create(name="shared", body="Words that many pages share.\n")
    GlossaryTerm.objects.create(slug="placebo", term="placebo", definition="A dummy pill.")
    articles = [_article(number, root) for number in range(count)]
    Article.objects.bulk_create(articles, batch_size=500)
    library = Library.load()
    publication = freeze(articles[0], resolve(articles[0], library), publish_at=timezone.now())
    now = timezone.now()
    published = [article for number, article in enumerate(articles) if number % 10]
    Publication.objects.bulk_create(
        [_publication(article, publication) for article in published], batch_size=500
    )
    SignOff.objects.bulk_create(
        [
            SignOff(
                article=article,
                review_digest=f"{number:064}",
                reviewer=root,
                reviewer_name="Root",
                credential="PharmD",
                review_due_on=now.date() + timedelta(days=number % 400 - 20),
            )
            for number, article in enumerate(published[::2])
        ],
        batch_size=500,
    )
    History: Any = Article.history.model
    fields = [field.attname for field in Article._meta.concrete_fields]
    History.objects.bulk_create(
        (
            History(
                **{name: getattr(article, name) for name in fields},
                history_date=now - timedelta(days=SAVES - save),
                history_type="~",
                history_user=root,
            )
            for article in articles
            for save in range(SAVES)
        ),
        batch_size=500,
    )
    _note_down(articles, published, now)
    return root


def _article(number: int, root: User) -> Article:
    topic = Topic.values[number % len(Topic.values)]
    return Article(
        id=f"page-{number}",
        topic=topic,
        slug=f"page-{number}",
        title=f"Page {number} about LDN",
        summary="We do not know yet. Talk with your doctor.",
        body=BODY.format(
            one=number % STUDIES, two=(number + 7) % STUDIES, topic=topic, before=max(number - 5, 0)
        ),
        order=number % 200,
        owner=root if number % 7 == 0 else None,
        version=SAVES,
    )


def _publication(article: Article, like: Publication) -> Publication:
    names = [field.attname for field in Publication._meta.concrete_fields]
    values = {name: getattr(like, name) for name in names if name != "id"}
    own = {"article_id": article.pk, "number": 1, "path": article.path, "topic": article.topic}
    return Publication(
        **(
            values
            | own
            | {"title": article.title, "source": article.body, "change_note": "First published."}
        )
    )


def _note_down(articles: list[Article], published: list[Article], now: Any) -> None:
    live = {article.pk for article in published}
    signed = {article.pk for article in published[::2]}
    Event.objects.bulk_create(
        [
            Event(
                actor_name="Root",
                verb="added",
                thing_kind="article",
                thing_id=article.pk,
                thing_name=article.title,
            )
            for article in articles
        ],
        batch_size=500,
    )
    BoardRow.objects.bulk_create(
        [
            BoardRow(
                article=article,
                state="live-with-changes" if article.pk in live else "draft",
                is_live=article.pk in live,
                was_ever_signed=article.pk in signed,
                review_due_on=now.date() + timedelta(days=number % 400 - 20),
                hints=number % 3,
                warnings=number % 5 == 0,
                is_stale=False,
            )
            for number, article in enumerate(articles)
        ],
        batch_size=500,
    )
    BoardMark.objects.create(pk=1, last_event=Event.objects.latest("pk").pk)
