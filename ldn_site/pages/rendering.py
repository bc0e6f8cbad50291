"""The one way from a view to an HTML page: what every page shows is added here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication, Topic
from ldn_site.pages.structured import breadcrumb_list
from ldn_site.pages.trails import Crumb, absolute
from ldn_site.pharmacy.facts import the_pharmacy
from ldn_site.pharmacy.models import Pharmacy


@dataclass(frozen=True)
class Frame:
    """What stands around the text of a page, and what its head says of it."""

    title: str
    description: str
    canonical: str
    kind: str
    is_indexed: bool
    crumbs: Sequence[Crumb]
    json_ld: Sequence[Mapping[str, Any]]
    pharmacy: Pharmacy
    topics: Sequence[Topic]
    about_pages: Sequence[Publication]

    @property
    def earn_path(self) -> str:
        return self._about("who-we-are-and-how-we-earn")

    @property
    def grades_path(self) -> str:
        return self._about("how-we-grade-evidence")

    def _about(self, article: str) -> str:
        """Where that about page is; empty while it is not live."""
        return next((page.path for page in self.about_pages if page.article_id == article), "")

    @property
    def full_title(self) -> str:
        site = _("LDN in plain words")
        return self.title if site in self.title else f"{self.title} | {site}"


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
    is_indexed: bool = True,
    status: int = 200,
) -> TemplateResponse:
    """A page that extends base.html, with its head, header and footer filled in.

    `path` is the page's own address where that is not the one asked for. `crumbs` are the
    pages above this one; its title is added to them. Everything is fetched before the
    template is rendered, so that templates ask the database for nothing.
    """
    path = path or request.path
    trail = (*crumbs, Crumb(title, path)) if crumbs else ()
    frame = Frame(
        title=title,
        description=" ".join(description.split()),
        canonical=absolute(path) if is_indexed else "",
        kind=kind,
        is_indexed=is_indexed,
        crumbs=crumbs,
        json_ld=(*json_ld, breadcrumb_list(trail)) if trail else json_ld,
        pharmacy=the_pharmacy(),
        topics=[topic for topic in Topic if topic is not Topic.ABOUT],
        about_pages=list(
            Publication.objects.live()
            .filter(topic=Topic.ABOUT, language="en")
            .order_by("article__order", "title")
            .only("article_id", "title", "path")[:12]
        ),
    )
    return TemplateResponse(request, template, {**(context or {}), "frame": frame}, status=status)
