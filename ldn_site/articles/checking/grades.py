"""The school grade that a text asks of its reader.

Flesch-Kincaid for passages, SMOG for the whole page. The names of drugs and illnesses are
masked: a reader of this page needs them and meets them again and again. A masked name counts
toward the length of its sentence, but neither for nor against the length of words. Headings and
items end like sentences; tables, pictures and citations are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from ldn_site.articles.checking.page import BLOCKER, WARNING, Fault, Page, fault
from ldn_site.articles.checking.pieces import Kind, Piece
from ldn_site.articles.checking.syllables import syllables
from ldn_site.articles.checking.wordlists import any_of

MOST_AT_ONCE = 6.0  # short answer, key facts, warnings
MOST = 8.0
FAR_OVER = 2.0
PASSAGE_WORDS = 100
FEWEST_WORDS = 8  # a grade of fewer says nothing
WARNING_BOXES = frozenset({"warning", "urgent", "care", "dont"})
READ = (Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.FIGURE)

WORD = re.compile(r"\d[\d,.]*|[^\W\d_]+(?:['’][^\W\d_]+)*")

# Names that a page cannot do without, longest first when they are looked for.
NAMES = (
    "low-dose naltrexone", "naltrexone", "LDN", "placebo", "opioid", "opioids", "opiates",
    "tramadol", "methadone", "buprenorphine", "morphine", "oxycodone", "hydrocodone", "codeine",
    "fentanyl", "heroin", "naloxone", "nalmefene", "bupropion", "acetaminophen", "ibuprofen",
    "naproxen", "amitriptyline", "pregabalin", "gabapentin", "duloxetine", "milnacipran",
    "cyclobenzaprine", "loperamide", "dextromethorphan", "diphenoxylate", "disulfiram",
    "thioridazine", "levothyroxine", "methotrexate", "lithium", "metformin", "insulin",
    "glatiramer", "interferon", "semaglutide", "Contrave", "Vivitrol", "Suboxone", "ReVia",
    "Tonmya", "MedWatch", "endorphin", "endorphins", "enkephalin", "enkephalins", "microglia",
    "fibromyalgia", "multiple sclerosis", "Crohn's disease", "Crohn's",
    "ulcerative colitis", "colitis", "arthritis", "rheumatoid arthritis", "inflammatory arthritis",
    "Hashimoto's thyroiditis", "Hashimoto's", "thyroiditis", "hypothyroidism", "diabetes",
    "diabetic", "neuropathy", "HIV", "AIDS", "cancer", "emphysema", "COPD", "depression",
    "bipolar disorder", "bipolar depression", "bipolar", "PTSD", "post-traumatic stress disorder",
    "complex regional pain syndrome", "CRPS", "ME/CFS", "chronic fatigue syndrome", "long COVID",
    "COVID", "psoriasis", "hepatitis", "autoimmune", "autoimmune disease", "obesity", "lupus",
    "Sjogren's", "Hailey-Hailey disease", "lichen planopilaris", "glioma", "lymphoma",
)  # fmt: skip


@dataclass(frozen=True)
class Measure:
    """How hard a text is: its words, Flesch-Kincaid grade and SMOG grade."""

    words: int
    flesch_kincaid: float
    smog: float


def names_of(page: Page) -> tuple[str, ...]:
    """The names masked on this page: those above, the conditions of all references, and on a
    page about a condition its other names."""
    slugs = {slug for data in page.library.references.values() for slug in data["conditions"]}
    names = {slug.replace("-", " ") for slug in slugs - {"other"}}
    if page.is_condition:
        names |= set(page.article.synonyms)
    return tuple(sorted(names | set(NAMES)))


@lru_cache(maxsize=64)
def _mask(names: tuple[str, ...]) -> re.Pattern[str]:
    return any_of(names, end=r"(?:['’]s)?\b")


def measure(sentences: Iterable[str], names: tuple[str, ...]) -> Measure:
    """The grades of `sentences`. SMOG is meant for 30 sentences or more."""
    mask = _mask(names)
    stops = words = counted = beats = long = 0
    for sentence in sentences:
        # Small letters for the names, the writer's own for the rest: FDA is spelled out.
        shown = sentence.replace("’", "'")
        hidden, end, found = 0, 0, list[str]()
        for name in mask.finditer(shown.lower()):
            found += WORD.findall(shown[end : name.start()])
            hidden, end = hidden + 1, name.end()
        found += WORD.findall(shown[end:])
        if not found and not hidden:
            continue
        lengths = [syllables(word) for word in found]
        stops += 1
        words += len(found) + hidden
        counted += len(found)
        beats += sum(lengths)
        long += sum(length >= 3 for length in lengths)
    if not counted:
        return Measure(words, 0.0, 0.0)
    return Measure(
        words,
        round(0.39 * words / stops + 11.8 * beats / counted - 15.59, 1),
        round(1.043 * math.sqrt(long * 30 / stops) + 3.1291, 1),
    )


def reading_grades(page: Page) -> Iterator[Fault]:
    if not page.is_english:
        return
    names = names_of(page)
    facts = [piece for piece in page.of(*READ) if "facts" in piece.boxes]
    warnings = [piece for piece in page.of(*READ) if WARNING_BOXES.intersection(piece.boxes)]
    for what, pieces in (
        (_("The short answer"), list(page.of(Kind.SUMMARY))),
        (_("The key facts"), facts),
        (_("The warnings"), warnings),
    ):
        found = measure(said(pieces), names)
        if found.words >= FEWEST_WORDS:
            yield from _over(what, found.flesch_kincaid, MOST_AT_ONCE, pieces)
    for passage in passages(page):
        what = _("The passage from “%s”") % _beginning(passage)
        yield from _over(what, measure(said(passage), names).flesch_kincaid, MOST, passage)
    whole = measure(said(page.of(*READ)), names)
    if whole.words >= PASSAGE_WORDS:
        yield from _over(_("The page as a whole (SMOG)"), whole.smog, MOST, [])


def passages(page: Page) -> list[list[Piece]]:
    """The text cut at its headings, into parts of 100 words or more. What is shorter joins the
    next part, and a short end the one before. A page of fewer words has none."""
    found: list[list[Piece]] = [[]]
    for piece in page.of(*READ):
        is_heading = piece.kind is Kind.HEADING
        if is_heading and _length(found[-1]) >= PASSAGE_WORDS:
            found.append([])
        found[-1].append(piece)
    if _length(found[-1]) < PASSAGE_WORDS:
        short = found.pop()
        if found:
            found[-1] += short
    return found


def _length(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces)


def said(pieces: Iterable[Piece]) -> Iterator[str]:
    return (sentence.text for piece in pieces for sentence in piece.sentences)


def _beginning(pieces: list[Piece]) -> str:
    text = pieces[0].text
    return text if len(text) <= 60 else text[:57].rsplit(" ", 1)[0] + " …"


def _over(what: str, grade: float, most: float, pieces: list[Piece]) -> Iterator[Fault]:
    if grade <= most:
        return
    yield fault(
        "reading-grade",
        BLOCKER if grade >= most + FAR_OVER else WARNING,
        _("%(what)s reads at grade %(grade)s.") % {"what": what, "grade": grade},
        _("Bring it to grade %d or below: shorter sentences, shorter words.") % most,
        line=pieces[0].line if pieces else 0,
        words=pieces[0].text if pieces else what,
        block=pieces[0].block if pieces else "",
    )
