"""What an import makes public, and what only a person can."""

import pytest

from ldn_site.articles.models import Article, Publication, SharedBlock
from ldn_site.articles.publishing import publish, withdraw
from ldn_site.articles.reviews import review_of
from ldn_site.articles.states import State, standing_of
from ldn_site.articles.writing import save_block
from ldn_site.contentfiles.importing import import_content
from tests.contentfiles.folders import BLOCK, REFERENCE, article, edit, fill, one_of_each
from tests.factories import in_days, make_article, make_publication, sign_as_it_stands

pytestmark = pytest.mark.django_db
PAGE = "en/basics/sleep.md"
BLOCK_FILE = "blocks/off-label.md"
NEW = one_of_each()[PAGE].replace("Some got better", "A few got better")
NEW_BLOCK = BLOCK.replace("This use", "Such a use")
NEW_REFERENCE = REFERENCE.replace("events: 12", "events: 11")


@pytest.fixture
def live(folder):
    """One of each kind, imported and public."""
    import_content(fill(folder, one_of_each()), with_publishing=True)
    return Article.objects.get()


def live_source():
    return Publication.objects.live().get().source


def test_new_article_is_published_once_and_with_a_note(live, folder):
    publication = Publication.objects.get()

    assert publication.path == "/basics/sleep/"
    assert publication.change_note == "First published."
    assert publication.published_by == "command line"
    assert review_of(publication) is None


def test_nothing_is_published_without_being_asked(folder):
    import_content(fill(folder, one_of_each()))

    assert not Publication.objects.exists()


def test_changed_file_replaces_a_page_that_nobody_signed(live, folder):
    report = import_content(fill(folder, {PAGE: NEW}), with_publishing=True)

    assert report.published == ["/basics/sleep/"]
    assert "A few got better" in live_source()
    assert Publication.objects.live().get().change_note == "Updated from the content files."


def test_change_that_readers_cannot_see_publishes_nothing(live, folder):
    fill(folder, {PAGE: one_of_each()[PAGE].replace("order: 100", "order: 7")})

    report = import_content(folder, with_publishing=True)

    assert (report.published, report.problems) == ([], [])
    assert Article.objects.get().order == 7


@pytest.mark.parametrize(
    ("file", "text"),
    [(PAGE, NEW), (BLOCK_FILE, NEW_BLOCK), ("references.yaml", NEW_REFERENCE)],
)
def test_import_voids_a_sign_off_and_leaves_the_signed_text_public(live, folder, file, text):
    sign_as_it_stands(live)
    before = Publication.objects.live().get()
    assert standing_of(live).is_signed

    import_content(fill(folder, {file: text}), with_publishing=True)

    standing = standing_of(Article.objects.get())
    assert not standing.is_signed
    assert standing.state is State.LIVE_WITH_CHANGES
    assert Publication.objects.live().get() == before
    assert review_of(before) is not None


def test_text_that_waits_for_a_person_is_reported(live, folder):
    sign_as_it_stands(live)

    report = import_content(fill(folder, {PAGE: NEW}), with_publishing=True)

    assert [piece.key for piece in report.held] == ["sleep"]
    assert any("a person publishes it" in line for line in report.lines(1))


@pytest.mark.parametrize(
    ("file", "text"), [(BLOCK_FILE, NEW_BLOCK), ("references.yaml", NEW_REFERENCE)]
)
def test_pages_follow_what_this_import_changed_beneath_them(live, folder, file, text):
    report = import_content(fill(folder, {file: text}), with_publishing=True)

    assert report.published == ["/basics/sleep/"]
    assert standing_of(Article.objects.get()).state is State.LIVE


def test_pages_without_the_changed_block_stay_as_they_are(folder):
    fill(folder, {**one_of_each(), "en/basics/rest.md": article("rest")})
    import_content(folder, with_publishing=True)

    report = import_content(fill(folder, {BLOCK_FILE: NEW_BLOCK}), with_publishing=True)

    assert report.published == ["/basics/sleep/"]


def test_draft_of_staff_is_not_published_by_a_changed_block(live, folder):
    edit(title="Draft")

    report = import_content(fill(folder, {BLOCK_FILE: NEW_BLOCK}), with_publishing=True)

    assert report.published == []
    assert Publication.objects.live().get().title == "LDN and sleep"


def test_page_live_with_changes_of_staff_is_not_published_by_another_change(live, folder):
    SharedBlock.objects.update(body="Staff's words.")

    fill(folder, {"references.yaml": NEW_REFERENCE})
    report = import_content(folder, with_publishing=True)

    assert report.published == []
    assert "Staff's words." not in str(Publication.objects.live().get().inputs)


def test_article_made_on_the_site_is_not_published_by_a_changed_block(live, folder):
    own = make_publication(make_article(id="own", body="{{ block: off-label }}")).article

    report = import_content(fill(folder, {BLOCK_FILE: NEW_BLOCK}), with_publishing=True)

    assert report.published == ["/basics/sleep/"]
    assert standing_of(own).state is State.LIVE_WITH_CHANGES


@pytest.mark.parametrize(("file", "text"), [(PAGE, NEW), (BLOCK_FILE, NEW_BLOCK)])
def test_page_that_a_person_scheduled_keeps_its_time(live, folder, file, text):
    scheduled = edit(title="Soon")
    publish(scheduled, by=None, change_note="New title.", publish_at=in_days(3))
    fill(folder, {PAGE: one_of_each()[PAGE].replace("LDN and sleep", "Soon")})
    import_content(folder, with_publishing=True)

    fill(folder, {file: text})
    report = import_content(folder, with_publishing=True)

    assert report.published == []
    assert Publication.objects.live().get().number == 1


@pytest.mark.parametrize(("file", "text"), [(PAGE, NEW), (BLOCK_FILE, NEW_BLOCK)])
def test_withdrawn_page_does_not_come_back(live, folder, file, text):
    withdraw(live, by=None, reason="It was wrong.")

    report = import_content(fill(folder, {file: text}), with_publishing=True)

    assert report.published == []
    assert not Publication.objects.live().exists()


def test_page_that_a_person_published_again_after_withdrawal_is_left_to_persons(live, folder):
    withdraw(live, by=None, reason="It was wrong.")
    publish(edit(title="Mended"), by=None, change_note="Mended.")
    fill(folder, {PAGE: one_of_each()[PAGE].replace("LDN and sleep", "Mended")})
    import_content(folder, with_publishing=True)

    fill(folder, {PAGE: one_of_each()[PAGE].replace("LDN and sleep", "Mended again")})
    import_content(folder, with_publishing=True)

    assert Publication.objects.live().get().title == "Mended"


def test_page_that_a_changed_block_breaks_is_named_and_keeps_its_text(folder):
    page = article(body="[More](#more-words)\n\n{{ block: off-label }}")
    fill(folder, {PAGE: page, BLOCK_FILE: "## More words\n\nText.\n"})
    import_content(folder, with_publishing=True)
    before = Publication.objects.get()

    fill(folder, {BLOCK_FILE: "## Other words\n\nText.\n"})
    report = import_content(folder, with_publishing=True)

    assert report.bad_files == [PAGE]
    assert "#more-words" in report.problems[0].message
    assert Publication.objects.live().get() == before


@pytest.mark.parametrize("name", ["sleep", "rest"])
def test_block_that_staff_have_not_published_is_not_published_by_a_file(live, folder, name):
    save_block(SharedBlock(name="off-label", body="Staff's words."), by=None)
    body = "{{ block: off-label }}\n\nMore text."

    fill(folder, {f"en/basics/{name}.md": article(name, body=body)})
    report = import_content(folder, with_publishing=True)

    assert report.published == []
    assert [piece.key for piece in report.held] == [name]
    assert Publication.objects.live().get().title == "LDN and sleep"


def test_block_that_staff_have_published_holds_nothing_back(live, folder):
    save_block(SharedBlock(name="off-label", body="Staff's words."), by=None)
    publish(live, by=None, change_note="New words.")

    report = import_content(fill(folder, {PAGE: NEW}), with_publishing=True)

    assert report.published == ["/basics/sleep/"]
