from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ldn_site.design.guarding import GuardedAdmin
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.pharmacy.writing import save_facts


class FactsAdmin(GuardedAdmin):
    """Rows that are always there: staff fill them in, and never add or remove one."""

    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        save_facts(obj, by=cast(AbstractBaseUser, request.user))


@admin.register(Pharmacy)
class PharmacyAdmin(FactsAdmin):
    fieldsets = [
        (
            None,
            {
                "fields": ["legal_name", "phone", "email", "desk_email"],
                "description": _("Readers see what is filled in. A blank field leaves no trace."),
            },
        ),
        (_("For patients"), {"fields": ["refill", "shipping", "states_served", "reply_time"]}),
        (
            _("For the pages on cost, privacy and access"),
            {"fields": ["cost", "privacy_notice", "accessibility_contact"]},
        ),
        (_("How texts are signed"), {"fields": ["signs_alone"]}),
    ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one row, so its form stands in the place of a list."""
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        return redirect("admin:pharmacy_pharmacy_change", 1)


@admin.register(Location)
class LocationAdmin(FactsAdmin):
    list_display = ["name", "phone", "fax", "license"]
    readonly_fields = ["slug"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "order"]}),
        (
            _("On the page for patients"),
            {
                "fields": ["address", "phone", "fax", "hours", "map_url"],
                "description": _("Readers see what is filled in. A blank field leaves no trace."),
            },
        ),
        (_("For prescribers"), {"fields": ["license", "npi", "ncpdp_id"]}),
    ]
