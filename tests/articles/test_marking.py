import pytest

from ldn_site.articles.marking import marked, pieces_of
from ldn_site.markup import render_here

CITED = (
    '<p>It helped.<sup class="cite">'
    '<a aria-label="Source {0}: A" href="#source-{1}">{0}</a></sup></p>'
)
PAGE = """## One

First words.

/// warning | Care

Inside the box.

- a
- b

///

Last words.
"""


def kinds(old: str, new: str) -> list[tuple[str, str]]:
    old_html, new_html = render_here(old).html, render_here(new).html
    return [(piece.kind, piece.words) for piece in marked(old_html, new_html)]


def test_pieces_are_the_whole_page_in_its_order():
    html = render_here(PAGE).html

    pieces = pieces_of(html)

    assert len(pieces) == 4
    assert "".join("".join(part for part, _words in pieces).split()) == "".join(html.split())


def test_only_what_changed_is_marked():
    assert kinds("One.\n\nTwo.\n\nThree.\n", "One.\n\nTwo, changed.\n\nThree.\n") == [
        ("same", "One."),
        ("gone", "Two."),
        ("new", "Two, changed."),
        ("same", "Three."),
    ]


def test_change_inside_a_box_marks_the_box():
    changed = dict(kinds(PAGE, PAGE.replace("- b", "- c")))

    assert [kind for kind in changed if kind != "same"] == ["gone", "new"]


def test_new_box_does_not_mark_the_boxes_after_it():
    before = "/// info | One\n\nx\n\n///\n"

    assert [kind for kind, _words in kinds(before, f"/// info | New\n\ny\n\n///\n\n{before}")] == [
        "new",
        "same",
    ]


def test_study_exchanged_for_another_is_marked():
    found = marked(CITED.format(1, "a-2009-rct"), CITED.format(1, "a-2013-rct"))

    assert [piece.kind for piece in found] == ["gone", "new"]


def test_source_that_only_has_another_number_is_not_marked():
    found = marked(CITED.format(1, "a-2009-rct"), CITED.format(12, "a-2009-rct"))

    assert [piece.kind for piece in found] == ["same"]


@pytest.mark.parametrize("html", ["", "words", "<p>open", "</p>", "<br>", "a<p>b</p>c"])
def test_any_html_is_taken(html):
    assert "".join(part for part, _words in pieces_of(html)) in {html, ""}
