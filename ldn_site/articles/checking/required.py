"""Each kind of page holds what its reader must not miss."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ldn_site.articles.checking.page import BLOCKER, DOSING_PAGES, WARNING, Fault, Page, fault
from ldn_site.articles.checking.pieces import Kind

NOT_KNOWN = re.compile(r"\b(?:not|don.t|nobody|no one|still)\b.*\bkn[oe]w|unknown", re.I)
OPTIONS = re.compile(
    r"\b(?:other|your) (?:options|choices|treatments?|ways)\b|instead of LDN", re.I
)
NO_NEW_TREATMENT = re.compile(
    r"no new treatment|(?:doing|do) nothing|without (?:any )?treatment|wait(?:ing)? and see", re.I
)
QUESTIONS = re.compile(r"\bquestions\b.*\b(?:for|ask)\b|\bwhat to ask\b|\bask your\b", re.I)

# The order of the checklist for pages about the medicine.
MEDICINE_ORDER = (
    (gettext_lazy("what LDN is"), re.compile(r"^what (?:is )?(?:LDN|low-dose naltrexone)", re.I)),
    (gettext_lazy("who can and cannot take it"), re.compile(r"\bwho (?:can|should)\b", re.I)),
    (gettext_lazy("how and when it is taken"), re.compile(r"\bhow\b.*\btake", re.I)),
    (gettext_lazy("side effects"), re.compile(r"\bside effects\b", re.I)),
    (gettext_lazy("other medicines"), re.compile(r"\bother medicines\b", re.I)),
    (gettext_lazy("pregnancy"), re.compile(r"\bpregnan", re.I)),
    (gettext_lazy("common questions"), re.compile(r"\bcommon questions\b", re.I)),
)


def blocks(page: Page) -> Iterator[Fault]:
    needed: list[str] = []
    if page.is_condition or page.is_medicine:
        needed += ["opioid-warning", "off-label", "how-we-earn"]
    elif page.name in DOSING_PAGES:
        needed.append("opioid-warning")
    if page.is_medicine:
        needed.append("report-side-effects")
    for name in needed:
        if name not in page.rendered.blocks:
            yield fault(
                "missing-block",
                BLOCKER,
                _("The page lacks the shared passage “%s”.") % name,
                _("Put {{ block: %s }} on a line of its own.") % name,
            )


def sections(page: Page) -> Iterator[Fault]:
    if not page.is_english or not (page.is_condition or page.is_medicine):
        return
    yield from _section(page, NOT_KNOWN, _("what is not known"), _("What we do not know"), least=2)
    if page.is_condition:
        yield from _section(page, OPTIONS, _("other options"), _("Other options"), least=2)
        yield from _section(page, QUESTIONS, _("what to ask"), _("Questions for your doctor"))
        others = " ".join(
            piece.text for piece in page.pieces if OPTIONS.search(piece.section or piece.heading)
        )
        if others and not NO_NEW_TREATMENT.search(others):
            yield fault(
                "no-treatment-left-out",
                WARNING,
                _("Among the other options, “no new treatment” is missing."),
                _("Say what happens, for better and worse, if a reader adds nothing."),
            )


def _section(
    page: Page, heading: re.Pattern[str], what: str, title: str, least: int = 1
) -> Iterator[Fault]:
    held = [piece for piece in page.pieces if heading.search(piece.section)]
    said = [piece for piece in held if piece.kind is not Kind.HEADING]
    if not held:
        yield fault(
            "missing-section",
            BLOCKER,
            _("The page has no section on %s.") % what,
            _("Add a heading such as “## %s”, and write it.") % title,
        )
    elif len(said) < least:
        yield fault(
            "thin-section",
            WARNING,
            _("The section “%s” says too little.") % held[0].section,
            _("Give at least %d points.") % least,
            line=held[0].line,
        )


def order(page: Page) -> Iterator[Fault]:
    if not page.is_medicine or not page.is_english:
        return
    headings = [piece for piece in page.of(Kind.HEADING) if piece.level == 2]
    after = -1
    for what, pattern in MEDICINE_ORDER:
        places = [n for n, piece in enumerate(headings) if pattern.search(piece.text)]
        if not places:
            message, line = _("The page has no section on %s.") % what, 0
        elif places[0] < after:
            message, line = _("The section on %s comes too late.") % what, headings[places[0]].line
        else:
            after = places[0]
            continue
        yield fault(
            "section-order",
            WARNING,
            message,
            _("Pages about the medicine go: %s.") % ", ".join(str(w) for w, _p in MEDICINE_ORDER),
            line=line,
        )
