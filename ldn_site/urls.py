"""The map of addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from ldn_site.media.renditions import FOLDER
from ldn_site.media.views import rendition
from ldn_site.pages.views.preview import preview

urlpatterns = [
    path(
        f"{settings.ADMIN_PATH}/preview/<str:article_id>/",
        admin.site.admin_view(preview),
        name="preview",
    ),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path(f"{settings.MEDIA_URL[1:]}{FOLDER}/<path:name>", rendition, name="picture"),
    path("", include("ldn_site.pages.urls")),
]

handler400 = "ldn_site.pages.views.errors.bad_request"
handler403 = "ldn_site.pages.views.errors.forbidden"
handler404 = "ldn_site.pages.views.errors.not_found"
handler500 = "ldn_site.pages.views.errors.server_error"
