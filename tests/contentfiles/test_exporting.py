"""The database back into files, without loss on either side."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ldn_site.articles.models import Article, GlossaryTerm, SharedBlock
from ldn_site.articles.writing import save_block, save_term
from ldn_site.contentfiles.deciding import Outcome
from ldn_site.contentfiles.exporting import export_content
from ldn_site.contentfiles.importing import import_content
from ldn_site.contentfiles.models import Agreement
from ldn_site.contentfiles.shapes import SYNONYMS
from ldn_site.contentfiles.sheets import SHEETS
from ldn_site.evidence import searched
from ldn_site.evidence.models import Claim, Reference
from ldn_site.evidence.writing import save_claim
from tests.contentfiles.folders import (
    REAL_CONTENT,
    TERM,
    all_bytes,
    article,
    digests_in_files,
    digests_on_site,
    edit,
    fill,
    one_of_each,
    outcomes,
)
from tests.contentfiles.test_canonical import WORDS
from tests.factories import make_article, make_block, make_reference

pytestmark = pytest.mark.django_db
PAGE = "en/basics/sleep.md"


def test_export_after_import_writes_nothing(folder):
    import_content(fill(folder, one_of_each()))
    before = all_bytes(folder)

    export = export_content(folder)

    assert (export.wrote, export.removed, export.left) == ([], [], [])
    assert all_bytes(folder) == before


def test_import_after_export_changes_nothing(folder):
    make_block("shared", "\n\n  Words, shared.  \n\n\n")
    make_reference("jones-2021", arms=[], retracted=True, conditions=["sleep"], year=None)
    save_term(
        GlossaryTerm(slug="x-ray", term="X-ray", definition="A: picture\nof # bones"), by=None
    )
    save_claim(Claim(id="c", order=3, claim="It's so.", verdict="supported", answer="-"), by=None)
    make_article(
        id="a", title="yes", summary=" 1.5 ", body="    code\n\n---\n\n{{ block: shared }}"
    )
    rows = list(Article.objects.values()), list(Reference.objects.values())

    export_content(folder)
    files = all_bytes(folder)
    report = import_content(folder, with_publishing=True)

    assert report.problems == []
    assert set(outcomes(report).values()) == {Outcome.UNCHANGED}
    assert (list(Article.objects.values()), list(Reference.objects.values())) == rows
    assert export_content(folder).wrote == []
    assert all_bytes(folder) == files


@pytest.mark.parametrize("text", WORDS)
def test_any_words_of_staff_survive_export_and_import(folder, text):
    make_article(id="a", title=text[:120], summary=text, body=f"x\n{text}\nx", synonyms=[text])

    export_content(folder)

    assert digests_in_files(folder) == digests_on_site()


def test_real_content_survives_import_and_export(folder):
    real = {name: data for name, data in all_bytes(REAL_CONTENT).items() if name[0] != "."}
    fill(folder, real)
    assert import_content(folder).problems == []

    for file in folder.rglob("*"):
        if file.is_file() and file.name not in (SYNONYMS, searched.FILE, *SHEETS):
            file.unlink()
    export_content(folder)

    assert all_bytes(folder) == real


def test_edit_by_staff_is_written_and_agreed_on(folder):
    import_content(fill(folder, one_of_each()))
    edit(title="Staff's title")
    save_block(SharedBlock(name="new-block", body="Words."), by=None)

    export = export_content(folder)

    assert export.wrote == ["blocks/new-block.md", PAGE]
    assert "title: Staff's title\n" in (folder / PAGE).read_text()
    assert set(outcomes(import_content(folder)).values()) == {Outcome.UNCHANGED}

    fill(folder, {PAGE: article(title="File's title")})
    assert outcomes(import_content(folder))["sleep"] is Outcome.UPDATE


def test_moved_article_moves_its_file(folder):
    import_content(fill(folder, {PAGE: article()}))
    edit(slug="rest", topic="safety")

    export = export_content(folder)

    assert (export.wrote, export.removed) == (["en/safety/rest.md"], [PAGE])
    assert import_content(folder).problems == []


def test_articles_that_traded_addresses_trade_their_files(folder):
    import_content(fill(folder, {"en/basics/a.md": article("a"), "en/basics/b.md": article("b")}))
    Article.objects.filter(pk="a").update(slug="-")
    edit("b", slug="a")
    edit("a", slug="b")

    export = export_content(folder)

    assert (len(export.wrote), export.removed) == (2, [])
    assert all_bytes(folder) == {
        "en/basics/a.md": article("b").encode(),
        "en/basics/b.md": article("a").encode(),
    }


@pytest.mark.parametrize("with_edit", [False, True])
def test_file_changes_that_were_never_imported_are_left_alone(folder, with_edit):
    import_content(fill(folder, {PAGE: article()}))
    if with_edit:
        edit(title="Staff's title")
    fill(folder, {PAGE: article(title="File's title")})
    before = all_bytes(folder)

    export = export_content(folder)

    assert [piece.key for piece in export.left] == ["sleep"]
    assert "left alone" in next(export.lines(0))
    assert all_bytes(folder) == before
    assert outcomes(import_content(folder))["sleep"] is (
        Outcome.CONFLICT if with_edit else Outcome.UPDATE
    )


def test_overwriting_settles_a_conflict_for_the_site(folder):
    import_content(fill(folder, {PAGE: article()}))
    edit(title="Staff's title")
    fill(folder, {PAGE: article(title="File's title")})

    export_content(folder, overwrite=True)

    assert "Staff's title" in (folder / PAGE).read_text()
    assert outcomes(import_content(folder)) == {"sleep": Outcome.UNCHANGED}


def test_file_that_was_never_imported_stays(folder):
    import_content(fill(folder, {"glossary.yaml": TERM}))
    other = TERM.replace("placebo", "agonist")
    fill(folder, {PAGE: article(), "glossary.yaml": other + TERM})
    before = all_bytes(folder)

    export = export_content(folder, overwrite=True)

    assert (export.left, all_bytes(folder)) == ([], before)


def test_vanished_file_comes_back(folder):
    import_content(fill(folder, {PAGE: article(), "en/basics/rest.md": article("rest")}))
    (folder / PAGE).unlink()

    export_content(folder)

    assert (folder / PAGE).read_text() == article()


def test_what_staff_removed_leaves_the_files(folder):
    import_content(fill(folder, {**one_of_each(), "glossary.yaml": TERM}))
    GlossaryTerm.objects.all().delete()

    export = export_content(folder)

    assert export.removed == ["glossary.yaml"]
    assert not Agreement.objects.filter(key="placebo").exists()
    assert "placebo" not in outcomes(import_content(folder))


def test_unreadable_file_is_left_alone_and_named(folder):
    import_content(fill(folder, one_of_each()))
    edit(title="Staff's title")
    fill(folder, {PAGE: b"\xff", "glossary.yaml": TERM + "- term: x\n"})
    before = all_bytes(folder)

    export = export_content(folder, overwrite=True)

    assert {problem.file for problem in export.problems} == {PAGE, "glossary.yaml"}
    assert all_bytes(folder) == before


def test_place_taken_by_the_file_of_another_article_is_left_alone(folder):
    make_article(id="own", topic="basics", slug="sleep")
    fill(folder, {PAGE: article()})

    export = export_content(folder)

    assert [piece.key for piece in export.left] == ["sleep"]
    assert (folder / PAGE).read_text() == article()
    assert not Agreement.objects.exists()


def test_synonyms_and_strangers_are_not_touched(folder):
    import_content(fill(folder, one_of_each()))
    fill(folder, {"images/a.png": b"\x89", ".note": b"x"})
    before = all_bytes(folder)

    export_content(folder)

    assert all_bytes(folder) == before


def test_stop_between_file_and_agreement_heals_itself(folder, monkeypatch):
    import_content(fill(folder, {PAGE: article()}))
    edit(title="Staff's title")

    def fail(pieces):
        raise RuntimeError("pulled the plug")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError):
        patched.setattr("ldn_site.contentfiles.exporting.agree", fail)
        export_content(folder)

    assert outcomes(import_content(folder)) == {"sleep": Outcome.UNCHANGED}
    assert Article.objects.get().title == "Staff's title"


def test_another_folder_gets_a_copy_and_no_agreement(folder, tmp_path):
    import_content(fill(folder, {PAGE: article()}))
    edit(title="Staff's title")
    out = StringIO()

    call_command("export_content", to=tmp_path / "copy", stdout=out)

    assert "Staff's title" in (tmp_path / "copy" / PAGE).read_text()
    assert (folder / PAGE).read_text() == article()
    assert outcomes(import_content(folder)) == {"sleep": Outcome.KEEP}
    assert "Files written: 1. Removed: 0." in out.getvalue()


def test_command_writes_into_the_content_folder(folder):
    import_content(fill(folder, one_of_each()))
    edit(title="Staff's title")
    out = StringIO()

    call_command("export_content", stdout=out)

    assert out.getvalue() == f"wrote content/{PAGE}\nFiles written: 1. Removed: 0.\n"


def test_command_ends_with_an_error_where_a_file_cannot_be_read(folder):
    make_article(id="sleep", topic="basics")
    fill(folder, {PAGE: "bad"})

    with pytest.raises(CommandError, match="left alone"):
        call_command("export_content", stderr=StringIO(), stdout=StringIO())


def test_command_names_a_folder_that_cannot_be_written(folder, tmp_path):
    make_article(id="sleep")
    (tmp_path / "file").write_text("")

    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_content", to=tmp_path / "file" / "copy")
