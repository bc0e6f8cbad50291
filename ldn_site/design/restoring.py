"""Rows whose every save django-simple-history keeps: looked back at, compared, brought back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ldn_site.design.diffing import Comparison, compare
from ldn_site.design.guarding import row_digest
from ldn_site.design.histories import PER_PAGE, Item, as_words, changed_in_short

NOW = "now"


@dataclass(frozen=True)
class State:
    """A row as it was saved once, or as it is."""

    key: str
    name: str
    row: models.Model


@dataclass(frozen=True)
class Part:
    """A field that differs between two states."""

    name: str
    comparison: Comparison


class RestorableAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Adds the pages of history, comparing and restoring, for a model with `history`."""

    counted: dict[str, Any] = {}  # text fields whose words are counted, and what to call them
    after_restoring: Any = gettext_lazy("The older text is brought back.")

    def keep(self, row: Any, *, by: AbstractBaseUser, note: str) -> None:
        """Store `row` through the one function that writes such rows. Raises ValidationError."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<str:key>/compare/", view(self.compare_view), name=f"{name}_compare"),
            path("<str:key>/restore/", view(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self._row(request, object_id)
        saves = row.history.select_related("history_user").order_by("-history_id")
        page = Paginator(saves, PER_PAGE).get_page(request.GET.get("page"))
        start = (page.number - 1) * PER_PAGE
        shown = list(saves[start : start + PER_PAGE + 1])
        page.object_list = [
            self._item(save, before) for save, before in zip(shown, [*shown[1:], None], strict=True)
        ][:PER_PAGE]
        context = {
            **self._frame(request, row, _("History of “%s”") % row),
            "is_history": True,
            "page": page,
            "fixed": [(NOW, _("As it is saved now"))],
            "compare_url": self._url("compare", row),
            "restore_url": self._url("restore", row) if self._may_change(request, row) else "",
        }
        return TemplateResponse(request, "admin/history_of.html", context)

    def compare_view(self, request: HttpRequest, key: str) -> HttpResponse:
        row = self._row(request, key)
        old, new = (_state(row, request.GET.get(side, NOW)) for side in ("from", "to"))
        context = {
            **self._frame(request, row, _("Two texts compared")),
            "old": old,
            "new": new,
            "parts": _parts(old.row, new.row),
            "restorable": [
                (f"which={each.key}", each.name)
                for each in (old, new)
                if each.key != NOW and self._may_change(request, row)
            ],
            "restore_url": self._url("restore", row),
        }
        return TemplateResponse(request, "admin/compare.html", context)

    def restore_view(self, request: HttpRequest, key: str) -> HttpResponse:
        row = self._row(request, key)
        if not self._may_change(request, row):
            raise PermissionDenied
        asked = request.POST if request.method == "POST" else request.GET
        older = _state(row, asked.get("which", ""))
        problems: list[str] = []
        if request.method == "POST":
            problems = self._restore(request, row, older)
            if not problems:
                messages.success(request, str(self.after_restoring))
                return redirect(self._url("change", row))
        context = {
            **self._frame(request, row, _("Bring back an older text")),
            "old": _state(row, NOW),
            "new": older,
            "parts": _parts(row, older.row),
            "problems": problems,
            "confirm": {"which": older.key, "seen_row": row_digest(row)},
            "confirm_url": self._url("restore", row),
            "promise": _("The text you have now stays in the history."),
        }
        return TemplateResponse(request, "admin/compare.html", context)

    @transaction.atomic
    def _restore(self, request: HttpRequest, row: Any, older: State) -> list[str]:
        """Bring `older` back; returns what stands against it, in words."""
        stored = self.model._default_manager.select_for_update().get(pk=row.pk)
        if request.POST.get("seen_row") != row_digest(stored):
            return [
                _(
                    "Somebody saved this since you opened this screen. Look below at what would "
                    "change now, then press the button again."
                )
            ]
        try:
            by = cast(AbstractBaseUser, request.user)
            self.keep(older.row, by=by, note=_("Restored: %s") % older.name)
        except ValidationError as error:
            return [_("This older text cannot be saved as it is: %s") % " ".join(error.messages)]
        return []

    def _item(self, save: Any, before: Any) -> Item:
        return Item(
            at=save.history_date,
            what=_("Saved"),
            who=str(save.history_user or _("the command line")),
            note=save.history_change_reason or "",
            details=[_("Changed: %s") % changed_in_short(before, save, self.counted)],
            key=f"save-{save.pk}",
            before=f"save-{before.pk}" if before else "",
            is_restorable=True,
        )

    def _row(self, request: HttpRequest, key: str) -> Any:
        row = get_object_or_404(self.model, pk=key)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _may_change(self, request: HttpRequest, row: models.Model) -> bool:
        return self.has_change_permission(request, row)

    def _url(self, name: str, row: models.Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[row.pk])

    def _frame(self, request: HttpRequest, row: models.Model, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "original": row,
            "change_url": self._url("change", row),
            "history_url": self._url("history", row),
            "list_url": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"),
        }


def _state(row: Any, key: str) -> State:
    if key == NOW:
        return State(key, _("As it is saved now"), row)
    number = key.removeprefix("save-")
    found = (
        row.history.filter(pk=number).select_related("history_user").first()
        if number.isdecimal() and len(number) < 19
        else None
    )
    if found is None:
        raise Http404(_("There is no such text."))
    name = _("Saved by %(who)s, %(when)s") % {
        "who": found.history_user or _("the command line"),
        "when": date_format(timezone.localtime(found.history_date), "DATETIME_FORMAT"),
    }
    return State(f"save-{number}", name, found.instance)


def _parts(old: models.Model, new: models.Model) -> list[Part]:
    parts = [
        Part(str(field.verbose_name), compare(as_words(old, field), as_words(new, field)))
        for field in old._meta.concrete_fields
    ]
    return [part for part in parts if part.comparison.differs]
