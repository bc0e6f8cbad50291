"""Pictures say in words what they show."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import BLOCKER, Fault, Page, fault
from ldn_site.markup import expand, pictures_at
from ldn_site.media import alttext


def alternatives(page: Page) -> Iterator[Fault]:
    """The form refuses such words too; this finds what came in by another way."""
    expanded = expand(page.article.body, page.library.blocks)
    lines = dict(pictures_at(expanded.text))
    for name in page.rendered.images:
        data = page.library.pictures[name]
        for message, remedy in alttext.faults(data["alt"], is_decorative=data["decorative"]):
            yield fault(
                "alt-text",
                BLOCKER,
                _("The picture “%(name)s”: %(message)s") % {"name": name, "message": message},
                _("Open it under Pictures. %s") % remedy,
                line=expanded.lines[lines[name] - 1] if name in lines else 0,
                words=data["alt"],
            )
