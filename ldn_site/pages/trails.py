"""Where a page stands in the site."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import gettext as _

from ldn_site.articles.models import Topic


@dataclass(frozen=True)
class Crumb:
    """A step on the way from the home page."""

    title: str
    path: str


def absolute(path: str) -> str:
    """The address of `path` for other machines. Never taken from the request's Host."""
    return settings.SITE_URL + escape_uri_path(path)


def home() -> Crumb:
    return Crumb(_("Home"), reverse("pages:home"))


def to_topic(topic: str) -> tuple[Crumb, ...]:
    return (home(), Crumb(str(Topic(topic).label), reverse("pages:topic", args=[topic])))


def to_evidence() -> tuple[Crumb, ...]:
    return (home(), Crumb(_("Evidence"), reverse("pages:evidence")))


def to_prescribers() -> tuple[Crumb, ...]:
    return (home(), Crumb(_("For prescribers"), reverse("pages:prescribers")))
