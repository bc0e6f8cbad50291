"""Two texts brought together: what one side changed is taken, and nothing is hidden."""

import random

import pytest

from ldn_site.articles.merging import merge, merge_whole, paragraphs, resolve

BASE = "One.\n\nTwo.\n\nThree.\n"


def kinds(hunks) -> list[str]:
    return [hunk.kind for hunk in hunks]


def chosen(hunks, choice) -> str:
    return resolve(hunks, {hunk.key: choice for hunk in hunks if hunk.kind == "conflict"})


@pytest.mark.parametrize(
    ("mine", "theirs", "expected", "merged"),
    [
        (BASE, BASE, ["same"], BASE),
        ("1.\n\nTwo.\n\nThree.\n", BASE, ["mine", "same"], "1.\n\nTwo.\n\nThree.\n"),
        (BASE, "One.\n\nTwo.\n\n3.\n", ["same", "theirs"], "One.\n\nTwo.\n\n3.\n"),
        (
            "1.\n\nTwo.\n\nThree.\n",
            "One.\n\nTwo.\n\n3.\n",
            ["mine", "same", "theirs"],
            "1.\n\nTwo.\n\n3.\n",
        ),
        (BASE, "One.\n\nThree.\n", ["same", "theirs", "same"], "One.\n\nThree.\n"),
        (
            BASE + "\nFour.\n",
            "Zero.\n\n" + BASE,
            ["theirs", "same", "mine"],
            "Zero.\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n",
        ),
        (
            "One.\n\nNew.\n\nThree.\n",
            "One.\n\nNew.\n\nThree.\n",
            ["same"],
            "One.\n\nNew.\n\nThree.\n",
        ),
        (
            "One.\n\nMine.\n\nThree.\n",
            "One.\n\nTheirs.\n\nThree.\n",
            ["same", "conflict", "same"],
            "One.\n\nMine.\n\nThree.\n",
        ),
        (
            "One, by me.\n\nTwo.\n\nThree.\n",
            "One.\n\nTwo, by them.\n\nThree.\n",
            ["mine", "theirs", "same"],
            "One, by me.\n\nTwo, by them.\n\nThree.\n",
        ),
        (
            "One.\n\nMine.\n\nTwo.\n\nThree.\n",
            "One.\n\nTheirs.\n\nTwo.\n\nThree.\n",
            ["same", "conflict", "same"],
            "One.\n\nMine.\n\nTwo.\n\nThree.\n",
        ),
        ("", BASE, ["mine"], ""),
        ("", "", ["same"], ""),
    ],
)
def test_each_passage_is_taken_from_whoever_changed_it(mine, theirs, expected, merged):
    hunks = merge(BASE, mine, theirs)

    assert kinds(hunks) == expected
    assert resolve(hunks, {}) == merged


@pytest.mark.parametrize(
    ("choice", "merged"),
    [
        ("mine", "One.\n\nMine.\n\nThree.\n"),
        ("theirs", "One.\n\nTheirs.\n\nThree.\n"),
        ("both", "One.\n\nMine.\n\nTheirs.\n\nThree.\n"),
    ],
)
def test_conflict_is_settled_as_chosen(choice, merged):
    hunks = merge(BASE, "One.\n\nMine.\n\nThree.\n", "One.\n\nTheirs.\n\nThree.\n")

    assert chosen(hunks, choice) == merged


def test_without_a_base_whatever_differs_is_a_conflict():
    hunks = merge(None, "One.\n\nTwo.\n", "One.\n\n2.\n\nThree.\n")

    assert kinds(hunks) == ["same", "conflict"]
    assert chosen(hunks, "theirs") == "One.\n\n2.\n\nThree.\n"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "kind", "default"),
    [
        ("Sleep", "Sleep", "Rest", "theirs", "theirs"),
        ("Sleep", "Rest", "Sleep", "mine", "mine"),
        ("Sleep", "Rest", "Nap", "conflict", "mine"),
        (None, "Rest", "Nap", "conflict", "mine"),
    ],
)
def test_single_value_is_taken_whole(base, mine, theirs, kind, default):
    hunk = merge_whole(base, mine, theirs)

    assert (hunk.kind, hunk.default) == (kind, default)


def test_choice_does_not_land_on_a_passage_that_changed_since():
    before = merge(BASE, "One.\n\nMine.\n\nThree.\n", "One.\n\nTheirs.\n\nThree.\n")
    after = merge(BASE, "One.\n\nMine, longer.\n\nThree.\n", "One.\n\nTheirs.\n\nThree.\n")
    choices = {hunk.key: "theirs" for hunk in before if hunk.kind == "conflict"}

    assert resolve(after, choices) == "One.\n\nMine, longer.\n\nThree.\n"


def test_same_conflict_twice_is_chosen_for_each():
    base, mine, theirs = "a\n\nX\n\na\n", "b\n\nX\n\nb\n", "c\n\nX\n\nc\n"
    hunks = merge(base, mine, theirs)

    assert len({hunk.key for hunk in hunks}) == len(hunks)


PIECES = ["One.\n", "Two.\n", "Three.\n", "\n", "  \n", "- a\n- b\n", "\u2028", "\n\n\n", "x"]


@pytest.mark.parametrize("seed", range(80))
def test_every_word_of_both_texts_is_on_the_screen(seed):
    chance = random.Random(seed)
    base, mine, theirs = ("".join(chance.choices(PIECES, k=chance.randrange(14))) for _ in "abc")

    for hunks in (merge(base, mine, theirs), merge(None, mine, theirs)):
        assert "".join(hunk.mine for hunk in hunks) == mine
        assert "".join(hunk.theirs for hunk in hunks) == theirs


@pytest.mark.parametrize("seed", range(40))
def test_text_that_only_one_side_changed_comes_out_as_that_side_has_it(seed):
    chance = random.Random(seed)
    base, other = ("".join(chance.choices(PIECES, k=chance.randrange(14))) for _ in "ab")

    assert resolve(merge(base, other, base), {}).split() == other.split()
    assert resolve(merge(base, base, other), {}).split() == other.split()


@pytest.mark.parametrize("text", ["", "\n", "a", "a\n\nb", "\n\na\n\n\nb\n", "  a\n \n b\n\n"])
def test_paragraphs_give_the_text_again(text):
    parts = paragraphs(text)

    assert "".join(parts) == text
    assert len(parts) == max(len(text.split()), bool(text))
