"""What the page of the editor hands to its scripts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from ldn_site.articles.models import Article

# Script's name for an address -> the name it is reversed by. Each takes no argument: the form
# that is posted says which article it is.
ADDRESSES: dict[str, str] = {
    "again": "account_again",
    "compare": "admin:articles_article_compare_draft",
    "here": "admin:articles_article_here",
    "keep": "admin:articles_article_keep",
    "preview": "preview_typed",
    "problems": "admin:articles_article_draft_problems",
}


def editor_data(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """For the scripts of the form of `article` (None: a new page), as JSON in the page."""
    return {
        "article": article.pk if article else "",
        "version": article.version if article else 0,
        "username": request.user.get_username(),
        "urls": {name: reverse(address) for name, address in ADDRESSES.items()},
    }
