"""Every number and every effect has a source that the reader can open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import BLOCKER, WARNING, Fault, Page, fault
from ldn_site.articles.checking.pieces import Kind, Piece, Sentence
from ldn_site.articles.resolving import Text, gather

SMALL = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)"
PEOPLE = r"(?:people|women|men|adults|children|patients|babies)"
# Digits that claim nothing: years, telephone numbers, the scale of a score, names of things,
# what readers are asked to look back on, and what they can work out from "50 mg" themselves.
IDLE_NUMBERS = re.compile(
    r"\b(?:1-)?\d{3}-(?:\d{3}|FDA)-\d{4}\b|\b(?:911|988)\b|\b(?:19|20)\d\ds?\b|"
    r"\b(?:from )?0 to 10\b|\b24/7\b|\b24 hours a day\b|"
    r"\b(?:grade|type|stage|step|table|phase|section|chapter|part|title|question|page|option|"
    r"number)s? (?:is |of )?\d+(?: (?:or|and|to) \d+)?\b|\b[A-Z]{1,5}-?\d+\w*|"
    r"\b(?:in|from|over) the last \d+ (?:days|weeks|months)\b|\bhalf (?:of )?\w+[^.]*\bis 25 mg\b|"
    r"\b50 mg (?:tablet|pill|dose|label)s?\b|\bnaltrexone(?: tablets,)? 50 mg\b|\bWCAG [\d.]+",
    re.I,
)
NUMBER = re.compile(rf"\d|\b{SMALL} (?:of (?:the )?)?(?:\w+ )?{PEOPLE}\b|\bhalf (?:of )?", re.I)
COUNT = re.compile(r"\d[\d.,]*\d|\d")
RATE = re.compile(r"%|\d[\d.,]* (?:\w+ )?out of|\bpercent\b|\btimes\b", re.I)
ACTS = (
    r"help|work|ease|reduce|lower|relieve|improve|prevent|treat|slow|block|raise|increase|cause|"
    r"trigger|harm|calm|boost|stop|start|bring on|upset"
)
EFFECT = re.compile(
    r"\b(?:LDN|naltrexone|low doses?)\b[^.;:]{0,60}?\b(?<!not )(?:helps|helped|works|worked|eases|"
    r"eased|reduces|reduced|lowers|lowered|relieves|relieved|improves|improved|prevents|"
    r"prevented|treats|treated|slows|slowed|blocks|blocked|raises|raised|increases|increased|"
    r"causes|caused|triggers|triggered|harms|harmed|stops pain|calms|calmed|boosts|boosted)\b|"
    rf"\b(?:LDN|naltrexone|low doses?) (?:can|will|does|did) (?:also )?(?:{ACTS})\b",
    re.I,
)
# What a study found, be it a difference or none.
RESULT = re.compile(
    r"\b(?:less|more|fewer|better|worse|lower|higher)\b[^.;:]{0,60}\b(?:on|than|with) (?:a )?"
    r"(?:LDN|placebo|naltrexone)\b|\bdid(?: not|n't) (?:clearly )?differ\b|"
    r"\b(?:reported|linked|tied|seen) (?:with|to) (?:LDN|naltrexone)\b|"
    r"\b(?:studies|study|trials?|ones?|reviews?|largest|smallest) (?:\w+ )?found (?:less|more|"
    r"lower|higher|fewer|no clear)\b",
    re.I,
)
NO_RESULT = re.compile(
    r"\b(?:whether|if|would|may|might|could|nobody|unless|ask|tell|not known|do not know|"
    r"no (?:\w+ )?(?:study|trial|placebo trial|research|source))\b",
    re.I,
)
# What is said to be unknown, asked, wished or supposed is no claim of an effect.
NO_CLAIM = re.compile(
    r"\b(?:not|don't|doesn't|cannot|can't|never|no|nobody|no one|"
    r"nothing|neither|whether|if|how|why|when|idea|hope|thought to|supposed to|said to|claims?|"
    r"may|might|could|would|unless|ask|tell|show that|mean that|until)\b",
    re.I,
)
# A question, or an item of what is not known: "Whether …", "How long …".
ASKS = re.compile(r"\?[\"”)]*$|^(?:Whether|How|What|Which|Who|Why|If|When)\b(?!.*,)")
UNKNOWABLE = re.compile(r"\b(?:cannot|can't|could not) (?:tell|know|say)\b", re.I)
RESTATES = re.compile(r"(?:So|That is|That was|In other words|This means|Of th(?:ose|ese))\b")
PLAIN = (Kind.PARAGRAPH, Kind.ITEM, Kind.ROW)


def citations(page: Page) -> Iterator[Fault]:
    """A citation covers the sentences before it in its paragraph, item or row, and one that
    restates the sentence before it ("So …"). One in the line that opens a list covers the list.
    A bare count may be named again in the section that has cited it: rates may not.
    """
    if not page.is_english or not page.is_medical:
        return
    opening: Piece | None = None
    heading, counts = "", set[str]()
    for piece in page.pieces:
        if piece.kind not in PLAIN:
            continue
        if piece.heading != heading:
            heading, counts = piece.heading, set()
        if piece.kind is Kind.PARAGRAPH:
            opening = piece if piece.text.endswith(":") else None
        is_opened = piece.kind is Kind.ITEM and opening is not None and bool(opening.keys)
        is_row = piece.kind is Kind.ROW and (bool(piece.keys) or _is_head(page, piece))
        if not is_opened and not is_row:
            yield from _uncited(piece, counts)
        if piece.keys:
            counts.update(COUNT.findall(piece.text))


def _uncited(piece: Piece, counts: set[str]) -> Iterator[Fault]:
    counts = counts | {
        number for s in piece.sentences if s.keys for number in COUNT.findall(s.text)
    }
    cited_before = False
    for sentence in piece.sentences:
        covered = bool(sentence.keys) or (cited_before and bool(RESTATES.match(sentence.text)))
        if not covered and (why := _claims(sentence, counts)):
            yield fault(
                "uncited",
                BLOCKER,
                _("No source is given for “%s”.") % _shortened(sentence.text),
                _("It has %s: put [@key] after it, or take it out.") % why,
                line=sentence.line,
                words=sentence.text,
                block=piece.block,
            )
        cited_before = covered


def _claims(sentence: Sentence, counts: set[str]) -> str:
    """What in the sentence needs a source; empty if nothing does."""
    if ASKS.search(sentence.text) or (
        UNKNOWABLE.search(sentence.text) and not RATE.search(sentence.text)
    ):
        return ""
    text = IDLE_NUMBERS.sub("", sentence.text)
    if NUMBER.search(text) and (RATE.search(text) or not _is_told_again(text, counts)):
        return _("a number")
    if EFFECT.search(text) and not NO_CLAIM.search(text):
        return _("an effect")
    if RESULT.search(text) and not NO_RESULT.search(text):
        return _("a result")
    return ""


def _is_told_again(text: str, counts: set[str]) -> bool:
    said = COUNT.findall(text.replace("out of 100", ""))
    return set(said) <= counts if said else not NUMBER.search(text.replace("out of 100", ""))


def _is_head(page: Page, row: Piece) -> bool:
    """The first row of a table names its columns."""
    return row is next(p for p in page.of(Kind.ROW) if p.group == row.group)


def _shortened(text: str) -> str:
    return text if len(text) <= 90 else text[:87].rsplit(" ", 1)[0] + " …"


def retracted(page: Page) -> Iterator[Fault]:
    for key, data in gather(Text.of(page.article), page.library)["references"].items():
        if data["retracted"]:
            yield fault(
                "retracted-reference",
                WARNING,
                _("%s was retracted.") % key,
                _("Take out what rests on it, or say in the text that it was retracted."),
            )
