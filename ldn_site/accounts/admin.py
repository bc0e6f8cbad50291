from __future__ import annotations

from typing import Any, cast

from allauth.account.admin import EmailAddress
from allauth.mfa.admin import Authenticator
from allauth.usersessions.admin import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.models import User
from ldn_site.accounts.roles import ROLES
from ldn_site.accounts.second_step import is_on, switch_off
from ldn_site.trail.recording import record

# Roles are the table in roles.py, which `set_up_roles` puts into the groups.
admin.site.unregister(Group)
# Keys and sessions are nobody else's to read; each person has their own under My account.
admin.site.unregister([EmailAddress, Authenticator, UserSession])

ABOUT = ("display_name", "credential", "email", "locations")
MAY = ("is_active", "is_staff", "groups")


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Accounts. They are closed rather than deleted, so that what they did keeps a name.

    Somebody without every right can neither give it nor touch the account of one who has it.
    """

    add_form = UserCreationForm
    list_display = ["username", "display_name", "credential", "is_active", "last_login"]
    list_filter = ["is_active", "groups", "locations"]
    search_fields = ["username", "display_name", "email"]
    ordering = ["username"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "second_step"]
    actions = ["switch_off_second_step"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("The person"), {"fields": ABOUT}),
        (_("May do"), {"fields": MAY}),
        (_("Signing in"), {"fields": ["second_step", "last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "password1", "password2"]}),
        (_("The person"), {"fields": ABOUT}),
        (_("May do"), {"fields": MAY}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if not request.user.is_superuser:
            return fieldsets
        return [
            (title, {**options, "fields": (*MAY, "is_superuser")})
            if options["fields"] is MAY
            else (title, options)
            for title, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_manytomany(
            db_field, request, widget=CheckboxSelectMultiple, **kwargs
        )
        if field and db_field.name == "groups":
            field.queryset = Group.objects.filter(name__in=ROLES).order_by("name")
            field.label, field.help_text = _("Roles"), ""
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"is_staff": True} | super().get_changeform_initial_data(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description=_("second step"))
    def second_step(self, user: User) -> str:
        if not is_on(user):
            return gettext("Off")
        return gettext("On. Lost phone: choose the account in the list and switch it off there.")

    @admin.action(
        description=_("Switch off the second step of signing in (lost phone)"),
        permissions=["change"],
    )
    def switch_off_second_step(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            if not self.has_change_permission(request, user):
                words, level = _("You may not do this to the account of %s."), messages.ERROR
            elif switch_off(user, by=cast(User, request.user)):
                words, level = _("The second step of %s is off."), messages.SUCCESS
            else:
                words, level = _("%s has no second step."), messages.INFO
            self.message_user(request, words % user, level)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def log_addition(self, request: HttpRequest, obj: User, message: Any) -> Any:
        record("made an account", obj, by=cast(User, request.user), detail=standing(obj))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        """Called for the form and for a new password alike, once everything is stored."""
        changed = super().log_change(request, obj, message)
        words = str(changed.get_change_message())
        record(
            "changed an account",
            obj,
            by=cast(User, request.user),
            detail=f"{words} {standing(obj)}",
        )
        return changed


def standing(user: User) -> str:
    """What `user` may do now."""
    roles = sorted(user.groups.values_list("name", flat=True))
    if user.is_superuser:
        roles.append("everything")
    is_open = "open" if user.is_active and user.is_staff else "closed"
    return f"Now {is_open}; may: {', '.join(roles) or 'nothing'}."
