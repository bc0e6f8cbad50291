"""The short answer, the key facts, paragraphs and lists are short."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import HINT, WARNING, Fault, Page, fault
from ldn_site.articles.checking.pieces import Kind

MOST_SUMMARY_WORDS = 60
KEY_FACTS = range(3, 7)
MOST_PARAGRAPH_WORDS = 80
MOST_PARAGRAPH_SENTENCES = 4
MOST_ITEMS = 7


def summary(page: Page) -> Iterator[Fault]:
    words = len(page.article.summary.split())
    if words > MOST_SUMMARY_WORDS:
        yield fault(
            "long-summary",
            WARNING,
            _("The short answer has %(words)d words.") % {"words": words},
            _("Cut it to %d or fewer; the text below can say the rest.") % MOST_SUMMARY_WORDS,
        )


def key_facts(page: Page) -> Iterator[Fault]:
    facts = [piece for piece in page.of(Kind.ITEM) if "facts" in piece.boxes]
    is_needed = page.is_condition or page.is_medicine
    if (facts or is_needed) and len(facts) not in KEY_FACTS:
        yield fault(
            "key-facts",
            WARNING,
            _("There are %d key facts.") % len(facts),
            _("Give 3 to 6 of them, in a box that begins with /// facts."),
            line=facts[0].line if facts else 0,
        )


def paragraphs(page: Page) -> Iterator[Fault]:
    for piece in page.of(Kind.PARAGRAPH):
        words, sentences = len(piece.text.split()), len(piece.sentences)
        if words > MOST_PARAGRAPH_WORDS or sentences > MOST_PARAGRAPH_SENTENCES:
            yield fault(
                "long-paragraph",
                WARNING,
                _("This paragraph has %(words)d words in %(sentences)d sentences.")
                % {"words": words, "sentences": sentences},
                _("Part it: 4 sentences and 80 words are the most."),
                line=piece.line,
                words=piece.text,
                block=piece.block,
            )


def lists(page: Page) -> Iterator[Fault]:
    items = groupby(page.pieces, key=lambda piece: (piece.group, piece.kind))
    for (_group, kind), pieces in items:
        together = list(pieces)
        if kind is Kind.ITEM and len(together) > MOST_ITEMS:
            yield fault(
                "long-list",
                HINT,
                _("This list has %d items.") % len(together),
                _("Part it under two headings, or leave out what matters least: 7 is enough."),
                line=together[0].line,
                words=together[0].text,
                block=together[0].block,
            )
