import errno

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from ldn_site.media import keeping
from ldn_site.media.keeping import CannotKeep
from ldn_site.media.models import Picture
from ldn_site.media.renditions import every_rendition, master_name
from ldn_site.media.storage import WholeFiles
from ldn_site.media.writing import InUse, delete_picture, save_picture
from ldn_site.trail.models import Event
from tests.factories import (
    make_article,
    make_block,
    make_master,
    make_picture,
    make_publication,
    make_user,
)

pytestmark = pytest.mark.django_db
SHOWN = "```picture\npicture: pill-bottle\n```\n"


@pytest.fixture
def full_disk(monkeypatch):
    """A storage that takes two files and then no more."""
    left = iter([True, True])
    save = WholeFiles._save

    def fail(self, name, content):
        if not next(left, False):
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(self, name, content)

    monkeypatch.setattr(WholeFiles, "_save", fail)


def files(media):
    return sorted(path.name for path in media.rglob("*") if path.is_file())


def edit(picture, **fields):
    """Change the stored picture as a form does."""
    row = Picture.objects.get(pk=picture.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def test_picture_is_stored_with_every_size_and_crop_and_is_in_the_trail(media):
    person = make_user()
    master = make_master(700, 500)

    picture = save_picture(Picture(name="pills", alt=" Two\n pills "), by=person, master=master)

    made = [one.name for one in every_rendition(master.digest, 700, 500, (50, 50))]
    assert files(media) == sorted(name[12:] for name in [master_name(master.digest), *made])
    assert Picture.objects.get() == picture
    assert (picture.alt, picture.uploaded_by) == ("Two pills", str(person))
    assert list(Event.objects.values_list("verb", "thing_id")) == [("added", "pills")]


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ("", "mark it as decorative"),
        ("   ", "mark it as decorative"),
        ("pills.jpg", "name of a file"),
        ("IMG_1234", "name of a file"),
        ("Image of two pills", "Begin with what it shows"),
        ("A picture of two pills", "Begin with what it shows"),
        ("Photo showing two pills", "Begin with what it shows"),
        ("x" * 151, "150 are the most"),
    ],
)
def test_words_that_help_nobody_are_refused_and_leave_nothing(alt, words, media):
    with pytest.raises(ValidationError, match=words):
        make_picture(alt=alt)

    assert not Picture.objects.exists()
    assert not media.exists()


@pytest.mark.parametrize("alt", ["Photographs on a wall", "x" * 150, "The image center at work"])
def test_plain_words_are_taken(alt):
    assert make_picture(alt=alt).alt == alt


def test_decorative_picture_needs_no_words_and_has_none():
    assert make_picture("line", alt="", is_decorative=True).pk == "line"

    with pytest.raises(ValidationError, match="take the mark away"):
        make_picture("other", alt="Words", is_decorative=True)


@pytest.mark.parametrize(
    "fields",
    [
        {"alt": ""},
        {"is_decorative": True},
        {"focal_x": 101},
        {"focal_y": 101},
    ],
)
def test_database_holds_the_rules_of_pictures(fields):
    picture = make_picture()

    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**fields)


@pytest.mark.usefixtures("full_disk")
def test_full_disk_leaves_no_row_and_no_half_file(media):
    with pytest.raises(CannotKeep, match="disk is full"):
        make_picture()

    assert not Picture.objects.exists()
    assert not Event.objects.exists()
    assert [name for name in files(media) if not name.endswith(".webp")] == []


def test_file_that_could_not_be_written_to_its_end_is_not_there(media, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda _file: (_ for _ in ()).throw(OSError(errno.EIO, "")))

    with pytest.raises(CannotKeep):
        make_picture()

    assert files(media) == []


def test_upload_after_a_stop_uses_what_is_there(media):
    master = make_master()
    keeping.keep(master, (50, 50))
    before = {path: path.stat().st_mtime_ns for path in media.rglob("*.webp")}

    make_picture(master=master)

    assert {path: path.stat().st_mtime_ns for path in media.rglob("*.webp")} == before
    assert before


def test_replacing_the_file_keeps_the_old_one_and_the_history():
    picture = make_picture(master=make_master(color="teal"))
    old = picture.digest

    save_picture(edit(picture), by=None, master=make_master(color="red"))

    assert Picture.objects.get().digest != old
    assert default_storage.exists(master_name(old))
    assert [row.digest for row in picture.history.all()][1] == old
    assert Event.objects.latest("pk").verb == "replaced"


def test_new_focal_point_makes_new_crops_and_keeps_the_old():
    picture = make_picture(master=make_master(64, 64))

    save_picture(edit(picture, focal_y=0), by=None)

    for focal in ((50, 50), (50, 0)):
        for one in every_rendition(picture.digest, 64, 64, focal):
            assert default_storage.exists(one.name)


def test_save_that_changes_nothing_leaves_no_trace():
    picture = make_picture()

    save_picture(edit(picture), by=None)

    assert picture.history.count() == 1
    assert Event.objects.count() == 1


def test_picture_whose_file_was_lost_says_so(media):
    picture = make_picture()
    (media / master_name(picture.digest)).unlink()

    with pytest.raises(CannotKeep, match="choose the file again"):
        save_picture(edit(picture, focal_x=1), by=None)


def test_picture_in_a_working_text_cannot_be_deleted():
    picture = make_picture()
    make_article(title="Sleep", body=SHOWN)

    with pytest.raises(InUse, match="Sleep"):
        delete_picture(picture, by=None)


def test_picture_in_a_shared_block_cannot_be_deleted_and_names_the_pages():
    picture = make_picture()
    make_block("bottle", SHOWN)
    make_article(title="Sleep", body="{{ block: bottle }}\n")

    with pytest.raises(InUse) as refused:
        delete_picture(picture, by=None)

    assert {use.title for use in refused.value.uses} == {"bottle", "Sleep"}


def test_picture_on_a_live_page_cannot_be_deleted_though_the_draft_lost_it():
    picture = make_picture()
    article = make_publication(title="Sleep", body=SHOWN).article
    type(article).objects.filter(pk=article.pk).update(body="Some words.\n")

    with pytest.raises(InUse, match="Sleep"):
        delete_picture(picture, by=None)


def test_deleted_picture_takes_its_files_along(media, django_capture_on_commit_callbacks):
    picture = make_picture(master=make_master(color="teal"))
    save_picture(edit(picture), by=None, master=make_master(color="red"))
    other = make_picture("other", master=make_master(color="blue"))

    with django_capture_on_commit_callbacks(execute=True):
        delete_picture(picture, by=None)

    assert not Picture.objects.filter(pk=picture.pk).exists()
    assert files(media)
    assert all(name.startswith(other.digest) for name in files(media))


def test_files_that_a_publication_was_made_with_outlive_the_picture(
    media, django_capture_on_commit_callbacks
):
    picture = make_picture()
    article = make_publication(body=SHOWN).article
    type(article).objects.filter(pk=article.pk).update(body="Some words.\n")
    make_publication(type(article).objects.get(pk=article.pk), change_note="Without it.")

    with django_capture_on_commit_callbacks(execute=True):
        delete_picture(picture, by=None)

    assert not Picture.objects.exists()
    assert default_storage.exists(master_name(picture.digest))


def test_files_that_another_picture_shares_stay(media, django_capture_on_commit_callbacks):
    master = make_master()
    picture, other = make_picture(master=master), make_picture("other", master=master)

    with django_capture_on_commit_callbacks(execute=True):
        delete_picture(picture, by=None)

    assert default_storage.exists(master_name(other.digest))
