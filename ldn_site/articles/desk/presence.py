"""Tells people who write the same page of each other. Nothing is ever locked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.desk.keeping import Page, drafting, tab_in, version_in
from ldn_site.articles.desk.routes import Route
from ldn_site.articles.models import Article, OpenEditor
from ldn_site.articles.presence import arrive, leave


@drafting
def here_view(request: HttpRequest, page: Page) -> HttpResponse:
    """A tab says that it is open, or that it closes; the answer is what its person must know."""
    tab = tab_in(request, "tab")
    if not tab:
        return JsonResponse({"words": []})
    if request.POST.get("leaving"):
        leave(person=page.person, tab=tab)
        return JsonResponse({"words": []})
    words = _of_others(page.person, arrive(person=page.person, slot=page.slot, tab=tab))
    if page.article and page.article.version != version_in(request):
        words.append(_of_save(page.person, page.article))
    return JsonResponse({"words": words})


def _of_others(person: User, tabs: Any) -> list[str]:
    editors: list[OpenEditor] = list(tabs)
    names = dict.fromkeys(str(tab.person) for tab in editors if tab.person != person)
    words = [_("%s is editing this page too.") % name for name in names]
    if any(tab.person == person for tab in editors):
        words.append(_("You have this page open in another tab."))
    return words


def _of_save(person: User, article: Article) -> str:
    """Who saved the version that stands, and what follows from it."""
    save = article.history.select_related("history_user").first()
    who, at = (save.history_user, save.history_date) if save else (None, timezone.now())
    values = {"name": str(who) if who else _("Somebody"), "time": clock(at)}
    if who == person:
        return (
            _(
                "You saved this page elsewhere (%(time)s). When you save here, you will see "
                "both texts."
            )
            % values
        )
    return (
        _("%(name)s saved this page (%(time)s). When you save, you will see both texts.") % values
    )


def clock(at: Any) -> str:
    """The time, with its date where that is not today."""
    local = timezone.localtime(at)
    return date_format(
        local, "TIME_FORMAT" if local.date() == timezone.localdate() else "DATETIME_FORMAT"
    )


URLS: list[Route] = [("draft/here/", here_view, "here")]
