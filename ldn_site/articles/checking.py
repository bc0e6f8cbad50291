"""What is wrong with an article, said before readers can see it."""

import re
from collections.abc import Iterable

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Topic
from ldn_site.articles.resolving import Text, gather
from ldn_site.markup import Finding, Rendered, Severity, render

MOST_SUMMARY_WORDS = 60
ARTICLE_PATH = re.compile(rf"^(/[a-z]{{2}})?/({'|'.join(Topic.values)})/[^/]+/$")
REFERENCE_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){2,}")  # may itself hold "50mg"
STUDY_PATH = re.compile(r"^/evidence/(?P<key>[^/]+)/$")

# Dose style after the ISMP list: a space before the unit, a zero before the point and none
# after it, the unit in its own letters. Each was the cause of tenfold errors.
UNIT = r"(?:mg|mcg|g|mL)"
DOSE_FAULTS = (
    (re.compile(rf"\b\d+(?:\.\d+)?{UNIT}\b"), _("write a space between the number and the unit")),
    (re.compile(rf"(?<![\d.])\.\d+\s*{UNIT}\b"), _("write a zero before the decimal point")),
    (re.compile(rf"\b\d+\.\d*0\s*{UNIT}\b"), _("leave out the zero at the end of the decimals")),
    (re.compile(r"\b\d+(?:\.\d+)?\s*(?:MG|Mg|ML|ml|cc|µg|ug)\b"), _("write mg, mcg, g or mL")),
)


def check(
    article: Article, library: Library | None = None, rendered: Rendered | None = None
) -> list[Finding]:
    """Every finding on `article` as it stands, most serious first.

    `line` counts in the body; 0 means a field above it or the whole page. With a library given
    this asks no database.
    """
    library = library or Library.load()
    rendered = rendered or render(article.body, library.resources)
    findings = [
        *rendered.findings,
        *_links(article, library, rendered),
        *_summary(article),
        *_doses(article),
        *_retractions(article, library),
    ]
    rank = {severity: number for number, severity in enumerate(Severity)}
    return sorted(findings, key=lambda finding: (rank[finding.severity], finding.line))


def blockers(findings: Iterable[Finding]) -> list[Finding]:
    """Those with which a page must not become public."""
    return [finding for finding in findings if finding.severity is Severity.BLOCKER]


def _links(article: Article, library: Library, rendered: Rendered) -> Iterable[Finding]:
    anchors = {heading.id for heading in rendered.outline}
    for link in rendered.links:
        if link.target.startswith("#"):
            is_there = link.target[1:] in anchors
        elif link.target.startswith("/"):
            is_there = _leads_somewhere(re.split(r"[?#]", link.target)[0], library)
        else:
            continue
        if not is_there:
            yield Finding(
                "dead-link",
                Severity.BLOCKER,
                link.line,
                _("The link to %s leads nowhere.") % link.target,
                _("Correct the address, or take the link out until that page exists."),
            )


def _leads_somewhere(path: str, library: Library) -> bool:
    if ARTICLE_PATH.match(path):
        return path in library.paths
    if study := STUDY_PATH.match(path):
        return study["key"] in library.references
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _summary(article: Article) -> Iterable[Finding]:
    words = len(article.summary.split())
    if words > MOST_SUMMARY_WORDS:
        yield Finding(
            "long-summary",
            Severity.WARNING,
            0,
            _("The short answer has %(words)d words.") % {"words": words},
            _("Cut it to %d or fewer; the text below can say the rest.") % MOST_SUMMARY_WORDS,
        )


def _doses(article: Article) -> Iterable[Finding]:
    lines = [(0, article.title), (0, article.summary)]
    lines += enumerate(article.body.split("\n"), start=1)
    for number, line in lines:
        for pattern, remedy in DOSE_FAULTS:
            for found in pattern.finditer(REFERENCE_KEY.sub("", line)):
                yield Finding(
                    "dose-style",
                    Severity.BLOCKER,
                    number,
                    _("“%s” can be misread.") % found.group(),
                    _("Dose style: %s.") % remedy,
                )


def _retractions(article: Article, library: Library) -> Iterable[Finding]:
    for key, data in gather(Text.of(article), library)["references"].items():
        if data["retracted"]:
            yield Finding(
                "retracted-reference",
                Severity.WARNING,
                0,
                _("%s was retracted.") % key,
                _("Take out what rests on it, or say in the text that it was retracted."),
            )
