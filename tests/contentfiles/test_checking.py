"""The content check needs no database, and names everything at once."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ldn_site.contentfiles.checking import check_content
from tests.contentfiles.folders import REAL_CONTENT, all_bytes, article, fill, one_of_each

PAGE = "en/basics/sleep.md"


def run(**options):
    out, err = StringIO(), StringIO()
    try:
        call_command("check_content", stdout=out, stderr=err, **options)
    except CommandError as error:
        return str(error), out.getvalue(), err.getvalue()
    return "", out.getvalue(), err.getvalue()


def test_good_content_passes_in_silence(folder):
    fill(folder, one_of_each())

    assert run() == ("", "", "")


def test_real_content_has_nothing_that_must_be_mended():
    problems = check_content(REAL_CONTENT)

    assert [str(problem) for problem in problems if not problem.is_warning] == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (article(nonsense=1), 7, 'unknown key "nonsense"'),
        (article(title="''"), 3, '"title" is missing'),
        (article(title="'LDN and sleep'"), 3, "not in its canonical form"),
        (article().replace("\n", "\r\n"), 1, "not in its canonical form"),
        (article() + "\n", 10, "not in its canonical form"),
        (article(body="It helps. [@nobody-2020]"), 9, "nobody-2020"),
        (article(body="a\n\n[x](/basics/nowhere/)"), 11, "leads nowhere"),
        (article(body="![](images/a.png)"), 9, "images/a.png"),
        (article(evidence=7, evidence_reason="So."), 7, "evidence"),
        (b"\xff", 1, "not UTF-8"),
        ("", 0, "is empty"),
    ],
)
def test_problem_is_named_with_its_line(folder, text, line, message):
    fill(folder, {**one_of_each(), PAGE: text})

    problems = check_content(folder)

    assert [(p.file, p.line) for p in problems if message in p.message] == [(PAGE, line)]


def test_line_counts_in_the_file_where_the_text_begins_late(folder):
    late = article(body="\n\n\nIt helps. [@nobody-2020]")
    fill(folder, {PAGE: late})

    assert 12 in [problem.line for problem in check_content(folder)]


def test_problem_of_one_piece_is_not_repeated_for_those_that_rest_on_it(folder):
    files = one_of_each()
    bad = files["references.yaml"].replace("randomised-", "random-")
    fill(folder, {**files, "references.yaml": bad})

    assert {problem.file for problem in check_content(folder)} == {"references.yaml"}


def test_warning_is_said_and_is_no_error(folder):
    fill(folder, {PAGE: article(summary=" ".join(["We do not know."] * 16))})

    error, out, err = run()

    assert (error, err) == ("", "")
    assert out.startswith("warning: content/en/basics/sleep.md: The short answer has 64 words.")
    assert run(verbosity=0) == ("", "", "")


def test_command_counts_files_and_not_faults(folder):
    fill(folder, {PAGE: article(title="''", summary="''"), "en/basics/b.md": "bad"})

    error, _out, err = run()

    assert error == "2 files need attention."
    assert len(err.splitlines()) == 3


def test_fix_writes_files_canonically_and_only_those(folder):
    good = one_of_each()
    fill(folder, good)
    fill(folder, {PAGE: "\ufeff" + good[PAGE].replace("\n", "\r\n"), "en/basics/bad.md": "bad"})

    error, out, _err = run(fix=True)

    assert out == f"wrote content/{PAGE}\n"
    assert error == "1 file needs attention."
    assert all_bytes(folder) == {
        name: text.encode() for name, text in {**good, "en/basics/bad.md": "bad"}.items()
    }


def test_fix_leaves_a_list_with_a_bad_entry(folder):
    files = {"glossary.yaml": "- term: x\n- term: y\n  definition: Y.\n"}
    fill(folder, files)

    run(fix=True)

    assert (folder / "glossary.yaml").read_text() == files["glossary.yaml"]


def test_fixed_file_keeps_who_may_read_it(folder):
    fill(folder, {PAGE: article() + "\n"})
    (folder / PAGE).chmod(0o664)

    run(fix=True)

    assert (folder / PAGE).stat().st_mode & 0o777 == 0o664
    assert sorted(all_bytes(folder)) == [PAGE]


def test_command_refuses_a_folder_without_content(folder):
    assert "holds no content" in run()[0]
