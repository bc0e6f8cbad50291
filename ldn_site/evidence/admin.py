from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ldn_site.design.desk import KeptAdmin
from ldn_site.design.guarding import GuardedAdmin
from ldn_site.design.restoring import RestorableAdmin
from ldn_site.evidence.forms import ClaimForm, ReferenceForm
from ldn_site.evidence.models import Claim, Reference
from ldn_site.evidence.writing import save_claim, save_reference


@admin.register(Reference)
class ReferenceAdmin(RestorableAdmin, GuardedAdmin, KeptAdmin):
    form = ReferenceForm
    counted = {"result": _("result"), "limits": _("limits")}
    after_restoring = _(
        "The older data are brought back. Pages that cite this study show them once they are "
        "published again."
    )
    list_display = ["id", "year", "design", "n", "direction", "retracted"]
    list_filter = ["design", "direction", "retracted"]
    search_fields = ["id", "title", "journal", "doi", "pmid", "result"]
    list_per_page = 50
    fieldsets = [
        (None, {"fields": ["id", "title", "authors", "journal", "year"]}),
        (_("Where to find it"), {"fields": ["doi", "pmid", "pmcid", "url"]}),
        (_("In the journal"), {"fields": ["volume", "issue", "pages"]}),
        (
            _("The study"),
            {"fields": ["design", "population", "n", "part_of", "dose", "duration", "comparator"]},
        ),
        (
            _("What it found"),
            {"fields": ["conditions", "direction", "result", "limits", "arms", "retracted"]},
        ),
    ]

    def keep(self, row: Any, *, by: Any, note: str) -> None:
        save_reference(row, by=by, note=note)

    def save_model(self, request: HttpRequest, obj: Reference, form: Any, change: bool) -> None:
        save_reference(obj, by=request.user)  # type: ignore[arg-type]


@admin.register(Claim)
class ClaimAdmin(GuardedAdmin, KeptAdmin):
    form = ClaimForm
    list_display = ["claim", "verdict"]
    list_filter = ["verdict"]
    search_fields = ["claim", "answer"]

    def save_model(self, request: HttpRequest, obj: Claim, form: Any, change: bool) -> None:
        save_claim(obj, by=request.user)  # type: ignore[arg-type]
