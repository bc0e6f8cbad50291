"""What a person has found right is not said again, and only that."""

import os

import pytest

from ldn_site.articles.checking import check
from ldn_site.articles.exceptions import SignedException, load_exceptions
from tests.articles.checking.pages import article, codes, findings, library

BODY = "LDN cures pain.\n\nIt is a miracle."


def signed(**fields):
    row = {"page": "page", "code": "banned-claim", "text": "LDN cures pain.", "reason": "A test."}
    return SignedException(**{**row, "by": "editors", **fields})


def banned(*exceptions):
    found = findings(BODY, library(exceptions=exceptions))
    return [f.line for f in found if f.code == "banned-claim"]


def test_exception_silences_its_words_alone():
    assert banned() == [1, 3]
    assert banned(signed()) == [3]


@pytest.mark.parametrize(
    "other", [{"page": "other"}, {"code": "promotion"}, {"text": "LDN heals pain."}]
)
def test_exception_for_something_else_silences_nothing(other):
    assert banned(signed(**other)) == [1, 3]


def test_exception_that_matches_nothing_is_itself_a_finding():
    idle = library(exceptions=(signed(text="Gone."),))
    used = library(exceptions=(signed(),))

    assert "idle-exception" in codes(BODY, idle)
    assert "idle-exception" not in codes(BODY, used)
    assert "idle-exception" not in codes(BODY, idle, id="other")


def test_exception_for_a_block_holds_on_every_page_with_it():
    words = "LDN cures pain."
    on = library(blocks={"bad": words}, exceptions=(signed(page="blocks/bad"),))
    alone = article(words, id="blocks/bad", topic="")

    assert "banned-claim" not in codes("{{ block: bad }}", on)
    assert "banned-claim" not in {finding.code for finding in check(alone, on)}


def test_finding_of_the_renderer_cannot_be_silenced():
    on = library(exceptions=(signed(code="unknown-citation", text="@nobody-2020"),))

    assert "unknown-citation" in codes("It is so. [@nobody-2020]", on)


GOOD = "- page: a\n  code: b\n  text: c\n  reason: d\n  by: editors\n"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (GOOD, 1),
        (GOOD + GOOD.replace("reason: d", "reason: ''"), 1),
        (GOOD.replace("by: editors", "bye: editors"), 0),
        ("", 0),
        ("a: b", 0),
        ("- [", 0),
        (b"\xff", 0),
    ],
)
def test_only_a_signed_exception_with_its_reason_is_read(tmp_path, text, count):
    (tmp_path / "exceptions.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())

    assert len(load_exceptions(tmp_path)) == count


def test_changed_file_is_read_again(tmp_path):
    file = tmp_path / "exceptions.yaml"
    assert load_exceptions(tmp_path) == ()
    file.write_text(GOOD)
    assert len(load_exceptions(tmp_path)) == 1
    file.write_text(GOOD + GOOD)
    os.utime(file, (1, 1))

    assert len(load_exceptions(tmp_path)) == 2
