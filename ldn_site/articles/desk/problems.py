"""The checker and the reading grade, for a text that is still being written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ldn_site.articles.checking import check
from ldn_site.articles.checking.page import Page
from ldn_site.articles.checking.sections import Reading, reading_of
from ldn_site.articles.desk.drafts import draft_of, need_writer, stored_of
from ldn_site.articles.desk.routes import Route
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article
from ldn_site.markup import Finding, Severity, render

LABELS = {
    Severity.BLOCKER: gettext_lazy("Must be mended"),
    Severity.WARNING: gettext_lazy("Warning"),
    Severity.HINT: gettext_lazy("Hint"),
}
# Fields that a page cannot be saved without: what is missing, and what to do.
NEEDED = {
    "title": (
        gettext_lazy("The page has no title yet."),
        gettext_lazy("Write it as a reader would ask for it."),
    ),
    "topic": (
        gettext_lazy("The page has no topic yet."),
        gettext_lazy("Choose the list that readers will find it in."),
    ),
    "slug": (
        gettext_lazy("The page has no address yet."),
        gettext_lazy("Give it a few words in small letters, joined by hyphens."),
    ),
    "summary": (
        gettext_lazy("The page has no short answer yet."),
        gettext_lazy("Answer the title in 60 words or fewer."),
    ),
    "body": (
        gettext_lazy("The page has no text yet."),
        gettext_lazy("Begin with what a reader must know first."),
    ),
}
FIELD_OF_CODE = {
    "long-summary": "summary",
    "missing-grade": "evidence",
    "grade-contradicted": "evidence",
}
FIELDS_ABOVE = ("title", "summary", "evidence_reason")
QUOTED = re.compile(r"“(.+?)(?: …)?”")


@require_POST
def problems(request: HttpRequest, admin_site: AdminSite) -> JsonResponse:
    """What the checker finds in the text as typed, and how hard each section is to read."""
    stored = stored_of(request.POST)
    need_writer(request, stored)
    draft = draft_of(request.POST, stored)
    library = Library.load()
    rendered = render(draft.body, library.resources)
    findings = [*_missing(draft), *check(draft, library, rendered)]
    reading = reading_of(Page(draft, library, rendered))
    return JsonResponse(
        {
            "findings": [_told(finding, draft) for finding in findings],
            "grades": [asdict(section) for section in reading.sections],
            "counts": _counts(findings, reading),
        }
    )


def _missing(draft: Article) -> Iterator[Finding]:
    for name, (message, remedy) in NEEDED.items():
        if not getattr(draft, name).strip():
            yield Finding(f"missing-{name}", Severity.BLOCKER, 0, str(message), str(remedy))


def _told(finding: Finding, draft: Article) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "severity_label": str(LABELS[finding.severity]),
        "line": finding.line,
        "field": "body" if finding.line else _field_of(finding, draft),
        "message": finding.message,
        "remedy": finding.remedy,
    }


def _field_of(finding: Finding, draft: Article) -> str:
    """The field above the text that a finding without a line is about; "" is the whole page."""
    named = finding.code.removeprefix("missing-")
    if named in NEEDED:
        return named
    if finding.code in FIELD_OF_CODE:
        return FIELD_OF_CODE[finding.code]
    if finding.code == "reading-grade" and finding.message.startswith(_("The short answer")):
        return "summary"
    for quoted in QUOTED.findall(finding.message):
        for name in FIELDS_ABOVE:
            if quoted.casefold() in getattr(draft, name).casefold():
                return name
    return ""


def _counts(findings: list[Finding], reading: Reading) -> dict[str, Any]:
    by_severity = {
        severity.value: sum(finding.severity is severity for finding in findings)
        for severity in Severity
    }
    return {**by_severity, "words": reading.words, "smog": reading.smog}


URLS: list[Route] = [("draft/problems/", problems, "draft_problems")]
