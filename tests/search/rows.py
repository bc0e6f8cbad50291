"""Publications written as rows: search reads them and does not care how they were made."""

from itertools import count

from django.utils import timezone

from ldn_site.articles.models import Article, Cancellation, Publication, Withdrawal

_numbers = count(1)


def make_page(text="Some words.", *, replaces=None, **fields):
    """A publication of `text`, of a new article or in place of `replaces`."""
    name = f"found-{next(_numbers)}"
    topic = fields.pop("topic", "basics")
    article = (
        replaces.article
        if replaces
        else Article.objects.create(
            id=name, topic=topic, slug=name, title=name, summary="-", body="-"
        )
    )
    values = {
        "number": replaces.number + 1 if replaces else 1,
        "path": f"/{topic}/{name}/",
        "language": "en",
        "topic": topic,
        "title": f"Page {name}",
        "summary": "A short answer.",
        "source": "",
        "inputs": {},
        "review_digest": "",
        "html": "",
        "outline": [],
        "citations": [],
        "plain_text": text,
        "renderer": 1,
        "change_note": "First published.",
        "publish_at": timezone.now(),
        "published_by": "Person",
    }
    return Publication.objects.create(article=article, **values | fields)


def withdraw(page):
    return Withdrawal.objects.create(
        article=page.article, number=page.number, by="Person", reason="Wrong."
    )


def cancel(page):
    return Cancellation.objects.create(publication=page, by="Person")
