"""YAML read strictly and written one way."""

import pytest
import yaml

from ldn_site.contentfiles.yamlreading import Fault, Items, Pairs, Scalar, read_yaml
from ldn_site.contentfiles.yamlwriting import entry, item_of

NASTY = [
    "plain words",
    " leading space",
    "trailing space ",
    "a: b",
    "ends with:",
    "a #comment",
    "#start",
    "it's",
    'say "hi"',
    "both ' and \"",
    "back\\slash",
    "- dash",
    "-",
    "---",
    "? what",
    "! bang",
    "& anchor",
    "* star",
    "| bar",
    "> more",
    "% percent",
    "@at",
    "`tick`",
    "[list]",
    "{map}",
    "a, b",
    "a]b",
    "yes",
    "No",
    "null",
    "~",
    "",
    " ",
    "true",
    "153",
    "1.5",
    "-1",
    "0x1f",
    "1e5",
    "1:30",
    "2020-01-01",
    ".5",
    "=",
    "<<",
    "two\nlines",
    "ends with newline\n",
    "\n",
    "tab\there",
    "\ttab",
    "nbsp\u00a0here",
    "\u00a0",
    "line\u2028separator",
    "next\u0085line",
    "bell\x07",
    "emoji 💊",
    "é",
    "العربية",
    "long " * 4000,
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("name", ["SafeLoader", "CSafeLoader"])
def test_any_text_is_read_back_as_it_was_written(text, name):
    loader = getattr(yaml, name, yaml.SafeLoader)
    values = {"a": text, "b": [text, "x"], "c": [text, "x"]}

    written = "\n".join(item_of(values, frozenset("c")))

    assert yaml.load(written, Loader=loader) == [values]


@pytest.mark.parametrize("text", NASTY)
def test_our_own_reader_gives_the_same_text(text):
    tree = read_yaml("\n".join(entry({"a": text, "b": [text]}, frozenset("b"))))

    assert isinstance(tree, Pairs)
    line, scalar = tree.pairs["a"]
    assert (line, scalar.text) == (1, text)
    assert tree.pairs["b"][1].items[0].text == text


def test_plain_words_carry_no_quotes():
    assert entry({"title": "LDN, pain (and [more])"}) == ["title: LDN, pain (and [more])"]


@pytest.mark.parametrize(
    ("number", "written"), [(57, "57"), (-1.3, "-1.3"), (0.00001, "0.00001"), (True, "true")]
)
def test_numbers_are_written_without_exponents(number, written):
    assert entry({"n": number}) == [f"n: {written}"]


def test_every_node_knows_its_line():
    tree = read_yaml("a: 1\nb:\n  - x\n  - c: y\n", first_line=10)

    assert tree.pairs["a"][0] == 10
    assert isinstance(tree.pairs["b"][1], Items)
    assert [item.line for item in tree.pairs["b"][1].items] == [12, 13]


def test_scalars_stay_text():
    tree = read_yaml("a: no\nb: 1:30\nc: 2020-01-01\nd: 'no'\n")

    assert [value.text for _line, value in tree.pairs.values()] == [
        "no",
        "1:30",
        "2020-01-01",
        "no",
    ]


def test_quoted_null_is_a_word_and_bare_null_is_nothing():
    assert read_yaml("~") == Scalar(1, "~")
    assert read_yaml("~").is_nothing
    assert not read_yaml("'~'").is_nothing


def test_empty_text_is_no_document():
    assert read_yaml("") is None


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: &x 1\nb: *x", 1, "anchors"),
        ("a: [1]\nb: *x", 2, "anchors"),
        ("a: !!python/object/apply:os.system ['true']", 1, "tag"),
        ("a: !x 1", 1, "tag"),
        ("a: 1\nb: c: d", 2, "not valid YAML"),
        ("a: [1, 2", 1, "not valid YAML"),
        ("a: 'open", 1, "not valid YAML"),
        ("a: 1\n\tb: 2", 2, "not valid YAML"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("[a]: 1", 1, "plain word"),
        ("a: " + "[" * 5000, 1, "levels deep"),
        ("- " * 5000, 1, "levels deep"),
        ("a: \x00", 0, "not valid YAML"),
    ],
)
def test_what_is_refused_is_named_with_its_line(text, line, message):
    with pytest.raises(Fault) as refusal:
        read_yaml(text)

    assert message in refusal.value.message
    assert refusal.value.remedy
    assert abs(refusal.value.line - line) <= 1
