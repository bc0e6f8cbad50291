from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ldn_site.trail.models import Event


@admin.register(Event)
class EventAdmin(admin.ModelAdmin):
    """The trail, to be read and filtered; nobody adds to it by hand or takes from it."""

    list_display = ["at", "actor_name", "verb", "thing_kind", "thing_name", "detail"]
    list_display_links = ["at"]
    list_filter = ["at", "verb", "thing_kind"]
    search_fields = ["actor_name", "thing_id", "thing_name"]
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
