"""Numbers that a reader can compare: out of 100, with the absolute figure beside a relative."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import (
    ALL,
    BLOCKER,
    HINT,
    RUNNING,
    WARNING,
    Fault,
    Page,
    fault,
)
from ldn_site.articles.checking.pieces import Kind, Piece

SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
ONE_IN = re.compile(
    rf"\b(?:[1-9]|{SMALL})\s+in\s+(?:every\s+)?"
    rf"(?:(?!(?:19|20)\d\d\b)\d[\d,]*(?!\s*(?:weeks|months|days|years|hours|mg))|{SMALL}|"
    r"a\s+(?:hundred|thousand|million))\b",
    re.I,
)
# "One in two trials" says where, and not how often.
THINGS = re.compile(r"\s+(?:small |large |other )*(?:trials|studies|reports|places|ways)\b", re.I)
OUT_OF = re.compile(r"\bout\s+of\s+(?:every\s+)?(\d+(?:,\d{3})*)")
ABSOLUTE = re.compile(
    r"\bout of (?:every )?\d|\b\d[\d,]* of (?:the )?\d|\bfrom \d|\b(?:points?|pounds)\b|"
    r"%.{0,80}\b(?:and|than|from|against|versus|but)\b.{0,80}\d\s*%|\bat least \d",
    re.I | re.S,
)
RELATIVE = re.compile(
    r"\b\d+(?:\.\d+)?\s*(?:%|percent)\s+(?:less|fewer|lower|more|higher|greater|better|drop|fall|"
    r"rise|reduction|decrease|increase|improvement)\b|"
    r"\b(?:fell|dropped|rose|cut|lowered|reduced|raised|increased|decreased|improved)\s+"
    r"(?:\w+\s+){0,3}by\s+\d+(?:\.\d+)?\s*(?:%|percent)|"
    r"\b(?:\d+(?:\.\d+)?|two|three|four|five|ten)\s*(?:times|-?fold)\s+(?:as|more|less|higher|"
    r"lower|the\s+(?:risk|chance|rate))\b|\b(?:halved|doubled|tripled)\b|"
    r"\b(?:twice|half)\s+as\s+(?:many|much|likely|often)\b",
    re.I,
)
CHANCE = re.compile(r"\b(?:(?:un)?common(?:ly)?|rare(?:ly)?|(?:un)?likely|frequent(?:ly)?)\b", re.I)
NOT_CHANCE = re.compile(
    r"\bcommon (?:questions?|cold|name|brand|ground|sense)|\bhow (?:common|rare|likely|often)|"
    r"\b(?:more|less|as|equally|no less|not more) (?:common|likely|frequent|rare)|"
    r"\brare (?:disease|disorder|condition|illness|skin)|\b(?:know|count|counted|measured)\b.*"
    r"\bhow\b|\bin common\b",
    re.I,
)
COMPARED = re.compile(
    r"\b(?:placebo|dummy|compar\w+|control\w*|versus|group|both drugs|amitriptyline|"
    r"before and after|survey|reports?|records?|registry|clinics?)\b",
    re.I,
)
TIME = re.compile(r"\b(?:days?|weeks?|months?|years?|(?:19|20)\d\d)\b", re.I)
NUMBER = re.compile(
    rf"\d|\b(?:{SMALL}|eleven|twelve|twenty|thirty|forty|fifty|half|none|nobody|no one)\b", re.I
)


def one_in(page: Page) -> Iterator[Fault]:
    for piece, sentence in page.sentences(*ALL):
        for found in ONE_IN.finditer(sentence.text):
            if THINGS.match(sentence.text, found.end()):
                continue
            yield fault(
                "one-in",
                BLOCKER,
                _("“%s” is hard to compare.") % found.group(),
                _("Write it as so many out of 100."),
                line=sentence.line,
                words=sentence.text,
                block=piece.block,
            )


def denominators(page: Page) -> Iterator[Fault]:
    first = ""
    for piece, sentence in page.sentences(*ALL):
        for found in OUT_OF.finditer(sentence.text):
            first = first or found[1]
            if found[1] != first:
                yield fault(
                    "mixed-denominators",
                    BLOCKER,
                    _("“out of %(this)s” stands on a page that counts out of %(first)s.")
                    % {"this": found[1], "first": first},
                    _("Count out of one number on the whole page, best out of 100."),
                    line=sentence.line,
                    words=sentence.text,
                    block=piece.block,
                )


def relative(page: Page) -> Iterator[Fault]:
    """The absolute figure must stand in the same paragraph, item or row."""
    for piece in page.of(*RUNNING):
        found = RELATIVE.search(piece.text)
        if found and not _has_absolute(piece):
            yield fault(
                "relative-figure",
                BLOCKER,
                _("“%s” says how much more or less, but not of what.") % found.group(),
                _("Put the figures for each group beside it, out of 100 people."),
                line=piece.line,
                words=piece.text,
                block=piece.block,
            )


def _has_absolute(piece: Piece) -> bool:
    return bool(ABSOLUTE.search(piece.text))


def comparisons(page: Page) -> Iterator[Fault]:
    """On pages about conditions, where a result is what a reader came for."""
    if not page.is_condition or not page.is_english:
        return
    for piece in page.of(Kind.PARAGRAPH, Kind.ITEM, Kind.ROW):
        if not OUT_OF.search(piece.text):
            continue
        around = f"{piece.heading} {piece.text}"
        lacks = [
            what
            for what, pattern in ((_("the comparison"), COMPARED), (_("the time"), TIME))
            if not pattern.search(around)
        ]
        if lacks:
            yield fault(
                "result-alone",
                HINT,
                _("This result lacks %s.") % _(" and ").join(lacks),
                _("Say beside it what happened on placebo, or that there was none, and when."),
                line=piece.line,
                words=piece.text,
                block=piece.block,
            )


def words_of_chance(page: Page) -> Iterator[Fault]:
    for piece, sentence in page.sentences(Kind.PARAGRAPH, Kind.ITEM, Kind.ROW, Kind.SUMMARY):
        found = CHANCE.search(sentence.text)
        if found and not NUMBER.search(sentence.text) and not NOT_CHANCE.search(sentence.text):
            yield fault(
                "chance-without-number",
                WARNING,
                _("“%s” means something else to each reader.") % found.group(),
                _("Put the number beside it, or say that nobody has counted."),
                line=sentence.line,
                words=sentence.text,
                block=piece.block,
            )
