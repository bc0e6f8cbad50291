"""The forms of the desk, as tests fill them in."""

from django.urls import reverse

from ldn_site.articles.models import Article

WRITER = ("articles.view_article", "articles.add_article", "articles.change_article")
NO_NOTICES = {"notices-TOTAL_FORMS": "0", "notices-INITIAL_FORMS": "0"}


def form_of(article: Article, **fields):
    return {
        "title": article.title,
        "topic": article.topic,
        "slug": article.slug,
        "summary": article.summary,
        "body": article.body,
        "language": "en",
        "order": article.order,
        "review_months": article.review_months,
        "seen_version": article.version,
        "note": "",
    } | NO_NOTICES | fields  # fmt: skip


def page(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])
