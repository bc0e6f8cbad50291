"""A file and what it says are two forms of one thing."""

import unicodedata

import pytest

from ldn_site.contentfiles.canonical import file_digest, file_text, text_of
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.shapes import Kind
from tests.contentfiles.folders import REAL_CONTENT, REFERENCE, TERM, article, fill, one_of_each
from tests.contentfiles.test_yaml import NASTY


def read_one(folder, files):
    (piece,) = read_content(fill(folder, files)).pieces
    return piece


def test_canonical_files_are_their_own_canonical_text(folder):
    files = one_of_each()
    content = read_content(fill(folder, files))

    for piece in content.pieces:
        assert text_of(piece) == files[piece.file]


WORDS = [text for text in NASTY if text.strip() and text == "".join(filter(str.isprintable, text))]


@pytest.mark.parametrize("text", WORDS)
def test_any_words_survive_the_way_into_a_file_and_back(folder, text):
    before = read_one(folder, {"en/basics/x.md": article("x")})
    before.values.update(title=text, summary=text, synonyms=[text, text], body=f"x{text}\n{text}x")

    after = read_one(folder, {"en/basics/x.md": text_of(before)})

    assert after.values == before.values
    assert text_of(after) == text_of(before)


@pytest.mark.parametrize(
    "hand_written",
    [
        article("x").replace("\n", "\r\n"),
        "\ufeff" + article("x"),
        article("x", title='"LDN and sleep"'),
        article("x").replace("id: x\n", "# note\nid:   'x'\n"),
        article("x").replace("\norder: 100\nreview_months: 12", ""),
        article("x") + "\n\n\n",
        article("x").replace("---\n\n", "---\n"),
        article("x").rstrip("\n"),
        article("x", evidence="", icd10="[]"),
    ],
)
def test_hand_written_files_have_the_same_canonical_text(folder, hand_written):
    piece = read_one(folder, {"en/basics/x.md": hand_written})

    assert text_of(piece) == article("x")


def test_composed_and_decomposed_letters_are_one_text(folder):
    text = article("x", title="Café", body="Café")
    decomposed = unicodedata.normalize("NFD", text)
    assert decomposed != text

    assert text_of(read_one(folder, {"en/basics/x.md": decomposed})) == text


def test_keys_stand_in_fixed_order_and_empty_ones_are_left_out(folder):
    shuffled = "- definition: A look-alike without medicine.\n  variants: []\n  term: placebo\n"

    assert text_of(read_one(folder, {"glossary.yaml": shuffled})) == TERM


def test_zero_is_a_value(folder):
    grade = article("x", evidence=0, evidence_reason="No study.")

    assert "\nevidence: 0\n" in text_of(read_one(folder, {"en/basics/x.md": grade}))


def test_whole_numbers_are_written_one_way(folder):
    piece = read_one(folder, {"references.yaml": REFERENCE.replace("events: 12", "percent: 60.0")})

    assert "percent: 60\n" in text_of(piece)


def test_lists_are_kept_in_the_order_of_their_ids(folder):
    other = TERM.replace("placebo", "agonist")
    content = read_content(fill(folder, {"glossary.yaml": TERM + other}))

    assert file_text(content.pieces) == other + TERM


@pytest.mark.parametrize(
    ("file", "other"),
    [
        ("en/basics/y.md", article("x")),
        ("en/safety/x.md", article("x")),
        ("en/basics/x.md", article("x", body="Other text.")),
        ("en/basics/x.md", article("x", order=7)),
    ],
)
def test_digest_changes_with_place_and_text(folder, tmp_path, file, other):
    one = read_one(folder, {"en/basics/x.md": article("x")})
    two = read_one(tmp_path / "two", {file: other})

    assert file_digest(one) != file_digest(two)


def test_digest_of_an_entry_does_not_hang_on_its_neighbors(folder, tmp_path):
    alone = read_one(folder, {"glossary.yaml": TERM})
    other = TERM.replace("placebo", "agonist")
    among = read_content(fill(tmp_path / "two", {"glossary.yaml": other + TERM})).pieces[1]

    assert among.key == "placebo"
    assert file_digest(alone) == file_digest(among)


def test_real_content_is_canonical_byte_for_byte():
    content = read_content(REAL_CONTENT)

    assert content.problems == ()
    assert {piece.kind for piece in content.pieces} == set(Kind) - {Kind.PICTURE}
    for file in {piece.file for piece in content.pieces}:
        members = [piece for piece in content.pieces if piece.file == file]
        assert file_text(members).encode() == content.sources[file], file
