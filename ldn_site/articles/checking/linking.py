"""Links within the site lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import BLOCKER, Fault, Page, fault
from ldn_site.articles.library import Library
from ldn_site.articles.models import Topic

ARTICLE_PATH = re.compile(rf"^(/[a-z]{{2}})?/({'|'.join(Topic.values)})/[^/]+/$")
STUDY_PATH = re.compile(r"^/evidence/(?P<key>[^/]+)/$")


def links(page: Page) -> Iterator[Fault]:
    anchors = {heading.id for heading in page.rendered.outline}
    targets = {re.split(r"[?#]", link.target)[0] for link in page.rendered.links}
    articles = page.library.paths_among({path for path in targets if ARTICLE_PATH.match(path)})
    for link in page.rendered.links:
        if link.target.startswith("#"):
            is_there = link.target[1:] in anchors
        elif link.target.startswith("/"):
            is_there = leads_somewhere(re.split(r"[?#]", link.target)[0], articles, page.library)
        else:
            continue
        if not is_there:
            yield fault(
                "dead-link",
                BLOCKER,
                _("The link to %s leads nowhere.") % link.target,
                _("Correct the address, or take the link out until that page exists."),
                line=link.line,
            )


def leads_somewhere(path: str, articles: Set[str], library: Library) -> bool:
    """Whether `path` of this site is a page; `articles` are the addresses that an article has."""
    if ARTICLE_PATH.match(path):
        return path in articles
    if study := STUDY_PATH.match(path):
        return study["key"] in library.references
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
