"""The map of addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from ldn_site.contentfiles import desk as files
from ldn_site.guide import guide
from ldn_site.media.renditions import FOLDER
from ldn_site.media.views import rendition
from ldn_site.pages.views.preview import preview, preview_typed
from ldn_site.search.desk import not_found

staff = admin.site.admin_view

urlpatterns = [
    path(f"{settings.ADMIN_PATH}/preview/", staff(preview_typed), name="preview_typed"),
    path(f"{settings.ADMIN_PATH}/preview/<str:article_id>/", staff(preview), name="preview"),
    path(f"{settings.ADMIN_PATH}/account/", include("ldn_site.accounts.urls")),
    path(f"{settings.ADMIN_PATH}/guide/", staff(guide), name="guide"),
    path(f"{settings.ADMIN_PATH}/files/", staff(files.files), name="files"),
    path(f"{settings.ADMIN_PATH}/files/export/", staff(files.export_zip), name="files_export"),
    path(f"{settings.ADMIN_PATH}/files/upload/", staff(files.upload), name="files_upload"),
    path(f"{settings.ADMIN_PATH}/files/<str:token>/", staff(files.report), name="files_report"),
    path(f"{settings.ADMIN_PATH}/not-found/", staff(not_found), name="not_found"),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path(f"{settings.MEDIA_URL[1:]}{FOLDER}/<path:name>", rendition, name="picture"),
    path("", include("ldn_site.pages.urls")),
]

handler400 = "ldn_site.pages.views.errors.bad_request"
handler403 = "ldn_site.pages.views.errors.forbidden"
handler404 = "ldn_site.pages.views.errors.not_found"
handler500 = "ldn_site.pages.views.errors.server_error"
