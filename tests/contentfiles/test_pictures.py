"""Pictures as files: in, out and back again without a byte changed."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from ldn_site.articles.models import Article, Publication
from ldn_site.contentfiles.archives import pack, unpack
from ldn_site.contentfiles.canonical import shown_text, text_of
from ldn_site.contentfiles.checking import check_content, fix_content
from ldn_site.contentfiles.deciding import Outcome
from ldn_site.contentfiles.exporting import export_content
from ldn_site.contentfiles.importing import import_content
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.shapes import Kind
from ldn_site.media.models import Picture
from ldn_site.media.renditions import master_name
from ldn_site.media.storage import WholeFiles
from ldn_site.media.writing import delete_picture, save_picture
from tests.contentfiles.folders import (
    SHOWN,
    all_bytes,
    article,
    digests_in_files,
    digests_on_site,
    fill,
    outcomes,
    with_a_picture,
)
from tests.factories import make_article, make_master, make_picture

pytestmark = pytest.mark.django_db
FILE = "images/pill-bottle.webp"
LIST = "images.yaml"
ABOUT_ANOTHER = (
    "images/drawing.svg: this is not a JPEG",
    f"images/other.webp: {LIST} has no entry for it",
    'images/Other.webp: the file name "Other" cannot be',
)


def jpeg():
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG", comment=b"At home")
    return file.getvalue()


def messages(found):
    return [f"{problem.file}: {problem.message}" for problem in found]


def test_picture_goes_in_with_its_file_before_the_page_that_shows_it(folder):
    report = import_content(fill(folder, with_a_picture()), with_publishing=True)

    picture = Picture.objects.get()
    assert report.problems == []
    assert (picture.pk, picture.alt, picture.width) == ("pill-bottle", "A bottle of pills", 64)
    assert picture.digest == make_master().digest
    assert default_storage.exists(master_name(picture.digest))
    assert Publication.objects.get().inputs["images"].keys() == {"pill-bottle"}


def test_what_is_exported_and_imported_again_is_the_same_byte_for_byte(folder):
    make_picture(caption="Ours", credit="Us", focal_x=20, master=make_master(900, 700))
    make_picture("line", alt="", is_decorative=True)
    make_article(body=SHOWN)

    export_content(folder)
    before = all_bytes(folder)
    report = import_content(folder)
    export_content(folder)

    assert report.problems == []
    assert set(outcomes(report).values()) == {Outcome.UNCHANGED}
    assert all_bytes(folder) == before
    assert digests_in_files(folder) == digests_on_site()
    assert before[FILE] == make_master(900, 700).data
    assert before[LIST].decode() == (
        "- id: line\n  is_decorative: true\n"
        "- id: pill-bottle\n  alt: A bottle of pills\n  caption: Ours\n  credit: Us\n"
        "  focal_x: 20\n"
    )


def test_another_file_in_the_folder_replaces_the_picture(folder):
    import_content(fill(folder, with_a_picture()))
    fill(folder, {FILE: make_master(color="red").data})

    report = import_content(folder)

    assert outcomes(report)["pill-bottle"] is Outcome.UPDATE
    assert Picture.objects.get().digest == make_master(color="red").digest


def test_page_left_to_files_follows_its_picture(folder):
    import_content(fill(folder, with_a_picture()), with_publishing=True)
    fill(folder, {FILE: make_master(color="red").data})

    import_content(folder, with_publishing=True)

    live = Publication.objects.live().get()
    assert live.number == 2
    assert live.inputs["images"]["pill-bottle"]["digest"] == make_master(color="red").digest


def test_what_staff_changed_is_kept_and_goes_into_the_files(folder):
    import_content(fill(folder, with_a_picture()))
    save_picture(Picture.objects.get(), by=None, master=make_master(color="red"))

    report = import_content(folder)
    export = export_content(folder)

    assert outcomes(report)["pill-bottle"] is Outcome.KEEP
    assert export.wrote == [FILE]
    assert (folder / FILE).read_bytes() == make_master(color="red").data


def test_picture_that_both_changed_is_a_conflict(folder):
    import_content(fill(folder, with_a_picture()))
    save_picture(Picture.objects.get(), by=None, master=make_master(color="red"))
    fill(folder, {FILE: make_master(color="blue").data})

    report = import_content(folder)
    export = export_content(folder)

    assert outcomes(report)["pill-bottle"] is Outcome.CONFLICT
    assert [piece.key for piece in export.left] == ["pill-bottle"]
    assert (folder / FILE).read_bytes() == make_master(color="blue").data


def test_new_page_is_held_while_its_picture_is_a_draft_of_staff(folder):
    import_content(fill(folder, with_a_picture(body="No picture yet.")))
    save_picture(Picture.objects.get(), by=None, master=make_master(color="red"))
    fill(folder, {"en/basics/dreams.md": article("dreams", body=SHOWN)})

    report = import_content(folder, with_publishing=True)

    assert [piece.key for piece in report.held] == ["dreams"]
    assert not Publication.objects.filter(article="dreams").exists()


def test_picture_that_staff_deleted_leaves_the_files(folder):
    import_content(fill(folder, with_a_picture(body="No picture.")))
    delete_picture(Picture.objects.get(), by=None)

    export = export_content(folder)

    assert not (folder / FILE).exists()
    assert set(export.removed) == {FILE, LIST}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({FILE: None}, f"{LIST}: there is no file {FILE}"),
        ({FILE: b"<svg/>"}, f"{FILE}: This file cannot be read as a picture"),
        ({"images/drawing.svg": b"<svg/>"}, "images/drawing.svg: this is not a JPEG"),
        ({"images/other.webp": "master"}, f"images/other.webp: {LIST} has no entry for it"),
        ({"images/Other.webp": "master"}, 'images/Other.webp: the file name "Other" cannot be'),
        ({"images/pill-bottle.jpg": jpeg()}, f"{FILE}: there is another picture of this name"),
        ({LIST: "- id: pill-bottle\n"}, f"{LIST}: It has no words for people who cannot see it."),
        ({LIST: "- id: pill-bottle\n  alt: Photo of pills\n"}, f"{LIST}: It begins with"),
        ({LIST: "- id: pill-bottle\n  alt: Pills\n  focal_x: 101\n"}, f'{LIST}: "focal_x"'),
        ({LIST: "- id: pill-bottle\n  alt: Pills\n  file: a.jpg\n"}, f'{LIST}: unknown key "file"'),
    ],
)
def test_fault_is_named_and_nothing_of_the_picture_goes_in(folder, files, message):
    fill(folder, with_a_picture(body="No picture."))
    for name, data in files.items():
        if data is None:
            (folder / name).unlink()
        else:
            fill(folder, {name: make_master().data if data == "master" else data})

    report = import_content(folder)
    kept = all_bytes(folder)
    export_content(folder)

    assert any(said.startswith(message) for said in messages(report.problems))
    assert any(said.startswith(message) for said in messages(check_content(folder)))
    assert Article.objects.exists()
    assert Picture.objects.exists() is (message in ABOUT_ANOTHER)
    assert all_bytes(folder) == kept


def test_page_that_shows_a_bad_picture_is_bad_too(folder):
    fill(folder, with_a_picture() | {FILE: b"<svg/>"})

    report = import_content(folder)

    assert any("no picture called “pill-bottle”" in p.message for p in report.problems)
    assert not Article.objects.exists()


def test_photo_is_made_a_master_once_by_fixing_the_files(folder):
    fill(folder, with_a_picture())
    (folder / FILE).unlink()
    fill(folder, {"images/pill-bottle.jpg": jpeg()})

    refused = messages(import_content(folder).problems)
    fixed = fix_content(folder)
    after = all_bytes(folder)

    assert any("not in its canonical form" in message for message in refused)
    assert fixed == [FILE]
    assert b"At home" not in after[FILE]
    assert "images/pill-bottle.jpg" not in after
    assert fix_content(folder) == []
    assert check_content(folder) == []
    assert import_content(folder).problems == []


def test_full_disk_leaves_out_the_picture_and_says_so(folder, monkeypatch):
    def fail(self, name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WholeFiles, "_save", fail)

    report = import_content(fill(folder, with_a_picture()))

    assert any("disk is full" in problem.message for problem in report.problems)
    assert not Picture.objects.exists()


def test_picture_whose_file_is_lost_is_named_by_the_export(folder):
    picture = make_picture()
    default_storage.delete(master_name(picture.digest))

    export = export_content(folder)

    assert [problem.file for problem in export.problems] == [FILE]


def test_pictures_travel_in_a_zip(folder, tmp_path):
    make_picture(caption="Ours")
    file = io.BytesIO()

    pack(file)
    base = unpack(file, tmp_path / "unpacked")
    report = import_content(tmp_path / "unpacked", base=base, is_home=False)

    assert report.problems == []
    assert outcomes(report) == {"pill-bottle": Outcome.UNCHANGED}


def test_another_file_shows_where_people_compare(folder):
    fill(folder, with_a_picture())
    [before] = [p for p in read_content(folder).pieces if p.kind is Kind.PICTURE]
    fill(folder, {FILE: make_master(32, 32, "red").data})
    [after] = [p for p in read_content(folder).pieces if p.kind is Kind.PICTURE]

    assert text_of(before) == text_of(after)
    assert "64 × 48 pixels" in shown_text(before)
    assert "32 × 32 pixels" in shown_text(after)
