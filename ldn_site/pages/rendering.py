"""The one way from a view to an HTML page: what every page shows is added here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication, Topic
from ldn_site.design.squeezing import squeezed
from ldn_site.pages.cards import Named, site_card
from ldn_site.pages.structured import breadcrumb_list
from ldn_site.pages.trails import Crumb, absolute
from ldn_site.pharmacy.facts import the_pharmacy
from ldn_site.pharmacy.models import Pharmacy

OPIOIDS = "opioids-and-other-medicines"
MOST_PAGES = 13


@dataclass(frozen=True)
class Frame:
    """What stands around the text of a page, and what its head says of it."""

    title: str
    description: str
    path: str
    canonical: str
    kind: str
    is_indexed: bool
    card: Named
    crumbs: Sequence[Crumb]
    json_ld: Sequence[Mapping[str, Any]]
    pharmacy: Pharmacy
    topics: Sequence[Topic]
    pages: Sequence[Publication]

    @property
    def section(self) -> str:
        """The first part of the address, which the way around marks as where the reader is."""
        return self.path.split("/")[1]

    @property
    def card_address(self) -> str:
        """Of the picture that other sites show with the page; empty where none is to be shown."""
        return absolute(self.card.path(self.pharmacy)) if self.is_indexed else ""

    @property
    def about_pages(self) -> list[Publication]:
        return [page for page in self.pages if page.topic == Topic.ABOUT]

    @property
    def earn_path(self) -> str:
        return self._path_of("who-we-are-and-how-we-earn")

    @property
    def grades_path(self) -> str:
        return self._path_of("how-we-grade-evidence")

    @property
    def checking_path(self) -> str:
        return self._path_of("how-we-write")

    @property
    def privacy_path(self) -> str:
        return self._path_of("privacy")

    @property
    def opioids_path(self) -> str:
        return self._path_of(OPIOIDS)

    def _path_of(self, article: str) -> str:
        """Where that page is; empty while it is not live."""
        return next((page.path for page in self.pages if page.article_id == article), "")

    @property
    def full_title(self) -> str:
        site = _("LDN in plain words")
        return self.title if site in self.title else f"{self.title} | {site}"


class PageResponse(TemplateResponse):
    @property
    def rendered_content(self) -> str:
        return squeezed(super().rendered_content)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    title: str,
    description: str,
    path: str = "",
    kind: str = "website",
    crumbs: Sequence[Crumb] = (),
    json_ld: Sequence[Mapping[str, Any]] = (),
    pharmacy: Pharmacy | None = None,
    is_indexed: bool = True,
    card: Named | None = None,
    status: int = 200,
) -> PageResponse:
    """A page that extends base.html, with its head, header and footer filled in.

    `path` is the page's own address where that is not the one asked for. `crumbs` are the
    pages above this one; its title is added to them. `pharmacy` is for views that have fetched
    it already. `card` is for pages that have one of their own. Everything is fetched before the
    template is rendered, so that templates ask the database for nothing.
    """
    path = path or request.path
    trail = (*crumbs, Crumb(title, path)) if crumbs else ()
    frame = Frame(
        title=title,
        description=" ".join(description.split()),
        path=path,
        canonical=absolute(path) if is_indexed else "",
        kind=kind,
        is_indexed=is_indexed,
        card=card or site_card(),
        crumbs=crumbs,
        json_ld=(*json_ld, breadcrumb_list(trail)) if trail else json_ld,
        pharmacy=pharmacy or the_pharmacy(),
        topics=[topic for topic in Topic if topic is not Topic.ABOUT],
        pages=list(
            Publication.objects.live()
            .filter(Q(topic=Topic.ABOUT) | Q(article=OPIOIDS), language="en")
            .order_by("article__order", "title")
            .only("article_id", "topic", "title", "path")[:MOST_PAGES]
        ),
    )
    return PageResponse(request, template, {**(context or {}), "frame": frame}, status=status)
