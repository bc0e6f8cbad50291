"""Files go in whole or not at all, and never over a person's work."""

import pytest
from django.core.exceptions import ValidationError

from ldn_site.articles.models import Article, GlossaryTerm, Publication, SharedBlock
from ldn_site.articles.writing import Stale, save_block, save_term
from ldn_site.contentfiles import storing
from ldn_site.contentfiles.deciding import Outcome
from ldn_site.contentfiles.importing import import_content
from ldn_site.contentfiles.models import Agreement
from ldn_site.evidence.models import Claim, Reference
from ldn_site.trail.models import Event
from tests.contentfiles.folders import (
    BLOCK,
    CLAIM,
    REFERENCE,
    TERM,
    article,
    digests_in_files,
    digests_on_site,
    edit,
    fill,
    one_of_each,
    outcomes,
)
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
PAGE = "en/basics/sleep.md"


def test_one_of_each_kind_goes_in_as_written(folder):
    fill(folder, one_of_each())

    report = import_content(folder)

    assert set(outcomes(report).values()) == {Outcome.CREATE}
    assert digests_on_site() == digests_in_files(folder)
    assert Reference.objects.get().arms[0]["events"] == 12
    assert Claim.objects.get().references == ["smith-2020-trial"]
    assert GlossaryTerm.objects.get().term == "placebo"
    assert SharedBlock.objects.get().body == BLOCK.strip()


def test_second_import_changes_nothing(folder, django_assert_max_num_queries):
    fill(folder, one_of_each())
    import_content(folder, with_publishing=True)
    before = Event.objects.count(), Publication.objects.count(), Article.history.count()

    with django_assert_max_num_queries(12):
        report = import_content(folder, with_publishing=True)

    assert set(outcomes(report).values()) == {Outcome.UNCHANGED}
    assert before == (Event.objects.count(), Publication.objects.count(), Article.history.count())


def test_second_import_renders_nothing(folder, monkeypatch):
    fill(folder, one_of_each())
    import_content(folder, with_publishing=True)

    def refuse(*args, **kwargs):
        raise AssertionError("rendered")

    monkeypatch.setattr("ldn_site.articles.checking.render", refuse)
    monkeypatch.setattr("ldn_site.articles.resolving.render", refuse)

    import_content(folder, with_publishing=True)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (PAGE, "LDN and sleep", "LDN and rest"),
        ("blocks/off-label.md", "This use", "Such a use"),
        ("references.yaml", "events: 12", "events: 11"),
        ("glossary.yaml", "A look-alike", "Something"),
        ("claims.yaml", "Nobody knows", "We do not know"),
    ],
)
def test_changed_file_updates_what_nobody_else_changed(folder, file, old, new):
    files = one_of_each()
    import_content(fill(folder, files))
    fill(folder, {file: files[file].replace(old, new)})

    report = import_content(folder)

    assert list(outcomes(report).values()).count(Outcome.UPDATE) == 1
    assert digests_on_site() == digests_in_files(folder)


def test_edit_by_staff_survives_every_import(folder):
    import_content(fill(folder, one_of_each()), with_publishing=True)
    edit(title="Staff's title")
    save_block(SharedBlock(name="off-label", body="Staff's words."), by=None)

    reports = [import_content(folder, with_publishing=True) for _ in range(2)]

    assert [outcomes(report)["sleep"] for report in reports] == [Outcome.KEEP] * 2
    assert [outcomes(report)["off-label"] for report in reports] == [Outcome.KEEP] * 2
    assert Article.objects.get().title == "Staff's title"
    assert SharedBlock.objects.get().body == "Staff's words."
    assert Publication.objects.live().get().title == "LDN and sleep"


def test_change_on_both_sides_is_reported_and_changes_neither(folder):
    import_content(fill(folder, {PAGE: article()}))
    edit(title="Staff's title")
    fill(folder, {PAGE: article(title="File's title")})

    report = import_content(folder)

    assert outcomes(report) == {"sleep": Outcome.CONFLICT}
    assert "CONFLICT: content/en/basics/sleep.md" in next(report.lines(0))
    assert Article.objects.get().title == "Staff's title"


def test_same_change_on_both_sides_is_an_agreement(folder):
    import_content(fill(folder, {PAGE: article()}))
    edit(title="Same title")
    fill(folder, {PAGE: article(title="Same title")})

    assert outcomes(import_content(folder)) == {"sleep": Outcome.UNCHANGED}

    fill(folder, {PAGE: article(title="Next title")})
    assert outcomes(import_content(folder)) == {"sleep": Outcome.UPDATE}


def test_article_made_on_the_site_is_no_match_for_a_file_of_its_id(folder):
    make_article(id="sleep", slug="sleep", topic="basics", title="Staff's page")

    report = import_content(fill(folder, {PAGE: article()}))

    assert outcomes(report) == {"sleep": Outcome.CONFLICT}
    assert Article.objects.get().title == "Staff's page"


def test_what_staff_removed_does_not_come_back(folder):
    import_content(fill(folder, one_of_each()))
    GlossaryTerm.objects.all().delete()

    assert outcomes(import_content(folder))["placebo"] is Outcome.KEEP
    assert not GlossaryTerm.objects.exists()


def test_vanished_file_is_reported_and_deletes_nothing(folder):
    import_content(fill(folder, {PAGE: article(), "en/basics/rest.md": article("rest")}))
    (folder / PAGE).unlink()

    report = import_content(folder)

    assert outcomes(report)["sleep"] is Outcome.VANISHED
    assert any(PAGE in line and "the file is gone" in line for line in report.lines(1))
    assert Article.objects.filter(pk="sleep").exists()


def test_unreadable_file_has_not_vanished(folder):
    import_content(fill(folder, one_of_each()))
    fill(folder, {PAGE: b"\xff", "references.yaml": "- id: [", "en/basics/b.md": article("b")})

    report = import_content(folder)

    assert Outcome.VANISHED not in outcomes(report).values()
    assert len(report.bad_files) == 2


def test_article_made_on_the_site_needs_no_file(folder):
    make_article(id="own")

    report = import_content(fill(folder, {PAGE: article()}))

    assert outcomes(report) == {"sleep": Outcome.CREATE, "own": Outcome.KEEP}
    assert not any("own" in line for line in report.lines(2))


BAD = {
    "unknown citation": (article(body="a\n\nIt helps. [@smith-2020]"), 11, "smith-2020"),
    "unknown block": (article(body="{{ block: of-label }}"), 9, "of-label"),
    "dead link": (article(body="[x](/basics/nowhere/)"), 9, "/basics/nowhere/"),
    "dead link to a study": (article(body="[x](/evidence/nobody-2020/)"), 9, "nobody-2020"),
    "leftover block": (article(body="a\n\n///"), 11, "ends a box"),
    "image": (article(body="![](images/a.png)"), 9, "images/a.png"),
    "dose": (article(body="Take .5 mg."), 9, ".5 mg"),
    "title too long": (article(title="x" * 121), 3, "120"),
    "grade off the scale": (article(evidence=5, evidence_reason="So."), 7, "evidence"),
    "months off the scale": (article(review_months=99), 6, "36"),
    "translation of nothing": (article(translates="no"), 7, '"no"'),
    "translation of itself": (article(translates="sleep"), 7, "same language"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_article_is_left_out_and_named(folder, case):
    text, line, message = BAD[case]
    fill(folder, {**one_of_each(), PAGE: text, "en/basics/good.md": article("good")})

    report = import_content(folder, with_publishing=True)

    assert (report.problems[0].file, report.problems[0].line) == (PAGE, line)
    assert message in report.problems[0].message
    assert report.problems[0].remedy
    assert list(Article.objects.values_list("pk", flat=True)) == ["good"]


BAD_PIECES = {
    "design": ("references.yaml", REFERENCE.replace("randomised-", "random-"), 5, "randomised-"),
    "arms": ("references.yaml", REFERENCE.replace("events: 12", "events: 21"), 7, "correct"),
    "doi": ("references.yaml", REFERENCE + "  doi: 12345\n", 20, "form named"),
    "url": ("references.yaml", REFERENCE + "  url: javascript:alert(1)\n", 20, "form named"),
    "verdict": ("claims.yaml", CLAIM.replace("unsupported", "wrong"), 3, "misleading"),
    "claim's reference": ("claims.yaml", CLAIM.replace("smith", "smyth"), 5, "cite one"),
    "same people": ("references.yaml", REFERENCE + "  part_of: nobody-2019\n", 20, "name one"),
    "its own people": ("references.yaml", REFERENCE + "  part_of: smith-2020-trial\n", 20, "name"),
    "block": ("blocks/off-label.md", "\nAs shown. [@nobody-2020]\n", 2, "[@"),
    "block in a block": ("blocks/off-label.md", "{{ block: off-label }}\n", 1, "block"),
    "term": ("glossary.yaml", TERM.replace("term: p", f"term: {'p' * 81}"), 2, "shorter"),
}


@pytest.mark.parametrize("case", BAD_PIECES)
def test_bad_piece_is_left_out_and_named(folder, case):
    file, text, line, remedy = BAD_PIECES[case]
    fill(folder, {**one_of_each(), file: text})

    report = import_content(folder)

    problem = next(problem for problem in report.problems if problem.file == file)
    assert problem.line == line
    assert remedy in problem.remedy
    assert file not in {piece.file for piece in report.outcomes}


def test_what_rests_on_a_bad_piece_is_bad_too(folder):
    bad = REFERENCE.replace("randomised-", "random-")

    report = import_content(fill(folder, {**one_of_each(), "references.yaml": bad}))

    assert {problem.file for problem in report.problems} == {"references.yaml", "claims.yaml", PAGE}
    assert outcomes(report) == {"off-label": Outcome.CREATE, "placebo": Outcome.CREATE}


def test_what_rests_on_an_older_piece_on_the_site_is_not_bad(folder):
    import_content(fill(folder, one_of_each()))
    bad = REFERENCE.replace("randomised-", "random-")
    page = one_of_each()[PAGE].replace("Some got", "A few got")

    report = import_content(fill(folder, {"references.yaml": bad, PAGE: page}))

    assert {problem.file for problem in report.problems} == {"references.yaml"}
    assert outcomes(report)["sleep"] is Outcome.UPDATE


def test_link_to_a_page_whose_file_is_bad_does_not_take_the_linking_page_down(folder):
    files = {PAGE: article(body="[x](/basics/rest/)"), "en/basics/rest.md": "no front matter"}

    report = import_content(fill(folder, files), with_publishing=True)

    assert report.bad_files == ["en/basics/rest.md"]
    assert report.published == ["/basics/sleep/"]


@pytest.mark.parametrize(
    "refusal", [Stale(Article(id="off-label")), ValidationError({"body": "Not like this."})]
)
def test_piece_that_a_writer_refuses_is_left_out_with_what_rests_on_it(
    folder, monkeypatch, refusal
):
    import_content(fill(folder, {"en/basics/old.md": article("old")}))
    save = storing.save

    def refuse_blocks(piece, stored, **who):
        if piece.key == "off-label":
            raise refusal
        save(piece, stored, **who)

    monkeypatch.setattr("ldn_site.contentfiles.storing.save", refuse_blocks)

    report = import_content(fill(folder, one_of_each()))

    assert report.bad_files == ["blocks/off-label.md", PAGE]
    assert set(digests_on_site()) == {
        name for name in digests_in_files(folder) if name[1] not in ("off-label", "sleep")
    }
    assert Agreement.objects.count() == 4


def test_second_try_without_a_refused_piece_updates_the_others(folder, monkeypatch):
    import_content(fill(folder, one_of_each()))
    page = one_of_each()[PAGE].replace("LDN and sleep", "Next title")
    block = {"blocks/off-label.md": "Other words.\n"}
    save = storing.save

    def refuse_blocks_last(piece, stored, **who):
        save(piece, stored, **who)
        if piece.key == "off-label":
            raise ValidationError("No.")

    monkeypatch.setattr("ldn_site.contentfiles.storing.save", refuse_blocks_last)

    report = import_content(fill(folder, {PAGE: page, **block}))

    assert report.bad_files == ["blocks/off-label.md"]
    assert outcomes(report)["sleep"] is Outcome.UPDATE
    assert Article.objects.get().title == "Next title"
    assert SharedBlock.objects.get().body == BLOCK.strip()


def test_stop_in_the_middle_leaves_nothing(folder, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("pulled the plug")

    monkeypatch.setattr("ldn_site.contentfiles.importing.agree", fail)

    with pytest.raises(RuntimeError):
        import_content(fill(folder, one_of_each()), with_publishing=True)

    assert digests_on_site() == {}
    assert not Event.objects.exists()


def test_dry_run_says_the_same_and_writes_nothing(folder):
    fill(folder, {**one_of_each(), "en/basics/bad.md": "bad"})

    dry = import_content(folder, with_publishing=True, is_dry_run=True)
    assert digests_on_site() == {}
    assert not Event.objects.exists()
    assert not Agreement.objects.exists()

    real = import_content(folder, with_publishing=True)
    assert list(dry.lines(3)) == list(real.lines(3))
    assert dry.problems == real.problems


def test_translation_may_stand_before_its_original(folder):
    files = {
        "en/basics/zzz.md": article("zzz"),
        "es/basics/aaa.md": article("aaa", translates="zzz"),
    }

    report = import_content(fill(folder, files))

    assert report.problems == []
    assert Article.objects.get(pk="aaa").translates_id == "zzz"
    assert Article.objects.get(pk="aaa").path == "/es/basics/aaa/"


def test_owner_and_history_stay_with_an_updated_article(folder):
    import_content(fill(folder, {PAGE: article()}))
    person = make_user()
    Article.objects.update(owner=person)
    fill(folder, {PAGE: article(title="Next")})

    import_content(folder)

    assert Article.objects.get().owner == person
    assert [row.title for row in Article.history.all()] == ["Next", "LDN and sleep"]


def test_term_changed_on_the_site_is_kept(folder):
    import_content(fill(folder, one_of_each()))
    term = GlossaryTerm.objects.get()
    term.definition = "Staff's words."
    save_term(term, by=None)

    assert outcomes(import_content(folder))["placebo"] is Outcome.KEEP
