from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ldn_site.design.guarding import SEEN, GuardedAdmin
from ldn_site.design.restoring import RestorableAdmin
from ldn_site.media import desk
from ldn_site.media.forms import PictureDeskForm, take_in
from ldn_site.media.keeping import CannotKeep
from ldn_site.media.models import Picture
from ldn_site.media.printing import as_image, printed, small
from ldn_site.media.renditions import CROPS
from ldn_site.media.uses import find_uses
from ldn_site.media.writing import InUse, delete_picture, save_picture

WORDS = ["alt", "is_decorative", "caption", "credit"]


@admin.register(Picture)
class PictureAdmin(RestorableAdmin, GuardedAdmin):
    form = PictureDeskForm
    list_display = ["thumbnail", "name", "words", "used_where", "created_at"]
    list_display_links = ["name"]
    list_filter = ["is_decorative"]
    list_per_page = 30
    search_fields = ["name", "alt", "caption", "credit"]
    ordering = ["-created_at"]
    after_restoring = _(
        "The older picture is brought back. Pages that show it change once they are published "
        "again."
    )
    actions = None  # a picture in use stays, so each is deleted by itself

    class Media:
        css = {"all": ["css/pictures.css"]}
        js = [Script("js/desk/focal.js", type="module")]

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        if obj is None:
            return [
                (None, {"fields": ["file", *WORDS]}),
                (_("Its name"), {"fields": ["name"]}),
            ]
        kept = ["used_in", "size", "uploaded_by", "created_at"]
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ["shown", "name", *WORDS, *kept]})]
        return [
            (None, {"fields": ["shown", "crops", ("focal_x", "focal_y")]}),
            (_("Its words"), {"fields": ["name", *WORDS]}),
            (_("The file"), {"fields": ["file", *kept]}),
            (None, {"fields": [SEEN]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Picture | None = None) -> list[str]:
        if obj is None:
            return []
        return ["shown", "name", "crops", "used_in", "size", "uploaded_by", "created_at"]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        uses = find_uses([picture.pk for picture in changelist.result_list])
        for picture in changelist.result_list:
            picture.uses = uses.get(picture.pk, [])
        return changelist

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Decodes outside the transaction that Django opens, in which nobody else can write."""
        may = self.has_add_permission(request) or self.has_change_permission(request)
        if may and (file := request.FILES.get("file")):
            with suppress(ValidationError):  # said beside its field
                take_in(file)
        return super().changeform_view(request, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        return [
            path(f"{name}/", self.admin_site.admin_view(view), name=f"media_picture_{name}")
            for name, view in desk.VIEWS.items()
        ] + super().get_urls()

    def keep(self, row: Any, *, by: Any, note: str) -> None:
        row._state.adding = False
        try:
            save_picture(row, by=by, note=note)
        except CannotKeep as error:
            raise ValidationError(str(error)) from error

    def save_model(self, request: HttpRequest, obj: Picture, form: Any, change: bool) -> None:
        save_picture(obj, by=request.user, master=form.master)  # type: ignore[arg-type]

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """A picture that texts name is not asked about: the page says where it is used."""
        uses = find_uses([object_id]).get(object_id, [])
        if uses and self.has_delete_permission(request):
            messages.error(request, str(InUse(uses)))
            return redirect(reverse("admin:media_picture_change", args=[object_id]))
        return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        delete_picture(obj, by=request.user)  # type: ignore[arg-type]

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> str:
        cut = small(picture, "square")
        return format_html(
            '<img class="desk-thumb" src="{}" width="72" height="72" alt="" loading="lazy">',
            cut.src,
        )

    @admin.display(description=_("words"), ordering="alt")
    def words(self, picture: Picture) -> str:
        return str(_("Decorative")) if picture.is_decorative else picture.alt

    @admin.display(description=_("used in"))
    def used_where(self, picture: Any) -> str:
        titles = dict.fromkeys(use.title for use in picture.uses)
        return ", ".join(titles) or str(_("Nowhere"))

    @admin.display(description=_("picture"))
    def shown(self, picture: Picture) -> str:
        cut = as_image(printed(picture)).cuts[""][-1]
        return render_to_string("admin/media/focal.html", {"picture": picture, "cut": cut})

    @admin.display(description=_("crops"))
    def crops(self, picture: Picture) -> str:
        cuts = as_image(printed(picture)).cuts
        return render_to_string(
            "admin/media/crops.html", {"cuts": [(crop, cuts[crop][0]) for crop in CROPS]}
        )

    @admin.display(description=_("used in"))
    def used_in(self, picture: Picture) -> str:
        uses = find_uses([picture.pk]).get(picture.pk, [])
        return render_to_string("admin/media/uses.html", {"uses": uses})

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        return f"{picture.width} × {picture.height}"
