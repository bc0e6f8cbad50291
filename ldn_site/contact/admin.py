from __future__ import annotations

from typing import Any, cast

from django.contrib import admin
from django.db.models import Field, QuerySet
from django.forms import Field as FormField
from django.forms import ModelChoiceField, ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.models import User
from ldn_site.contact import desk
from ldn_site.contact.models import Message
from ldn_site.design.desk import DeskAdmin

WORDS = ["name", "reply_to", "text"]


class DeskForm(ModelForm):
    """The desk's part of a message. What a colleague saved meanwhile is not undone by it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in desk.OF_THE_DESK:
            if name in cleaned and name not in self.changed_data:
                cleaned[name] = getattr(self.instance, name)
        return cleaned


@admin.register(Message)
class MessageAdmin(DeskAdmin):
    """The message desk. The list shows no word of a visitor; opening a message is recorded."""

    form = DeskForm
    list_display = ["code", "received_at", "subject", "location", "state", "handled_by"]
    list_filter = ["state", "location", "subject"]
    list_select_related = ["location", "handled_by"]
    search_fields = ["code"]
    search_help_text = _("A reference code, such as K7XM-4TPD.")
    show_full_result_count = False
    readonly_fields = ["code", "received_at", "subject", "location", "best_time", *WORDS]
    fieldsets = [
        (None, {"fields": ["code", "received_at", "subject", "location"]}),
        (_("From the visitor"), {"fields": ["name", "reply_to", "best_time", "text"]}),
        (_("At the desk"), {"fields": ["state", "handled_by", "follow_up_on"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        messages = super().get_queryset(request)
        match = request.resolver_match
        if match and match.url_name == "contact_message_changelist":
            return messages.defer(*WORDS)
        return messages

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        field: FormField | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, ModelChoiceField) and db_field.name == "handled_by":
            field.queryset = User.objects.filter(is_active=True, is_staff=True)
            field.widget = field.widget.widget  # without the links to add or change an account
        if field and db_field.name in desk.OF_THE_DESK:
            field.show_hidden_initial = True  # what this clerk saw, to tell what they changed
        return field

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        message = context.get("original")
        if message:
            desk.read(message, by=cast(User, request.user))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Message, form: ModelForm[Message], change: bool
    ) -> None:
        desk.handle(obj, by=cast(User, request.user))

    def delete_model(self, request: HttpRequest, obj: Message) -> None:
        desk.delete(obj, by=cast(User, request.user))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> None:
        for message in queryset:
            self.delete_model(request, message)
