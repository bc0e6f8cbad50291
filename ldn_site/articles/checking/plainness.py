"""Plain words: medical ones explained, the reader spoken to, things done by somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import HINT, RUNNING, WARNING, Fault, Page, fault
from ldn_site.articles.checking.pieces import Kind
from ldn_site.articles.checking.wordlists import any_of

MEDICAL_WORDS = Path(__file__).parent / "data" / "medical_words.txt"
MOST_PASSIVE = 0.10
FEWEST_SENTENCES = 20  # below this a share says nothing

QUOTED = re.compile(r"[\"“][^\"”]{0,500}[\"”]")
THE_PATIENT = re.compile(r"\bthe patient(?:s|'s|’s)?\b", re.I)
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:(?:not|also|often|never|still|only|then|first|"
    r"\w+ly)\s+)?(?!(?:tired|related|interested|worried|scared|used to|limited|mixed|needed|"
    r"supposed|based|indeed|red)\b)(?:\w{2,}ed|known|given|taken|made|found|done|seen|shown|sold|"
    r"told|thought|built|held|kept|put|left|lost|meant|paid|sent|written|chosen|drawn|grown|"
    r"hidden|broken|said|read|stopped|set)\b",
    re.I,
)


def medical_words(page: Page) -> Iterator[Fault]:
    """A word is explained in the glossary, which links itself, in brackets where it is first
    used, or by the whole page when it stands in its title."""
    if not page.is_english:
        return
    forms = tuple(form for term in page.library.terms for form in (term.word, *term.variants))
    seen = {_singular(word) for word in re.findall(r"[\w'’]+", page.article.title.lower())}
    for piece in page.of(*RUNNING):
        text = piece.text.lower()
        for found in _medical().finditer(text):
            word = _singular(found.group())
            if word in seen:
                continue
            seen.add(word)
            if not _is_in_glossary(text, found, forms) and not _is_explained(text, found):
                said = piece.text[found.start() : found.end()]
                yield fault(
                    "unexplained-word",
                    WARNING,
                    _("“%s” is a medical word that the glossary does not explain.") % said,
                    _("Add it to the glossary, explain it here in brackets, or say it plainly."),
                    line=piece.line,
                    words=said,
                    block=piece.block,
                )


@cache
def _medical() -> re.Pattern[str]:
    return any_of(MEDICAL_WORDS.read_text(encoding="utf-8").splitlines(), end=r"(?:e?s)?\b")


@lru_cache(maxsize=4)
def _glossary(forms: tuple[str, ...]) -> re.Pattern[str]:
    return any_of(forms, end=r"\w*")


def _is_in_glossary(text: str, found: re.Match[str], forms: tuple[str, ...]) -> bool:
    """Whether the word is, or is part of, a form that the glossary explains."""
    return any(
        form.start() <= found.start() < form.end() for form in _glossary(forms).finditer(text)
    )


def _singular(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ses", "sis"), ("s", "")):
        if word.endswith(ending) and not word.endswith(("ss", "is", "us")) and len(word) > 4:
            return word.removesuffix(ending) + instead
    return word


def _is_explained(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
    return (
        after.startswith(("(", ", or ", ", a ", ", an ", ", the ", ", which ", ", called "))
        or (before.endswith("(") and after.startswith(")"))
        or bool(re.search(r"\b(?:called|named|means|kind of|call (?:it|this|that))$", before))
        or bool(re.match(r"(?:is|are|means?) (?:a|an|the|when|how|what)\b", after))
    )


def the_patient(page: Page) -> Iterator[Fault]:
    if not page.is_english:
        return
    for piece, sentence in page.sentences(*RUNNING):
        if found := THE_PATIENT.search(QUOTED.sub("", sentence.text)):
            yield fault(
                "the-patient",
                WARNING,
                _("“%s” speaks about the reader.") % found.group(),
                _("Say “you”, or “people”."),
                line=sentence.line,
                words=sentence.text,
                block=piece.block,
            )


def passive(page: Page) -> Iterator[Fault]:
    if not page.is_english:
        return
    sentences = [s for _p, s in page.sentences(Kind.PARAGRAPH, Kind.ITEM, Kind.SUMMARY)]
    count = sum(bool(PASSIVE.search(sentence.text)) for sentence in sentences)
    if len(sentences) >= FEWEST_SENTENCES and count > MOST_PASSIVE * len(sentences):
        yield fault(
            "passive-voice",
            HINT,
            _("%(count)d of %(all)d sentences do not say who does it.")
            % {"count": count, "all": len(sentences)},
            _("Let somebody do it: “your doctor checks”, not “is checked”. One in ten may stay."),
        )
