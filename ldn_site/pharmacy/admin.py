from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, lazy
from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from ldn_site.design.guarding import GuardedAdmin
from ldn_site.pharmacy.hours import in_words
from ldn_site.pharmacy.models import Location, Pharmacy
from ldn_site.pharmacy.needed import blanks_of
from ldn_site.pharmacy.writing import save_facts

DAY_NAMES = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
TRACELESS = _("Readers see what is filled in. A blank field leaves no trace.")


def shown_on(page: str, words: str | Promise) -> Any:
    """Words above a part of the form, with a link to the page that shows those facts."""
    return lazy(_shown_on, str)(page, words)


def _shown_on(page: str, words: str | Promise) -> str:
    return format_html(str(_('Shown on <a href="{}">{}</a>.')), reverse(page), words)


class FactsForm(forms.ModelForm):
    is_checked = forms.BooleanField(
        label=_("I have read all of this today and it is right"),
        required=False,
        help_text=_("The front page of the desk asks for this again after half a year."),
    )


class FactsAdmin(GuardedAdmin):
    """Rows that are always there: staff fill them in, and never add or remove one."""

    form = FactsForm
    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": AdminTextareaWidget({"rows": 4})},
    }

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        last = ["checked_on"]
        if self.has_change_permission(request, obj):
            last += ["is_checked"]
        return [
            *super().get_fieldsets(request, obj),
            (_("Is all of this right?"), {"fields": last}),
        ]

    def save_model(
        self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool
    ) -> None:
        save_facts(
            obj,
            by=cast(AbstractBaseUser, request.user),
            is_checked=form.cleaned_data["is_checked"],
        )

    @admin.display(description=_("still blank, and pages need it"))
    def still_blank(self, thing: Any) -> str:
        names = [blank.name for blank in blanks_of([thing])]
        return get_text_list(names, str(_("and"))) or str(_("Nothing"))


@admin.register(Pharmacy)
class PharmacyAdmin(FactsAdmin):
    readonly_fields = ["still_blank", "checked_on"]
    fieldsets = [
        (
            None,
            {
                "fields": ["still_blank", "legal_name", "phone", "email"],
                "description": TRACELESS,
            },
        ),
        (
            _("For patients"),
            {
                "fields": [
                    "refill",
                    "refill_phone",
                    "refill_url",
                    "shipping",
                    "cost",
                    "states_served",
                    "reply_time",
                ],
                "description": shown_on("pages:get_ldn", _("How to get LDN")),
            },
        ),
        (
            _("For prescribers"),
            {
                "fields": ["prescriber_phone", "forms_made"],
                "description": shown_on("pages:prescribers", _("For prescribers")),
            },
        ),
        (
            _("For the pages on privacy and access"),
            {"fields": ["privacy_notice", "accessibility_contact"]},
        ),
        (_("At the desk"), {"fields": ["desk_email", "signs_alone"]}),
    ]

    def view_on_site(self, obj: Pharmacy) -> str:
        return reverse("pages:get_ldn")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one row, so its form stands in the place of a list."""
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        return redirect("admin:pharmacy_pharmacy_change", 1)


@admin.register(Location)
class LocationAdmin(FactsAdmin):
    list_display = ["name", "phone", "fax", "still_blank", "checked_on"]
    readonly_fields = ["slug", "still_blank", "hours_as_read", "checked_on"]
    fieldsets = [
        (None, {"fields": ["still_blank", "name", "slug", "order"], "description": TRACELESS}),
        (
            _("For patients"),
            {
                "fields": ["address", "map_url", "phone", "hours", "hours_as_read", "hours_note"],
                "description": shown_on("pages:get_ldn", _("How to get LDN")),
            },
        ),
        (
            _("For prescribers"),
            {
                "fields": ["fax", "ncpdp_id", "npi", "erx_name", "license"],
                "description": shown_on("pages:prescribers", _("For prescribers")),
            },
        ),
    ]

    def view_on_site(self, obj: Location) -> str:
        return f"{reverse('pages:get_ldn')}#place-{obj.pk}"

    @admin.display(description=_("hours as we read them"))
    def hours_as_read(self, place: Location) -> str:
        """The saved hours day by day, so that a slip is seen before a patient stands outside."""
        if not place.week:
            return str(_("We cannot read them yet.") if place.hours else _("Nothing yet."))
        days = zip(DAY_NAMES, place.week.days, strict=True)
        return format_html_join(
            "",
            "<div>{}: {}</div>",
            ((name, _("nothing said") if day is None else in_words(day)) for name, day in days),
        )
