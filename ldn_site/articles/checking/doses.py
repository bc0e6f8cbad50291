"""Dose style after the ISMP list: each of these was the cause of tenfold errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ldn_site.articles.checking.page import BLOCKER, Fault, Page, fault

REFERENCE_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){2,}")  # may itself hold "50mg"

# A space before the unit, a zero before the point and none after it, the unit in its letters.
DIGIT = re.compile(r"\d")
UNIT = r"(?:mg|mcg|g|mL)"
DOSE_FAULTS = (
    (
        re.compile(rf"\b\d+(?:\.\d+)?{UNIT}\b"),
        gettext_lazy("write a space between the number and the unit"),
    ),
    (
        re.compile(rf"(?<![\d.])\.\d+\s*{UNIT}\b"),
        gettext_lazy("write a zero before the decimal point"),
    ),
    (
        re.compile(rf"\b\d+\.\d*0\s*{UNIT}\b"),
        gettext_lazy("leave out the zero at the end of the decimals"),
    ),
    (
        re.compile(r"\b\d+(?:\.\d+)?\s*(?:MG|Mg|ML|ml|cc|µg|ug)\b"),
        gettext_lazy("write mg, mcg, g or mL"),
    ),
)


def doses(page: Page) -> Iterator[Fault]:
    """Reads the source itself, pictures and all, so that no dose can hide."""
    article = page.article
    lines = [(0, article.title), (0, article.summary), (0, article.evidence_reason)]
    lines += enumerate(article.body.split("\n"), start=1)
    for number, line in lines:
        if not DIGIT.search(line):
            continue
        bare = REFERENCE_KEY.sub("", line)
        for pattern, remedy in DOSE_FAULTS:
            for found in pattern.finditer(bare):
                yield fault(
                    "dose-style",
                    BLOCKER,
                    _("“%s” can be misread.") % found.group(),
                    _("Dose style: %s.") % remedy,
                    line=number,
                    words=line,
                )
