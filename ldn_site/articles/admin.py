from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from ldn_site.articles import desk
from ldn_site.articles.checking import blockers, check
from ldn_site.articles.desk.clashing import bring_together, clash_of
from ldn_site.articles.desk.comparing import history_view
from ldn_site.articles.desk.editing import editor_data
from ldn_site.articles.desk.keeping import (
    BRING,
    brought_back,
    keeping_data,
    may_write,
    settle_saved,
)
from ldn_site.articles.desk.listing import ArticleListing
from ldn_site.articles.desk.place import place_of
from ldn_site.articles.desk.routes import preview_url
from ldn_site.articles.forms import ArticleForm, BlockForm, RedirectForm, TermForm
from ldn_site.articles.library import Library
from ldn_site.articles.models import (
    Article,
    GlossaryTerm,
    Notice,
    Publication,
    Redirect,
    SharedBlock,
    SignOff,
)
from ldn_site.articles.outside import may_share
from ldn_site.articles.publishing import CannotPublish, cancel
from ldn_site.articles.redirecting import delete_redirect, save_redirect
from ldn_site.articles.writing import (
    Stale,
    save_article,
    save_block,
    save_notice,
    save_term,
)
from ldn_site.design.desk import KeptAdmin, ReadOnlyAdmin
from ldn_site.design.guarding import SEEN, GuardedAdmin, GuardedInlineForm
from ldn_site.design.restoring import RestorableAdmin


class NoticeInline(admin.StackedInline):
    model = Notice
    form = GuardedInlineForm
    extra = 0
    can_delete = False  # hidden instead, so that what readers were told can be looked up
    fields = ["text", "is_shown", SEEN]
    verbose_name_plural = _("urgent notices, shown above the page at once")


@admin.register(Article)
class ArticleAdmin(ArticleListing):
    form = ArticleForm
    inlines = [NoticeInline]
    raw_id_fields = ["translates"]  # a menu would hold every page there is
    prepopulated_fields = {"id": ["title"], "slug": ["title"]}
    change_form_template = "admin/articles/article_form.html"
    fieldsets = [
        (None, {"fields": ["title", "id", "topic", "slug", "summary", "body", "note"]}),
        (
            _("Evidence"),
            {
                "fields": ["evidence", "evidence_reason", "icd10", "synonyms"],
                "description": _("For pages about a condition."),
            },
        ),
        (
            _("Keeping"),
            {
                "classes": ["collapse"],
                "fields": ["order", "owner", "review_months", "language", "translates"],
            },
        ),
        (None, {"fields": ["seen_version"]}),
    ]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else []  # readers of a page not yet there need no notice

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        if brought := brought_back(request, obj):
            form.typed = {**brought.values, "seen_version": brought.seen_version}
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        article = self.get_object(request, unquote(object_id)) if object_id else None
        may = bool(article and may_write(request.user, article))  # type: ignore[arg-type]
        if answer := bring_together(request, article) if article and may else None:
            return answer
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Stale:  # somebody took the name of this new page since it was looked at
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_urls(self) -> list[URLPattern]:
        return desk.urls(self.admin_site) + super().get_urls()

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        save_article(
            obj,
            by=request.user,  # type: ignore[arg-type]
            note=form.cleaned_data["note"],
            expected_version=None if change else 0,
        )
        settle_saved(request, obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for notice in formset.save(commit=False):
            save_notice(notice, by=request.user)  # type: ignore[arg-type]

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        self._tell_of_problems(request, obj)
        return super().response_change(request, obj)

    def response_add(
        self, request: HttpRequest, obj: Article, post_url_continue: str | None = None
    ) -> HttpResponse:
        self._tell_of_problems(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def _tell_of_problems(self, request: HttpRequest, article: Article) -> None:
        if found := blockers(check(article)):
            messages.warning(
                request,
                _("Saved as a draft. Before it can be published, mend: %s")
                % " ".join(f"{_('Line')} {f.line}: {f.message} {f.remedy}" for f in found[:5]),
            )

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        context["show_save_and_add_another"] = False  # Save stays at hand, so it is kept short
        context["editor"] = editor_data(request, obj)
        context["keeping"] = keeping_data(request, obj)
        if obj:
            form = context["adminform"].form
            stored = form.current or Article.objects.get(pk=obj.pk)
            library = Library.load()
            context["clash"] = clash_of(request, form.current) if form.current else None
            context["place"] = place_of(stored, request.user, library)  # type: ignore[arg-type]
            context["standing"] = context["place"].standing
            context["may_share"] = may_share(request.user)  # type: ignore[arg-type]
            context["preview_url"] = preview_url(stored)
        # Sent without the query, or the page after the save would ask for the kept text again.
        form_url = request.path if BRING in request.GET else form_url
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return history_view(request, object_id, self.admin_site)


@admin.register(Notice)
class NoticeAdmin(GuardedAdmin, KeptAdmin):
    """For managers, who may put a word above a page without writing the page."""

    list_display = ["text", "article", "is_shown", "changed_at"]
    list_filter = ["is_shown"]
    list_select_related = ["article"]
    search_fields = ["text", "article__title"]
    fields = ["article", "text", "is_shown"]
    raw_id_fields = ["article"]  # a menu would hold every page there is

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["article"] if obj else []

    def save_model(self, request: HttpRequest, obj: Notice, form: Any, change: bool) -> None:
        save_notice(obj, by=request.user)  # type: ignore[arg-type]


@admin.register(SharedBlock)
class SharedBlockAdmin(RestorableAdmin, GuardedAdmin, KeptAdmin):
    form = BlockForm
    list_display = ["name"]
    search_fields = ["name", "body"]
    counted = {"body": _("text")}
    after_restoring = _(
        "The older text is brought back. Pages that hold it show it once they are published again."
    )

    def keep(self, row: Any, *, by: Any, note: str) -> None:
        save_block(row, by=by, note=note)

    def save_model(self, request: HttpRequest, obj: SharedBlock, form: Any, change: bool) -> None:
        save_block(obj, by=request.user)  # type: ignore[arg-type]


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(GuardedAdmin, KeptAdmin):
    form = TermForm
    list_display = ["term", "definition"]
    search_fields = ["term", "definition"]

    def save_model(self, request: HttpRequest, obj: GlossaryTerm, form: Any, change: bool) -> None:
        save_term(obj, by=request.user)  # type: ignore[arg-type]


@admin.register(Redirect)
class RedirectAdmin(GuardedAdmin):
    form = RedirectForm
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]

    def save_model(self, request: HttpRequest, obj: Redirect, form: Any, change: bool) -> None:
        typed = obj.new_path
        save_redirect(obj, by=request.user)  # type: ignore[arg-type]
        if obj.new_path != typed:
            messages.info(request, _("%s leads on, so readers go straight to its end.") % typed)

    def delete_model(self, request: HttpRequest, obj: Redirect) -> None:
        delete_redirect(obj, by=request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Redirect]) -> None:
        for redirect in queryset:
            self.delete_model(request, redirect)


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "path", "publish_at", "published_by", "change_note"]
    list_filter = ["topic", "language"]
    search_fields = ["title", "path", "change_note"]
    date_hierarchy = "publish_at"
    actions = ["call_off"]
    fields = [
        "article",
        "number",
        "path",
        "title",
        "summary",
        "change_note",
        "publish_at",
        "published_by",
        "created_at",
        "evidence",
        "evidence_reason",
        "citations",
        "source",
        "review_digest",
    ]

    @admin.action(description=_("Call off scheduled publications"), permissions=["publish"])
    def call_off(self, request: HttpRequest, chosen: QuerySet[Publication]) -> None:
        for publication in chosen:
            try:
                cancel(publication, by=request.user)  # type: ignore[arg-type]
            except CannotPublish as error:
                messages.error(request, f"{publication}: {error}")
            else:
                messages.success(request, _("Called off: %s") % publication)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("articles.publish_article"))


@admin.register(SignOff)
class SignOffAdmin(ReadOnlyAdmin):
    list_display = [
        "article",
        "reviewer_name",
        "credential",
        "signed_at",
        "review_due_on",
        "is_by_author",
    ]
    list_filter = ["is_by_author", "reviewer_name"]
    search_fields = ["article__title", "reviewer_name"]
