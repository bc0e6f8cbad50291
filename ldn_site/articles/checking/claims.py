"""Words that a pharmacy may not say about a medicine that it sells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import (
    ALL,
    BLOCKER,
    SELLING_PAGES,
    Fault,
    Page,
    fault,
)
from ldn_site.articles.checking.pieces import Kind

# Each claim with the contexts, in the same sentence, in which its word makes no claim. A
# question is one for all of them: it asks, and the text under it answers.
CLAIMS = (
    (
        re.compile(r"\bcur(?:e|es|ed|ing|ative)\b", re.I),
        re.compile(
            r"\b(?:no|not|nor|never|without|cannot|can't|nobody|nothing|if|whether|isn't|"
            r"doesn't)\b[^.]*\bcur|\bcur(?:e|es|ed)\b[^.]*\b(?:not|false|untrue|unproven)\b",
            re.I,
        ),
    ),
    (
        re.compile(r"\b(?:miracle|miraculous|wonder drug|breakthrough|game.?changer)\w*", re.I),
        re.compile(r"\b(?:no|not|wary|beware|distrust)\b", re.I),
    ),
    # A seal whose giver closed in 2022.
    (re.compile(r"\bHON ?code\b", re.I), re.compile(r"\b(?:closed|ended|no longer)\b", re.I)),
    (
        re.compile(r"\b(?:all[- ]natural|natural(?:ly)?)\b", re.I),
        re.compile(
            r"\bnatural (?:killer|history|opioids?|chemicals?|painkillers?|substances?)|"
            r"\bnot (?:a )?natural|\bown natural\b|\bnaturally (?:occurring|makes?|produces?)|"
            r"\b(?:no|not|wary|beware)\b[^.]*\bnatural",
            re.I,
        ),
    ),
    (
        re.compile(
            r"\b(?:no|zero|without(?: any)?|free (?:of|from)) (?:known |real )?side[- ]effects?\b"
            r"(?! (?:at|in (?:them|this)))|\bside[- ]effect[- ]free\b",
            re.I,
        ),
        re.compile(r"\d|\b(?:if|not|nobody|people|women|men) (?:\w+ ){0,3}(?:had|has|mean)", re.I),
    ),
    (
        re.compile(r"\b(?:clinically |scientifically )?prove[ns]?\b|\bguarantee[ds]?\b", re.I),
        re.compile(
            r"\b(?:no|not|nor|never|n[o']t|cannot|can't|nobody|nothing|none|neither|without|less|"
            r"few|little|hardly|un)\b[^.]*\b(?:prove|guarantee)|\b(?:prove[ns]?|guarantee)\b "
            r"(?:nothing|little)|\b(?:if|whether|until)\b[^.]*\bprove",
            re.I,
        ),
    ),
    (
        re.compile(r"\b(?<!-)(?:safe|harmless|risk-free)\b(?! (?:at|from|place|side|limit))", re.I),
        re.compile(
            r"\b(?:no|not|nor|never|n't|cannot|nobody|nothing|if|whether|how|until|unless|"
            r"keep(?:s|ing)?|stay(?:s|ing)?|same as)\b[^.]*\b(?:safe|harmless|risk-free)|"
            r"\bless safe\b|\b(?:is|are) (?:LDN|it|this) safe\?|\bwrongly\b[^.]*\bsafe",
            re.I,
        ),
    ),
    (
        re.compile(
            r"\b(?:LDN|low[- ]dose|compounded)\b[^.]*\b(?:FDA[- ]approved|approved by the FDA|"
            r"FDA (?:has )?(?:approved|approves)|FDA approval)\b|"
            r"\b(?:FDA[- ]approved|FDA (?:has )?approv\w+)\b[^.]*\b(?:LDN|low[- ]dose)\b",
            re.I,
        ),
        re.compile(
            r"\b(?:no|not|nor|never|n't|nobody|none|without|neither|nothing)\b|\b50 mg\b", re.I
        ),
    ),
)
PERSONAL_DOSE = re.compile(
    r"(?<!if )(?<!whether )\byour (?:starting |right |best |correct |ideal )?dose "
    r"(?:is|will be|should be)\b(?! (?:right|too|set|chosen|up to|on the label|what))|"
    r"\byou should (?:take|start|use)\b[^.]*\b\d+(?:\.\d+)? (?:mg|mcg|mL)\b|"
    r"(?:^|[:;] |\b(?:please|then|and|just|simply) )(?:take|start (?:with|at|on)|go up to|"
    r"increase to|begin (?:with|at)|use)\s+(?:\w+\s+){0,3}\d+(?:\.\d+)? (?:mg|mcg|mL)\b|"
    r"\bdos(?:e|age) calculator\b|\bcalculate your dose\b",
    re.I,
)
PLACEHOLDER = re.compile(
    r"\b(?:TBD|TBC|TODO|FIXME|XXX+)\b|(?i:\blorem ipsum\b|\bcoming soon\b)|"
    r"\[(?:insert|your|name|phone)\b|\b555-\d{4}\b|\b000-0000\b"
)
PROMOTION = re.compile(
    r"\b(?:pric(?:e[sd]?|ing)|shipp(?:ing|ed)|free delivery|discounts?|coupons?|cheap(?:er|est)?|"
    r"affordable|bargain|on sale|special offer|order (?:it|now|online|yours?|from|here|LDN|today)|"
    r"to order|buy (?:it|now|from|here|LDN|yours?)|shop (?:now|online)|add to cart)\b|\$\s?\d",
    re.I,
)
NOT_PROMOTION = re.compile(r"\bin order to\b|\bwary\b|\bbeware\b|\bdo not (?:buy|order)\b", re.I)


def banned(page: Page) -> Iterator[Fault]:
    for piece, sentence in page.sentences(*ALL):
        whole = piece.text if piece.kind is Kind.HEADING else sentence.text
        if whole.rstrip('"”’)').endswith("?"):
            continue
        for claim, allowed in CLAIMS:
            found = claim.search(sentence.text)
            if found and not allowed.search(sentence.text):
                yield fault(
                    "banned-claim",
                    BLOCKER,
                    _("“%s” claims more than anyone can promise.") % found.group(),
                    _("Say what was found, in whom, beside what. Or say what is not known."),
                    line=sentence.line,
                    words=sentence.text,
                    block=piece.block,
                )


def personal_dose(page: Page) -> Iterator[Fault]:
    for piece, sentence in page.sentences(*ALL):
        if found := PERSONAL_DOSE.search(sentence.text):
            yield fault(
                "personal-dose",
                BLOCKER,
                _("“%s” tells a reader what to take.") % found.group().strip(),
                _("Say what studies used, and that the prescriber picks the dose."),
                line=sentence.line,
                words=sentence.text,
                block=piece.block,
            )


def placeholders(page: Page) -> Iterator[Fault]:
    for piece, sentence in page.sentences(*ALL):
        if found := PLACEHOLDER.search(sentence.text):
            yield fault(
                "placeholder",
                BLOCKER,
                _("“%s” stands in for something that is not known yet.") % found.group(),
                _("Write what is true, or leave it out until it is known."),
                line=sentence.line,
                words=sentence.text,
                block=piece.block,
            )


def promotion(page: Page) -> Iterator[Fault]:
    if not page.is_medical or page.name in SELLING_PAGES:
        return
    for piece, sentence in page.sentences(*ALL):
        found = PROMOTION.search(sentence.text)
        if found and not NOT_PROMOTION.search(sentence.text):
            yield fault(
                "promotion",
                BLOCKER,
                _("“%s” belongs to selling and stands in medical text.") % found.group(),
                _("Take it out, or move it to the page on cost and getting it."),
                line=sentence.line,
                words=sentence.text,
                block=piece.block,
            )
