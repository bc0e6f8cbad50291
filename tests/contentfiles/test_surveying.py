"""The checker's own lists beside the content, and what check_content tells of the whole."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ldn_site.articles.exceptions import load_exceptions
from ldn_site.contentfiles.checking import check_content
from tests.contentfiles.folders import REAL_CONTENT, article, fill, one_of_each

PAGE = "en/basics/sleep.md"
SIGNED = (
    "- page: sleep\n  code: banned-claim\n  text: LDN is safe.\n  reason: A test.\n  by: editors\n"
)
DERIVED = "- page: sleep\n  text: 61 people\n  formula: 40 + 21\n"


def run(**options):
    out = StringIO()
    call_command("check_content", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "text", "line", "message"),
    [
        ("exceptions.yaml", SIGNED.replace("  reason: A test.\n", ""), 1, '"reason" is missing'),
        ("exceptions.yaml", SIGNED.replace("by: editors", "by: ''"), 1, '"by" is missing'),
        ("exceptions.yaml", SIGNED + "  why: so\n", 6, 'unknown key "why"'),
        ("exceptions.yaml", SIGNED.replace("sleep", "nowhere"), 1, 'no page "nowhere"'),
        ("exceptions.yaml", "a: b\n", 1, "must be a list"),
        ("exceptions.yaml", "- words\n", 1, "must have keys"),
        ("derived.yaml", DERIVED.replace("  formula: 40 + 21\n", ""), 1, '"formula" is missing'),
        ("derived.yaml", DERIVED.replace("sleep", "blocks/none"), 1, 'no page "blocks/none"'),
    ],
)
def test_fault_in_a_list_is_named_with_its_line(folder, file, text, line, message):
    fill(folder, {**one_of_each(), file: text})

    problems = check_content(folder)

    assert [(p.file, p.line) for p in problems if message in p.message] == [(file, line)]


@pytest.mark.parametrize("page", ["sleep", "blocks/off-label"])
def test_list_may_name_an_article_or_a_block(folder, page):
    fill(folder, {**one_of_each(), "derived.yaml": DERIVED.replace("sleep", page)})

    assert check_content(folder) == []


def test_signed_exception_lets_its_words_be(folder):
    bad = {PAGE: article(body="LDN is safe.")}
    fill(folder, bad)
    with pytest.raises(CommandError):
        run()
    fill(folder, {**bad, "exceptions.yaml": SIGNED})

    assert run() == ""


def test_exceptions_are_listed_with_who_signed_them_and_why(folder):
    fill(folder, {PAGE: article(body="LDN is safe."), "exceptions.yaml": SIGNED})

    told = run(exceptions="exceptions")

    assert "sleep: banned-claim, signed by editors" in told
    assert "A test." in told


def test_report_has_a_line_for_each_page(folder):
    fill(folder, one_of_each())

    lines = run(report="report").splitlines()

    assert lines[0].split()[:2] == ["page", "words"]
    assert [line.split()[0] for line in lines[1:]] == ["sleep"]


def test_numbers_that_rest_on_nothing_fail_the_command(folder):
    files = one_of_each() | {PAGE: article(body="It had 61 people. [@smith-2020-trial]")}
    fill(folder, files)
    with pytest.raises(CommandError, match="1 numbers are in no source"):
        run(numbers="numbers")
    fill(folder, files | {"derived.yaml": DERIVED})

    assert "61 = 40 + 21, derived: It had 61 people." in run(numbers="numbers")


def test_every_number_of_the_real_pages_is_in_its_source_or_has_a_formula(settings):
    settings.CONTENT_DIR = REAL_CONTENT

    told = run(numbers="numbers")

    assert "     0 in no source" in told.splitlines()
    assert int(told.splitlines()[-5].split()[0]) > 1000


def test_real_exceptions_are_signed_and_each_is_still_needed(settings):
    settings.CONTENT_DIR = REAL_CONTENT

    idle = [p for p in check_content(REAL_CONTENT) if "matches nothing" in p.message]

    assert load_exceptions(REAL_CONTENT)
    assert idle == []
