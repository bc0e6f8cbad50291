"""The card of a page: the picture that other sites show beside a link to it.

A card is drawn from what is in it and nothing else, so the same card is the same file. It is the
light look of the site at the size that most of them ask for.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from ldn_site.markup.drawings import DRAWINGS
from ldn_site.media.inking import disc, ink

DRAWN = 1  # raise it when the same card is to look different
SIZE = (1200, 630)
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
# The light colors of static/css/parts/tokens.css.
COLORS = {
    "paper": "#fbf8f1",
    "ink": "#20272a",
    "ink-quiet": "#454d50",
    "rule": "#d9d0bf",
    "accent": "#0d4f4c",
    "ink-tint": "#cfe3df",
    "ink-full": "#3f8f87",
    "ink-warm": "#f6d9bd",
    "ink-clay": "#d98a52",
}
INKS = {
    "l": COLORS["ink"],
    "t": COLORS["ink-tint"],
    "f": COLORS["ink-full"],
    "w": COLORS["ink-warm"],
    "v": COLORS["ink-clay"],
    "p": COLORS["paper"],
}
SPINE = 28
LEFT, RIGHT = 92, 1200 - 72
EMBLEM = 336
TITLE_WIDTH = RIGHT - LEFT - EMBLEM - 44
TITLE_SIZES = range(88, 39, -2)
TITLE_TOP, TITLE_HEIGHT, TITLE_HEIGHT_ALONE = 140, 300, 364
MOST_SHRUNK, LONG_ENOUGH = 0.7, 0.4
NAME_SIZES, NAME_HEIGHT = range(28, 17, -2), 66
LINE_HEIGHT = 1.14
KICKER = 104
GRADE_MIDDLE, MARK = 478, 30
FOOT = 534
STEPS = 4
NO_LETTER = "\U0010fffd"  # in no font

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Card:
    """What stands on a card. What is empty leaves no trace."""

    title: str
    kicker: str
    emblem: str  # a name of `markup.drawings.DRAWINGS`
    site: str
    written_by: str = ""
    grade: int | None = None
    grade_words: str = ""

    @property
    def digest(self) -> str:
        """Different for every card that looks different."""
        made_of = repr((DRAWN, self, DRAWINGS[self.emblem]))
        return hashlib.sha256(made_of.encode()).hexdigest()[:12]


def draw(card: Card) -> bytes:
    """The card as a PNG file."""
    # Flat colors: as many as smooth edges need are a fifth of the bytes.
    flat = paint(card).quantize(96, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    file = io.BytesIO()
    flat.save(file, "PNG", optimize=True)
    return file.getvalue()


def paint(card: Card) -> Image.Image:
    image = Image.new("RGB", SIZE, COLORS["paper"])
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, SPINE - 1, SIZE[1]), fill=COLORS["accent"])
    emblem = ink(card.emblem, EMBLEM, INKS)
    image.paste(emblem, (RIGHT - EMBLEM, TITLE_TOP + 8), emblem)
    pen.text((LEFT, KICKER), card.kicker, COLORS["ink-quiet"], text_font(34), anchor="ls")
    room = TITLE_HEIGHT_ALONE if card.grade is None else TITLE_HEIGHT
    _draw_title(pen, card.title, room)
    if card.grade is not None:
        _draw_grade(image, card.grade, card.grade_words)
    _draw_foot(pen, card)
    return image


@lru_cache(1000)
def can_set(text: str) -> bool:
    """Whether the fonts have every letter of `text`."""
    font = title_font(TITLE_SIZES[-1])
    missing = bytes(font.getmask(NO_LETTER))
    return all(bytes(font.getmask(letter)) != missing for letter in set(text) - {" ", "\xa0"})


@lru_cache
def title_font(size: int) -> Font:
    return ImageFont.truetype(FONTS / "newsreader-semibold.woff2", size)


@lru_cache
def text_font(size: int, weight: int = 400) -> Font:
    font = ImageFont.truetype(FONTS / "atkinson-hyperlegible-next.woff2", size)
    font.set_variation_by_axes([weight])
    return font


def _draw_title(pen: ImageDraw.ImageDraw, title: str, height: int) -> None:
    font, lines = _set_title(title, height)
    for number, line in enumerate(lines):
        at = (LEFT, TITLE_TOP + font.size * (0.8 + number * LINE_HEIGHT))
        pen.text(at, line, COLORS["ink"], font, anchor="ls")


def _set_title(title: str, height: int) -> tuple[Font, list[str]]:
    """The largest letters in which it has room, or a little smaller ones where that leaves no
    short word alone on the last line."""
    largest, lines = _fitted(title, title_font, TITLE_SIZES, TITLE_WIDTH, height)
    for size in range(round(largest.size), round(largest.size * MOST_SHRUNK), -2):
        font = title_font(size)
        balanced = _balanced(title, font, len(_broken(title, font, TITLE_WIDTH)))
        widths = [font.getlength(line) for line in balanced]
        if widths[-1] >= LONG_ENOUGH * max(widths):
            return font, balanced
    return largest, lines


def _draw_grade(image: Image.Image, grade: int, words: str) -> None:
    """Marks, words and number, as beside a title on the site."""
    pen = ImageDraw.Draw(image)
    at = LEFT
    for step in range(1, STEPS + 1):
        mark = disc(MARK, COLORS["accent"], "" if step <= grade else COLORS["paper"])
        image.paste(mark, (at, GRADE_MIDDLE - MARK // 2), mark)
        at += MARK + 8
    strong, plain = text_font(34, 600), text_font(34)
    pen.text((at + 10, GRADE_MIDDLE), words, COLORS["ink"], strong, anchor="lm")
    after = at + 10 + strong.getlength(f"{words} ")
    number = _("(%d of 4)") % grade
    pen.text((after, GRADE_MIDDLE), number, COLORS["ink-quiet"], plain, anchor="lm")


def _draw_foot(pen: ImageDraw.ImageDraw, card: Card) -> None:
    pen.line((LEFT, FOOT, RIGHT, FOOT), fill=COLORS["rule"], width=2)
    font = title_font(36)
    pen.text((LEFT, FOOT + 48), card.site, COLORS["accent"], font, anchor="lm")
    room = round(RIGHT - LEFT - font.getlength(card.site) - 56)
    small, lines = _fitted(card.written_by, text_font, NAME_SIZES, room, NAME_HEIGHT)
    height = small.size * LINE_HEIGHT
    top = FOOT + 48 - height * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        at = (RIGHT, top + number * height)
        pen.text(at, line, COLORS["ink-quiet"], small, anchor="rm")


def _fitted(
    text: str, face: Callable[[int], Font], sizes: Sequence[int], width: int, height: int
) -> tuple[Font, list[str]]:
    """The largest letters in which the text has room, else the smallest, and its lines."""
    for size in sizes:
        font = face(size)
        lines = _broken(text, font, width)
        fits = all(font.getlength(line) <= width for line in lines)
        if fits and len(lines) * size * LINE_HEIGHT <= height:
            break
    return font, lines


def _balanced(text: str, font: Font, count: int) -> list[str]:
    """The text in that many lines of about the same length."""
    lines = _broken(text, font, TITLE_WIDTH)
    for width in range(TITLE_WIDTH, 0, -20):
        narrower = _broken(text, font, width)
        if len(narrower) > count:
            break
        lines = narrower
    return lines


def _broken(text: str, font: Font, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if not lines[-1] or font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
