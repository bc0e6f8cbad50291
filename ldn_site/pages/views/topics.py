from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from ldn_site.articles.models import Topic
from ldn_site.pages import trails
from ldn_site.pages.caching import public_page
from ldn_site.pages.cards import EMBLEMS, list_card
from ldn_site.pages.listing import Group, by_grade, by_need, entry_of, pages_of
from ldn_site.pages.rendering import render_page

PER_PAGE = 40
LEADS = {
    Topic.BASICS: _("Start here: what LDN is, how people take it, and how to get it."),
    Topic.MECHANISM: _("What LDN may do in the body, and how sure anyone can be about it."),
    Topic.SAFETY: _("Side effects, who should not take LDN, and what it must not be mixed with."),
    Topic.CONDITIONS: _(
        "What studies found for each condition, good and bad, and how sure they make us."
    ),
    Topic.ABOUT: _("Who runs this site, how we earn, and how we write and check each page."),
}


@public_page
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    this = Topic(topic)
    part = Paginator(pages_of(topic), PER_PAGE).get_page(request.GET.get("page"))
    is_by_grade = this is Topic.CONDITIONS and request.GET.get("by") == "grade"
    if this is not Topic.CONDITIONS:
        groups = [Group("", [entry_of(publication) for publication in part])]
    elif is_by_grade:
        groups = by_grade(part)
    else:
        groups = by_need(part)
    return render_page(
        request,
        "pages/topic.html",
        {
            "topic": this,
            "lead": LEADS[this],
            "emblem": EMBLEMS[this],
            "groups": groups,
            "is_by_grade": is_by_grade,
            "part": part,
        },
        title=str(_("Conditions by how sure the studies make us") if is_by_grade else this.label),
        description=str(LEADS[this]),
        crumbs=[trails.home()],
        is_indexed=part.number == 1 and not is_by_grade,
        card=list_card(topic),
    )
