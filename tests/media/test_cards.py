import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from ldn_site.markup.drawings import DRAWINGS, WIDE
from ldn_site.media import cards
from ldn_site.media.cards import COLORS, Card, can_set, draw, paint
from ldn_site.media.inking import ink, trace

TOKENS = Path(__file__).parents[2] / "static/css/parts/tokens.css"
LONGEST = "Opioids, other medicines and LDN: what you must never take together, and what to tell "
LONGEST += "every doctor who treats you"
LONGEST_NAME = "Good Compounding Pharmacy and Home Infusion Services of Greater Houston and " * 2


def make_card(**fields) -> Card:
    plain = {"title": "LDN and sleep", "kicker": "Conditions", "emblem": "conditions", "site": "S"}
    return Card(**plain | fields)


def differing(first: Card, second: Card) -> tuple[int, int, int, int] | None:
    """The box in which two cards differ."""
    return ImageChops.difference(paint(first), paint(second)).getbbox()


@pytest.mark.parametrize(
    "card",
    [
        pytest.param(make_card(title="PTSD", grade=0, grade_words="No evidence"), id="short"),
        pytest.param(make_card(title=LONGEST, grade=4, grade_words="Good evidence"), id="long"),
        pytest.param(make_card(title="Ñandú ¿qué?", written_by=LONGEST_NAME), id="accents"),
    ],
)
def test_card_is_a_small_png_of_the_size_that_is_asked_for(card):
    data = draw(card)
    image = Image.open(io.BytesIO(data))

    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(data) < 60_000


@pytest.mark.parametrize("grade", range(5))
def test_title_of_any_length_keeps_clear_of_grade_emblem_and_edge(grade):
    short, long = (
        make_card(title=title, grade=grade, grade_words="Some words")
        for title in ("", LONGEST[:120])
    )

    left, top, right, bottom = differing(short, long)

    assert left >= cards.LEFT
    assert top > cards.KICKER
    assert right <= cards.RIGHT - cards.EMBLEM
    assert bottom <= cards.GRADE_MIDDLE - cards.MARK // 2


@pytest.mark.parametrize(
    "title", ["Immune cells, microglia and LDN", "Opioids, other medicines and LDN"]
)
def test_no_short_word_stands_alone_on_the_last_line(title):
    font, lines = cards._set_title(title, cards.TITLE_HEIGHT)

    assert len(lines) == 2
    assert lines[-1].endswith("and LDN")
    assert max(map(font.getlength, lines)) <= cards.TITLE_WIDTH


def test_title_of_one_endless_word_is_drawn_all_the_same():
    assert paint(make_card(title="x" * 120)).size == (1200, 630)


def test_long_name_of_the_pharmacy_stays_between_the_site_and_the_edge():
    left, top, right, bottom = differing(make_card(), make_card(written_by=LONGEST_NAME[:140]))

    assert left > cards.LEFT + cards.title_font(36).getlength("S")
    assert right <= cards.RIGHT
    assert top > cards.FOOT
    assert bottom < 630


def test_each_grade_looks_different_without_its_words():
    drawn = [draw(make_card(grade=grade, grade_words="")) for grade in (None, 0, 1, 2, 3, 4)]

    assert len(set(drawn)) == len(drawn)


def test_same_card_is_the_same_file_and_another_has_another_name():
    assert draw(make_card()) == draw(make_card())
    assert make_card().digest == make_card().digest
    others = [make_card(title="Else"), make_card(grade=1), make_card(written_by="Good & Co")]
    assert len({card.digest for card in [make_card(), *others]}) == 4


def test_card_has_the_light_colors_of_the_site():
    css = TOKENS.read_text(encoding="utf-8")
    css = css.split("@media")[0]  # what follows holds for some readers only
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", css))

    assert {name: light[name] for name in COLORS} == COLORS


@pytest.mark.parametrize("name", sorted(set(DRAWINGS) - WIDE))
def test_every_drawing_of_the_small_field_can_be_inked(name):
    image = ink(name, 160, dict.fromkeys("tfwvpl", "#000000"))

    assert image.size == (160, 120)
    assert image.getchannel("A").getextrema()[1] == 255


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("M10 20h5v5l-5 5z", 10 + 30j),
        ("M0 0q5 5 10 0t10 0", 20 + 0j),
        ("M0 0c0 5 10 5 10 0s10-5 10 0", 20 + 0j),
        ("M0 0a10 10 0 0 1 20 0", 20 + 0j),
        ("M5 5 10 10.5.5-2", 0.5 - 2j),
    ],
)
def test_path_ends_where_svg_says(path, end):
    assert trace(path)[-1].points[-1] == pytest.approx(end)


def test_arc_bulges_to_the_side_that_svg_says():
    over, under = (trace(f"M0 0a10 10 0 0 {sweep} 20 0")[0].points[8].imag for sweep in (1, 0))

    assert (over, under) == (pytest.approx(-10), pytest.approx(10))


def test_letters_that_the_fonts_lack_are_known():
    assert can_set("¿Qué es LDN? 4.5 mg – “a dose”")
    assert not can_set("β-endorphin")
