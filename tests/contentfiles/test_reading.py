"""Bad input is named with its file, its line and what to do; good input is read beside it."""

import os

import pytest

from ldn_site.contentfiles.places import article_place, file_of, kind_of
from ldn_site.contentfiles.reading import NoContent, read_content
from ldn_site.contentfiles.shapes import Kind, Problem
from ldn_site.contentfiles.yamlreading import Fault
from tests.contentfiles.folders import BLOCK, CLAIM, REFERENCE, TERM, article, fill, one_of_each

PAGE = "en/basics/x.md"
GOOD = article("x")


def lines(*texts):
    return "\n".join(texts) + "\n"


BAD = {
    "unknown key": (PAGE, article("x", reviewd=3), 7, 'unknown key "reviewd"', "review_months?"),
    "far unknown key": (PAGE, article("x", zzz=3), 7, 'unknown key "zzz"', "the keys are id"),
    "repeated key": (PAGE, GOOD.replace("order: 100", "title: B"), 5, "given twice", "keep"),
    "missing title": (PAGE, GOOD.replace("title: LDN and sleep\n", ""), 2, '"title"', "add a line"),
    "blank title": (PAGE, article("x", title="''"), 3, '"title" is missing', "add a line title:"),
    "missing summary": (PAGE, GOOD.replace("summary: We do not know.\n", ""), 2, "summary", "add"),
    "missing id": (PAGE, GOOD.replace("id: x\n", ""), 2, '"id" is missing', "add a line id:"),
    "bad id": (PAGE, article("Not A Key"), 2, "is not a key", "small letters"),
    "text that is a list": (PAGE, article("x", title="[a]"), 3, "must be text", "one line"),
    "wrong number": (PAGE, article("x", order="soon"), 5, '"order" "soon" is not a whole', "whole"),
    "negative number": (PAGE, article("x", order="-1"), 5, "is not a whole number", "whole"),
    "words in one text": (PAGE, article("x", synonyms="fibro, FMS"), 7, "must be a list", "[one"),
    "empty word": (PAGE, article("x", synonyms="[a, '']"), 7, "has an empty item", "take"),
    "grade without reason": (PAGE, article("x", evidence=2), 7, "has no reason", "evidence_reason"),
    "no text": (PAGE, article("x", body=""), 7, "no text below", "write the text"),
    "broken YAML": (PAGE, article("x", title="LDN: what"), 3, "not valid YAML", "quotes"),
    "alias": (PAGE, article("x", title="&a A", summary="*a"), 3, "aliases", "write the text out"),
    "no front matter": (PAGE, "Some text.\n", 1, "does not begin with front matter", "---"),
    "open front matter": (PAGE, "---\nid: x\ntitle: y\n", 1, "has no end", "---"),
    "front matter of one word": (PAGE, "---\nhello\n---\n\nText.\n", 2, "list of keys", "key"),
    "empty file": (PAGE, "", 0, "the file is empty", "write the text"),
    "blank file": (PAGE, " \n\n", 0, "the file is empty", "write the text"),
    "not UTF-8": (PAGE, GOOD.encode() + b"caf\xe9\n", 10, "not UTF-8", "encoding UTF-8"),
    "UTF-16": (PAGE, GOOD.encode("utf-16"), 1, "not UTF-8", "encoding UTF-8"),
    "NUL": (PAGE, article("x", body="one\ntwo\0"), 10, "control character U+0000", "take it out"),
    "too large": (PAGE, article("x", body="x" * 400_001), 0, "bytes are too many", "400,000"),
    "unknown topic": ("en/saftey/x.md", GOOD, 0, '"saftey" is not a topic', "basics"),
    "unknown language": ("fr/basics/x.md", GOOD, 0, '"fr" is not a language', "en or es"),
    "bad file name": ("en/basics/My Page.md", GOOD, 0, "cannot be part of an address", "small"),
    "bad block name": ("blocks/Off_Label.md", BLOCK, 0, "cannot be part", "small letters"),
    "too deep": ("en/basics/a/x.md", GOOD, 0, "does not belong here", "<topic>/<slug>.md"),
    "other ending": ("en/basics/x.txt", GOOD, 0, "does not belong here", "<topic>/<slug>.md"),
    "other list": ("reference.yaml", REFERENCE, 0, "does not belong here", "<topic>"),
    "empty block": ("blocks/empty.md", "\n", 0, "the file is empty", "remove the file"),
    "list that is none": ("claims.yaml", "id: x\n", 1, "must be a list", "- id:"),
    "entry that is none": ("claims.yaml", "- hello\n" + CLAIM, 1, "must have keys", "- id:"),
    "twice in a list": ("claims.yaml", CLAIM + CLAIM, 1, "also used in content/claims.yaml, line 7",
                        "another id"),
    "wrong year": ("references.yaml", REFERENCE.replace("2020\n", "202O\n"), 4,
                   '"year" "202O" is not a year of four digits', "2013"),
    "unlikely year": ("references.yaml", REFERENCE.replace("2020\n", "20200\n"), 4, "year", "2013"),
    "wrong flag": ("references.yaml", REFERENCE + "  retracted: maybe\n", 20, "true or false",
                   "true"),
    "arm that is none": ("references.yaml", REFERENCE + "    - hello\n", 20, "a row", "- name:"),
    "arm without a name": ("references.yaml", REFERENCE.replace("- name: LDN\n      n", "- n"), 8,
                           '"name" is missing', "name:"),
    "unknown key in an arm": ("references.yaml", REFERENCE.replace("events: 12", "event: 12"), 11,
                              'unknown key "event"', "events?"),
    "not found by anybody": ("references.yaml", REFERENCE.replace("  journal: A Journal\n", ""), 1,
                             "a reader cannot find", "doi"),
    "term without meaning": ("glossary.yaml", "- term: x\n", 1, '"definition" is missing', "add"),
    "synonyms in one text": ("synonyms.yaml", "a: b\n", 1, "a list of words", "[one, two]"),
    "synonyms as a list": ("synonyms.yaml", "- a\n", 1, "from words to words", "[other, words]"),
    "search date in a list": ("evidence.yaml", "- 2026-11\n", 1, "one line", "write"),
    "search date and more": ("evidence.yaml", "searched_on: 2026-11\nx: 1\n", 1, "one", "write"),
    "search date of no month": ("evidence.yaml", "searched_on: 2026-13\n", 1, "a month", "2026"),
    "search date in words": ("evidence.yaml", "searched_on: [2026-11]\n", 1, "a month", "2026"),
    "synonyms twice": ("synonyms.yaml", "a: [b]\na: [c]\n", 2, "given twice", "join"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_named_with_file_line_and_remedy(folder, case):
    file, text, line, message, remedy = BAD[case]
    fill(folder, {file: text, "en/basics/good.md": article("good")})

    content = read_content(folder)

    problem = content.problems[0]
    assert (problem.file, problem.line) == (file, line)
    assert message in problem.message
    assert remedy in problem.remedy
    assert (Kind.ARTICLE, "good") in {piece.name for piece in content.pieces}
    assert not [piece for piece in content.pieces if piece.file == PAGE]


def test_problem_reads_as_one_sentence():
    problem = Problem("en/basics/x.md", 4, 'unknown key "reviewd"', "did you mean review_months?")

    assert str(problem) == (
        'content/en/basics/x.md, line 4: unknown key "reviewd" (did you mean review_months?)'
    )


def test_every_fault_of_a_file_is_named_at_once(folder):
    fill(folder, {PAGE: article("x", title="''", order="soon", nonsense=1)})

    assert [problem.line for problem in read_content(folder).problems] == [7, 3, 5]


def test_two_files_with_one_id_are_both_named_and_both_left_out(folder):
    fill(folder, {PAGE: GOOD, "en/safety/y.md": GOOD})

    content = read_content(folder)

    assert [problem.file for problem in content.problems] == [PAGE, "en/safety/y.md"]
    assert "content/en/safety/y.md, line 2" in content.problems[0].message
    assert content.pieces == ()


def test_one_bad_entry_leaves_the_others_of_its_list(folder):
    fill(folder, {"glossary.yaml": "- term: x\n" + TERM})

    content = read_content(folder)

    assert [piece.key for piece in content.pieces] == ["placebo"]
    assert content.problems[0].piece == (Kind.TERM, "x")


def test_term_without_an_id_takes_it_from_its_word(folder):
    fill(folder, {"glossary.yaml": "- term: Crohn’s disease\n  definition: A disease.\n"})

    assert read_content(folder).pieces[0].key == "crohns-disease"


def test_values_are_read_by_the_type_of_their_key(folder):
    front = {"title": "No", "summary": "2013", "synonyms": "[yes, 1:30]", "order": 7}
    fill(folder, {PAGE: article("x", **front)})

    values = read_content(folder).pieces[0].values

    assert values["title"] == "No"
    assert values["summary"] == "2013"
    assert values["synonyms"] == ["yes", "1:30"]
    assert values["order"] == 7
    assert values["evidence"] is None
    assert values["icd10"] == []


def test_mark_and_line_ends_of_windows_are_read(folder):
    fill(folder, {PAGE: b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()})

    assert read_content(folder).pieces[0].values["body"] == "Some text."


def test_body_keeps_its_rules_indents_and_line_breaks(folder):
    body = "    code\n\n---\n\nline  \nnext\n\n---"
    fill(folder, {PAGE: article("x", body=body)})

    assert read_content(folder).pieces[0].values["body"] == body


def test_hidden_files_pictures_and_editors_copies_are_passed_over(folder):
    fill(
        folder,
        {
            PAGE: GOOD,
            ".DS_Store": b"\0",
            "en/.hidden/x.md": "",
            "en/basics/x.md~": "",
            "en/basics/.x.md.swp": b"\0",
            "images/.DS_Store": b"\0",
            "images/a.webp~": b"\0",
        },
    )

    content = read_content(folder)

    assert len(content.pieces) == 1
    assert content.problems == ()


def test_links_are_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text(GOOD)
    fill(folder, {"en/basics/good.md": article("good")})
    (folder / "en/basics/link.md").symlink_to(secret)
    (folder / "es").symlink_to(tmp_path)

    content = read_content(folder)

    assert len(content.pieces) == 1
    assert {problem.file for problem in content.problems} == {"en/basics/link.md", "es"}


def test_pipe_is_named_and_not_waited_for(folder):
    fill(folder, {PAGE: GOOD})
    os.mkfifo(folder / "en/basics/pipe.md")

    assert "link or not a file" in read_content(folder).problems[0].message


def test_file_that_may_not_be_read_is_named(folder, monkeypatch):
    fill(folder, {PAGE: GOOD})

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)

    assert "Permission denied" in str(read_content(folder).problems[0])


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_folder_without_content_is_an_error(folder, name):
    (folder / "empty").mkdir()

    with pytest.raises(NoContent, match="CONTENT_DIR"):
        read_content(folder / name)


def test_one_of_each_kind_is_read(folder):
    fill(folder, one_of_each())

    content = read_content(folder)

    assert content.problems == ()
    assert {piece.kind for piece in content.pieces} == set(Kind) - {Kind.PICTURE}


def test_path_tells_language_topic_and_slug():
    place = {"language": "es", "topic": "safety", "slug": "es-seguro"}

    assert article_place("es/safety/es-seguro.md") == place
    assert file_of(Kind.ARTICLE, "is-ldn-safe", place) == "es/safety/es-seguro.md"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("en/basics/a.md", Kind.ARTICLE),
        ("blocks/a.md", Kind.BLOCK),
        ("references.yaml", Kind.REFERENCE),
        ("glossary.yaml", Kind.TERM),
        ("claims.yaml", Kind.CLAIM),
        ("synonyms.yaml", None),
    ],
)
def test_path_tells_the_kind(file, kind):
    assert kind_of(file) is kind


@pytest.mark.parametrize(
    "file",
    ["a.md", "blocks/a/b.md", "en/a.md", "en/blocks/a.md", "en/basics/A.md", "en/basics/-.md",
     "en/basics/a--b.md", "en/basics/.md", f"en/basics/{'a' * 81}.md", "blocks/references.yaml"],
)  # fmt: skip
def test_strange_path_is_refused(file):
    with pytest.raises(Fault):
        kind_of(file)
