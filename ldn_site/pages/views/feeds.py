"""What is new and what there is, for other programs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from ldn_site.articles.models import Publication, Topic
from ldn_site.evidence.models import Reference
from ldn_site.pages.caching import public_page
from ldn_site.pages.trails import absolute
from ldn_site.pharmacy.facts import the_pharmacy

MOST_IN_FEED = 30


class OwnSitemap(Sitemap):  # type: ignore[type-arg]  # not generic when it runs
    """Addresses begin with SITE_URL, whatever host was asked."""

    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class Pages(OwnSitemap):
    def items(self) -> QuerySet[Publication]:
        # Pages in Spanish have no view yet, so nothing leads there.
        return (
            Publication.objects.live()
            .filter(language="en")
            .order_by("path")
            .only("path", "publish_at")
        )

    def lastmod(self, publication: Publication) -> datetime:
        return publication.publish_at


class Studies(OwnSitemap):
    def items(self) -> QuerySet[Reference, str]:
        return Reference.objects.order_by("pk").values_list("pk", flat=True)

    def location(self, key: str) -> str:
        return reverse("pages:study", args=[key])


class Lists(OwnSitemap):
    def items(self) -> Sequence[str]:
        names = ["home", "evidence", "claims", "glossary", "get_ldn", "visit", "wallet_card"]
        names += ["prescribers", "prescribers_ask", "fax_form"]
        topics = [reverse("pages:topic", args=[topic]) for topic in Topic.values]
        return [*(reverse(f"pages:{name}") for name in names), *topics]

    def location(self, path: str) -> str:
        return path


SITEMAPS: dict[str, Any] = {"lists": Lists, "pages": Pages, "studies": Studies}


def public_paths() -> list[str]:
    """The path of every page that the sitemap names."""
    sitemaps = [kind() for kind in SITEMAPS.values()]
    return [str(sitemap.location(item)) for sitemap in sitemaps for item in sitemap.items()]


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    return sitemap_view(request, SITEMAPS)


@public_page
def atom(request: HttpRequest) -> HttpResponse:
    """The newest publications: what changed, in one sentence, and the short answer."""
    site = _("LDN in plain words")
    address_of_feed = absolute(reverse("pages:feed"))
    feed = Atom1Feed(
        title=site,
        link=absolute("/"),
        description=_("New and changed pages about low-dose naltrexone."),
        feed_url=address_of_feed,
        author_name=the_pharmacy().legal_name or site,  # Atom asks for one
        language="en",
    )
    newest = Publication.objects.live().filter(language="en").order_by("-publish_at", "-pk")
    for publication in newest.only(
        "article_id", "topic", "path", "title", "summary", "change_note", "publish_at", "number"
    )[:MOST_IN_FEED]:
        feed.add_item(
            title=publication.title,
            link=absolute(publication.path),
            # For good, though the page may move.
            unique_id=f"{address_of_feed}#{publication.article_id}-{publication.number}",
            description=f"{publication.change_note} {publication.summary}",
            pubdate=publication.publish_at,
            updateddate=publication.publish_at,
            categories=[str(Topic(publication.topic).label)],
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml")
