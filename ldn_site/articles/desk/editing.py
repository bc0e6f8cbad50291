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
    "pickPages": "admin:articles_article_pick_pages",
    "pickHeadings": "admin:articles_article_pick_headings",
    "pickReferences": "admin:articles_article_pick_references",
    "pickTerms": "admin:articles_article_pick_terms",
    "pickBlocks": "admin:articles_article_pick_blocks",
    "pickFacts": "admin:articles_article_pick_facts",
    "pictureSearch": "admin:media_picture_search",
    "pictureUpload": "admin:media_picture_upload",
    "differences": "admin:articles_article_differences",
    "here": "admin:articles_article_here",
    "keep": "admin:articles_article_keep",
    "preview": "preview_typed",
    "problems": "admin:articles_article_draft_problems",
}
# Left out for those without the right, so that no button leads to a refusal.
RIGHTS = {"pictureSearch": "media.view_picture", "pictureUpload": "media.add_picture"}


def editor_data(request: HttpRequest, article: Article | None) -> dict[str, Any]:
    """For the scripts of the form of `article` (None: a new page), as JSON in the page."""
    user = request.user
    may = {name for name in ADDRESSES if name not in RIGHTS or user.has_perm(RIGHTS[name])}
    return {
        "article": article.pk if article else "",
        "version": article.version if article else 0,
        "username": user.get_username(),
        "urls": {name: reverse(ADDRESSES[name]) for name in sorted(may)},
    }
