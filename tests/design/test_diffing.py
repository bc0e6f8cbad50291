"""A comparison loses no letter of either text, whatever the texts are."""

import random

import pytest

from ldn_site.design import diffing
from ldn_site.design.diffing import ADDED, CHANGED, FOLDED, REMOVED, SAME, compare


def old_of(comparison) -> str:
    return "".join(segment.text for hunk in comparison.hunks for segment in hunk.old)


def new_of(comparison) -> str:
    return "".join(segment.text for hunk in comparison.hunks for segment in hunk.new)


def kinds(comparison) -> list[str]:
    return [hunk.kind for hunk in comparison.hunks]


def marked(segments) -> list[str]:
    return [segment.text for segment in segments if segment.is_changed]


PARAGRAPHS = [f"Paragraph {number} speaks of sleep.\n\n" for number in range(20)]


def test_changed_words_are_marked_inside_their_line():
    found = compare("Take one capsule at night.\n", "Take one small capsule at noon.\n")

    assert kinds(found) == [CHANGED]
    assert marked(found.hunks[0].old) == ["night"]
    assert marked(found.hunks[0].new) == ["small ", "noon"]


def test_words_changed_side_by_side_are_one_mark():
    found = compare("It is very old hat here, I think.\n", "It is brand new cap here, I think.\n")

    assert marked(found.hunks[0].old) == ["very old hat"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("", "New.\n", [ADDED]),
        ("Old.\n", "", [REMOVED]),
        ("Same.\n", "Same.\n", [SAME]),
        ("A.\n\nB.\n", "A.\n\nX.\n\nB.\n", [SAME, ADDED, SAME]),
        ("A.\n\nX.\n\nB.\n", "A.\n\nB.\n", [SAME, REMOVED, SAME]),
        ("One thing.\n", "Quite another matter\n", [REMOVED, ADDED]),
    ],
)
def test_each_passage_has_its_kind(old, new, expected):
    found = compare(old, new)

    assert kinds(found) == expected
    assert found.differs == (old != new)


def test_what_is_far_from_a_change_is_folded():
    changed = [*PARAGRAPHS]
    changed[10] = "Paragraph 10 speaks of pain.\n\n"

    found = compare("".join(PARAGRAPHS), "".join(changed))

    assert kinds(found) == [FOLDED, SAME, CHANGED, SAME, FOLDED]
    assert [hunk.lines for hunk in found.hunks] == [7, 3, 1, 3, 6]


def test_nothing_is_folded_where_all_is_asked_for():
    found = compare("".join(PARAGRAPHS), "".join([*PARAGRAPHS, "End.\n"]), context=None)

    assert FOLDED not in kinds(found)


@pytest.mark.parametrize("seed", range(60))
def test_both_texts_can_be_read_whole_from_what_is_shown(seed):
    chance = random.Random(seed)
    pieces = ["pain ", "sleep, ", "\n", "\n\n", "  \n", "4.5 mg ", "é", "\u2028", "\t", "|"]
    old = "".join(chance.choices(pieces, k=chance.randrange(120)))
    new = "".join(chance.choices(pieces, k=chance.randrange(120)))

    found = compare(old, new)

    assert old_of(found) == old
    assert new_of(found) == new


@pytest.mark.parametrize("limit", ["MOST_WORDS", "MOST_LINES"])
def test_text_too_long_to_match_is_still_shown_whole(monkeypatch, limit):
    monkeypatch.setattr(diffing, limit, 3)
    old, new = "Start.\nOne two three.\nEnd.\n", "Start.\nOne two four.\nSix.\nEnd.\n"

    found = compare(old, new)

    assert old_of(found) == old
    assert new_of(found) == new
    assert kinds(found)[0] == kinds(found)[-1] == SAME
