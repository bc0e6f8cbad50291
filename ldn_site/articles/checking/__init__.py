"""What is wrong with an article, said before readers can see it.

One file here for each family of rules. A rule takes the page and yields faults; each has a code
that never changes. A fault that a person has found right is left out by a signed exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from ldn_site.articles.checking import (
    balance,
    chances,
    claims,
    doses,
    grades,
    lengths,
    linking,
    pictures,
    plainness,
    required,
    scale,
    sourcing,
)
from ldn_site.articles.checking.page import WARNING, Fault, Page, fault
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article
from ldn_site.markup import Finding, Rendered, Severity, render

RULES: tuple[Callable[[Page], Iterator[Fault]], ...] = (
    linking.links,
    pictures.alternatives,
    doses.doses,
    lengths.summary,
    lengths.key_facts,
    lengths.paragraphs,
    lengths.lists,
    required.blocks,
    required.sections,
    required.order,
    sourcing.citations,
    sourcing.retracted,
    chances.one_in,
    chances.denominators,
    chances.relative,
    chances.comparisons,
    chances.words_of_chance,
    claims.banned,
    claims.personal_dose,
    claims.placeholders,
    claims.promotion,
    plainness.medical_words,
    plainness.the_patient,
    plainness.passive,
    balance.harms_and_benefits,
    scale.grade,
    grades.reading_grades,
)


MOST_FINDINGS = 200  # of a flood, the worst: a person mends a few at a time


def check(
    article: Article, library: Library | None = None, rendered: Rendered | None = None
) -> list[Finding]:
    """Every finding on `article` as it stands, most serious first.

    `line` counts in the body; 0 means a field above it or the whole page. With a library given
    this asks no database, but for the pages that its links lead to where the library was loaded.
    """
    library = library or Library.load()
    rendered = rendered or render(article.body, library.resources)
    findings = list(rendered.findings)
    if rendered.plain_text or not rendered.findings:  # a text that was refused is not read either
        page = Page(article, library, rendered)
        findings += _unsigned(page, [found for rule in RULES for found in rule(page)])
    rank = {severity: number for number, severity in enumerate(Severity)}
    findings.sort(key=lambda finding: (rank[finding.severity], finding.line))
    return findings[:MOST_FINDINGS]


def blockers(findings: Iterable[Finding]) -> list[Finding]:
    """Those with which a page must not become public."""
    return [finding for finding in findings if finding.severity is Severity.BLOCKER]


def _unsigned(page: Page, faults: list[Fault]) -> Iterator[Finding]:
    """What no exception covers, and a word on each exception of this page that covers nothing."""
    used = set()
    for found in faults:
        name = f"blocks/{found.block}" if found.block else page.name
        covering = [
            signed
            for signed in page.library.exceptions
            if signed.covers(name, found.finding.code, found.words)
        ]
        used.update(covering)
        if not covering:
            yield found.finding
    for signed in page.library.exceptions:
        if signed.page == page.name and signed not in used:
            yield fault(
                "idle-exception",
                WARNING,
                _("The exception from “%(code)s” for “%(text)s” matches nothing here.")
                % {"code": signed.code, "text": signed.text},
                _("Take it out of exceptions.yaml, or copy the words as they stand now."),
            ).finding
