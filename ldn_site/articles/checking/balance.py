"""Harms get as many words as benefits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import HINT, Fault, Page, fault
from ldn_site.articles.checking.pieces import Kind, Piece

HARMS = re.compile(
    r"side effect|caution|risk|harm|warning|danger|\bsafe|should not take|cannot take|"
    r"dreams|liver|withdrawal|opioid|pregnan|other medicines",
    re.I,
)
BENEFITS = re.compile(
    r"what (?:the |other )?(?:studies|trials|studied|evidence|reviews)|found|benefit|does it help|"
    r"help|tried for|take it for|placebo (?:study|trial)|studies|trials|results?",
    re.I,
)
LEAST, MOST = 0.75, 1.50


def harms_and_benefits(page: Page) -> Iterator[Fault]:
    """Counted by headings: a section on side effects found in trials is one on harms."""
    if not page.is_english or not (page.is_condition or page.is_medicine):
        return
    harms = benefits = 0
    for piece in page.of(Kind.PARAGRAPH, Kind.ITEM, Kind.ROW):
        words = len(piece.text.split())
        if _is_about(HARMS, piece):
            harms += words
        elif _is_about(BENEFITS, piece):
            benefits += words
    if benefits and not LEAST <= harms / benefits <= MOST:
        yield fault(
            "harms-and-benefits",
            HINT,
            _("There are %(harms)d words on harms and %(benefits)d on benefits.")
            % {"harms": harms, "benefits": benefits},
            _("Give both the same detail: 75 to 150 words on harms for 100 on benefits."),
        )


def _is_about(subject: re.Pattern[str], piece: Piece) -> bool:
    return bool(subject.search(piece.heading) or subject.search(piece.section))
