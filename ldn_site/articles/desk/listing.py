"""The list of articles: how it is filtered, searched, and what each line says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from rapidfuzz import fuzz, process, utils

from ldn_site.articles import board, sifting
from ldn_site.articles.models import Article, BoardRow
from ldn_site.articles.states import Standing, standings
from ldn_site.design.desk import KeptAdmin
from ldn_site.trail.recording import COMMAND

CLOSE_ENOUGH = 70  # of 100; a slip or two in a word of a title
MOST_GUESSES = 20
NOTHING = mark_safe('<span class="list-nothing">-</span>')  # left out on a phone


class Sifting(admin.SimpleListFilter):
    """One of the questions that the desk asks of the board."""

    choices_of: ClassVar[dict[str, sifting.Choice]]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(value, str(choice.label)) for value, choice in self.choices_of.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        choice = self.choices_of.get(self.value() or "")
        if choice is None:
            return queryset
        condition = choice.condition(timezone.localdate(), request.user)  # type: ignore[arg-type]
        return queryset.filter(pk__in=BoardRow.objects.filter(condition).values("pk"))


def _sifting(question: str, words: str | Promise) -> type[Sifting]:
    names = {"title": words, "parameter_name": question, "choices_of": sifting.QUESTIONS[question]}
    return type(f"{question.title()}Sifting", (Sifting,), names)


FILTERS: tuple[Any, ...] = (
    _sifting("mine", _("mine")),
    _sifting("state", _("state")),
    _sifting("signature", _("clinical review")),
    _sifting("review", _("next review")),
    _sifting("problems", _("problems")),
    "topic",
    "language",
)


class ArticleList(ChangeList):
    """The list, with what is true of each article in view and not only what was noted down."""

    still_looking = 0

    def get_results(self, request: HttpRequest) -> None:
        self.still_looking = board.catch_up(seconds=board.IN_A_REQUEST)
        super().get_results(request)
        articles = list(self.result_list)
        found = standings(articles)
        board.heal(found)
        rows = BoardRow.objects.in_bulk(list(found))
        saves = last_saves(found)
        for article in articles:
            article.standing = found[article.pk]
            article.row = rows.get(article.pk) or BoardRow()
            article.last_save = saves.get(article.pk)
        self.result_list = articles


class ArticleListing(KeptAdmin):
    """The columns of the list, its filters and its search."""

    list_display = ["title", "state", "signed", "due", "problems", "address", "saved"]
    list_filter = FILTERS
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["title", "id", "slug", "summary", "body"]
    search_help_text = _("Words of a page. A slip in a title is forgiven.")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ArticleList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if search_term.strip() and not found.exists():
            return nearest_by_title(queryset, search_term), False
        return found, may_repeat

    @admin.display(description=_("state"), ordering="board_row__state")
    def state(self, article: Any) -> str:
        standing: Standing = article.standing
        if standing.scheduled_at:
            return _("%(state)s, scheduled") % {"state": standing.state.label}
        return str(standing.state.label)

    @admin.display(description=_("clinical review"), ordering="board_row__is_signed")
    def signed(self, article: Any) -> str:
        standing: Standing = article.standing
        if standing.is_signed:
            return str(_("Signed"))
        if standing.was_ever_signed:
            return str(_("Changed since it was signed"))
        return str(_("Not signed"))

    @admin.display(description=_("next review"), ordering="board_row__review_due_on")
    def due(self, article: Any) -> str:
        due = article.row.review_due_on
        if due is None:
            return NOTHING
        if due < timezone.localdate():
            return _("Overdue since %s") % date_format(due, "SHORT_DATE_FORMAT")
        return _("Due %s") % date_format(due, "SHORT_DATE_FORMAT")

    @admin.display(description=_("problems"), ordering="board_row__blockers")
    def problems(self, article: Any) -> str:
        row: BoardRow = article.row
        counts = (
            (row.blockers, _("%d to mend")),
            (row.warnings, ngettext_lazy("%d warning", "%d warnings", row.warnings)),
            (row.hints, ngettext_lazy("%d hint", "%d hints", row.hints)),
        )
        return ", ".join(words % count for count, words in counts if count) or NOTHING

    @admin.display(description=_("address"))
    def address(self, article: Any) -> str:
        if article.standing.live:
            return format_html('<a href="{0}">{0}</a>', article.standing.live.path)
        return str(article.path)

    @admin.display(description=_("last change"))
    def saved(self, article: Any) -> str:
        save = article.last_save
        if save is None:
            return NOTHING
        when = date_format(timezone.localtime(save.history_date), "SHORT_DATE_FORMAT")
        return f"{when}, {save.history_user or COMMAND}"


def last_saves(ids: Iterable[str]) -> dict[str, Any]:
    """The newest entry in the history of each article, with who made it."""
    history = Article.history.filter(id__in=list(ids)).order_by()
    newest = history.values("id").annotate(newest=Max("history_id")).values("newest")
    saves = Article.history.filter(history_id__in=newest).select_related("history_user")
    return {save.id: save for save in saves.defer("body", "summary")}


def nearest_by_title(articles: QuerySet[Article], words: str) -> QuerySet[Article]:
    """The articles whose title or permanent name is most like `words`, misspelled as they are."""
    names = {pk: f"{title} {pk}" for pk, title in articles.order_by().values_list("pk", "title")}
    found = process.extract(
        words,
        names,
        scorer=fuzz.partial_token_ratio,
        processor=utils.default_process,
        score_cutoff=CLOSE_ENOUGH,
        limit=MOST_GUESSES,
    )
    return articles.filter(pk__in=[pk for _name, _score, pk in found])
