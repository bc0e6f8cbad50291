"""The content as files, for staff: taken home as a zip, brought in after a look at what changes."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from ldn_site.accounts.models import User
from ldn_site.contentfiles import storing
from ldn_site.contentfiles.archives import LARGEST_ZIP, BadArchive, pack, unpack, uploads
from ldn_site.contentfiles.canonical import shown_text
from ldn_site.contentfiles.deciding import Outcome
from ldn_site.contentfiles.importing import import_content
from ldn_site.contentfiles.reading import NoContent
from ldn_site.contentfiles.reporting import Report
from ldn_site.contentfiles.shapes import Piece
from ldn_site.design.diffing import Comparison, compare
from ldn_site.trail.recording import record

EXPORT, IMPORT = "contentfiles.export_files", "contentfiles.import_files"
SECONDS_KEPT = 24 * 60 * 60  # how long a zip waits for somebody to apply it
MOST_DIFFERENCES = 200  # shown at once; the counts are of all
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")
HEADINGS = {
    Outcome.CONFLICT: gettext_lazy("Changed in the zip and on the site: the site keeps its text"),
    Outcome.UPDATE: gettext_lazy("Changed in the zip: will be taken"),
    Outcome.CREATE: gettext_lazy("New: will be added as drafts"),
    Outcome.KEEP: gettext_lazy("Changed on the site since: the site keeps its text"),
}


class ZipForm(forms.Form):
    archive = forms.FileField(
        label=gettext_lazy("Zip file"),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
        help_text=gettext_lazy("You will see what it changes before anything is changed."),
    )

    def clean_archive(self) -> UploadedFile[bytes]:
        archive: UploadedFile[bytes] = self.cleaned_data["archive"]
        if (archive.size or 0) > LARGEST_ZIP:
            raise forms.ValidationError(_("This file is larger than 40 MB. Bring in fewer pages."))
        return archive


@dataclass(frozen=True)
class Change:
    """One page or entry of a zip, beside what the site has."""

    piece: Piece
    comparison: Comparison


@dataclass(frozen=True)
class Group:
    """What an import does alike with several pieces."""

    outcome: Outcome
    heading: Any
    changes: list[Change]
    count: int


@require_GET
def files(request: HttpRequest, form: ZipForm | None = None) -> HttpResponse:
    _need(request, EXPORT, IMPORT)
    context = {
        **admin.site.each_context(request),
        "title": _("Content as files"),
        "form": form or ZipForm(),
        "may_export": request.user.has_perm(EXPORT),
        "may_import": request.user.has_perm(IMPORT),
    }
    return TemplateResponse(
        request, "admin/contentfiles/files.html", context, status=400 if form else 200
    )


@require_POST
def export_zip(request: HttpRequest) -> HttpResponseBase:
    """Every article, passage, study, term and claim as Markdown and YAML, drafts included."""
    _need(request, EXPORT)
    archive = TemporaryFile()  # noqa: SIM115  # the response closes it
    pack(archive)
    archive.seek(0)
    user = cast(User, request.user)
    record("exported the content", user, by=user)
    name = f"content-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a zip and lead to the report on it."""
    _need(request, IMPORT)
    form = ZipForm(request.POST, request.FILES)
    if form.is_valid():
        _forget_old()
        token = secrets.token_urlsafe(24)
        place = _place(request, token)
        with place.open("wb") as file:
            for chunk in form.cleaned_data["archive"].chunks():
                file.write(chunk)
        try:
            with TemporaryDirectory() as folder:
                _dry_run(place, Path(folder), request)
        except (BadArchive, NoContent) as error:
            place.unlink()
            form.add_error("archive", _words(error))
        else:
            return redirect("files_report", token=token)
    return _again(request, form)


def _again(request: HttpRequest, form: ZipForm) -> HttpResponse:
    request.method = "GET"
    return files(request, form)


def report(request: HttpRequest, token: str) -> HttpResponse:
    """What a zip would do, and on a post does: exactly what the report said, or nothing."""
    _need(request, IMPORT)
    place = _place(request, token)
    if not place.exists():
        messages.warning(request, _("That zip file is no longer here. Bring it in again."))
        return redirect("files")
    with TemporaryDirectory() as folder:
        found = _dry_run(place, Path(folder), request)
        stamp = _stamp(found)
        if request.method == "POST" and request.POST.get("stamp") == stamp:
            return _apply(request, place, Path(folder) / "again")
        if request.method == "POST":
            messages.warning(
                request,
                _("The site has changed since you read this. Read it again; nothing was done."),
            )
        context = {
            **admin.site.each_context(request),
            "title": _("What this zip file changes"),
            "groups": list(_groups(found)),
            "problems": found.problems,
            "unchanged": len(found.pieces(Outcome.UNCHANGED)),
            "wanted": len(found.pieces(Outcome.CREATE, Outcome.UPDATE)),
            "stamp": stamp,
        }
        return TemplateResponse(request, "admin/contentfiles/report.html", context)


def _apply(request: HttpRequest, place: Path, folder: Path) -> HttpResponse:
    user = cast(User, request.user)
    with transaction.atomic(), place.open("rb") as file:
        base = unpack(file, folder)
        done = import_content(folder, by=user, base=base, is_home=False)
        count = len(done.pieces(Outcome.CREATE, Outcome.UPDATE))
        record("brought in files", user, by=user, detail=f"{count} changed")
    place.unlink(missing_ok=True)
    messages.success(
        request,
        _("Taken: %d. They are drafts now; readers see them once they are published.") % count,
    )
    return redirect("files")


def _dry_run(place: Path, folder: Path, request: HttpRequest) -> Report:
    with place.open("rb") as file:
        base = unpack(file, folder)
    user = cast(User, request.user)
    return import_content(folder, by=user, base=base, is_home=False, is_dry_run=True)


def _groups(found: Report) -> Iterator[Group]:
    with transaction.atomic():
        stored = storing.load()
    for outcome, heading in HEADINGS.items():
        # What was made on the site and is not in the zip has no line in it, and is no news.
        pieces = [piece for piece in found.pieces(outcome) if piece.line or piece.lines]
        changes = [
            Change(piece, compare(_text(stored, piece), shown_text(piece)))
            for piece in pieces[:MOST_DIFFERENCES]
        ]
        if pieces:
            yield Group(outcome, heading, changes, len(pieces))


def _text(stored: storing.Rows, piece: Piece) -> str:
    row = stored.get(piece.name)
    return shown_text(storing.as_piece(piece.kind, row)) if row else ""


def _stamp(found: Report) -> str:
    """A digest of everything the report says, so that nobody applies another than they read."""
    said = sorted(f"{outcome.value} {piece}" for piece, outcome in found.outcomes.items())
    said += sorted(map(str, found.problems))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _words(error: Exception) -> str:
    if isinstance(error, NoContent):
        return _("This zip file holds no content.")
    return str(error)


def _place(request: HttpRequest, token: str) -> Path:
    """Where this person's zip is. Nobody reaches another's, whatever the address says."""
    if not TOKEN.fullmatch(token):
        raise PermissionDenied
    return uploads() / f"{request.user.pk}-{token}.zip"


def _forget_old() -> None:
    for path in uploads().glob("*.zip"):
        if path.stat().st_mtime < time.time() - SECONDS_KEPT:
            path.unlink(missing_ok=True)


def _need(request: HttpRequest, *permissions: str) -> None:
    """Raise PermissionDenied unless the person has one of these permissions."""
    if not any(request.user.has_perm(permission) for permission in permissions):
        raise PermissionDenied
