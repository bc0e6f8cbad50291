"""The content as a zip: taken home, changed, and brought back without losing anybody's work."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ldn_site.articles.models import Article, Publication
from ldn_site.contentfiles import archives, desk
from ldn_site.contentfiles.archives import BadArchive, pack, unpack
from ldn_site.contentfiles.importing import import_content
from ldn_site.trail.models import Event
from tests.contentfiles.folders import article, edit, fill, one_of_each, outcomes
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "var"


@pytest.fixture
def writer(client):
    user = make_user("contentfiles.export_files", "contentfiles.import_files")
    client.force_login(user)
    return user


@pytest.fixture
def site(folder):
    import_content(fill(folder, one_of_each()))


def packed() -> dict[str, str]:
    file = io.BytesIO()
    pack(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def zipped(files: dict[str, str]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    file.seek(0)
    return file


def send(client, files: dict[str, str] | bytes):
    data = files if isinstance(files, bytes) else zipped(files).getvalue()
    upload = SimpleUploadedFile("content.zip", data, content_type="application/zip")
    return client.post(reverse("files_upload"), {"archive": upload}, follow=True)


def apply(client, shown):
    return client.post(shown.redirect_chain[-1][0], {"stamp": shown.context["stamp"]}, follow=True)


def test_zip_brought_back_unchanged_changes_nothing(site, client, writer):
    shown = send(client, packed())

    assert shown.context["wanted"] == 0
    assert not shown.context["groups"]
    assert "nothing to take" in shown.content.decode()


def test_change_made_at_home_is_shown_then_taken_in_the_name_of_the_person(site, client, writer):
    files = packed()
    files["content/en/basics/sleep.md"] = article(body="Better words.")

    shown = send(client, files)

    assert "Better words." in shown.content.decode()
    assert Article.objects.get().body != "Better words."
    done = apply(client, shown)
    assert "Taken: 1" in done.content.decode()
    assert Article.objects.get().body == "Better words."
    assert Article.objects.get().history.first().history_user == writer
    assert not Publication.objects.exists()
    assert Event.objects.filter(verb="brought in files", actor_id=writer.pk).exists()


def test_what_colleagues_changed_since_is_kept_and_said(site, client, writer):
    files = packed()
    edit(body="Words of a colleague.")
    files["content/en/basics/sleep.md"] = article(body="Words from home.")
    files["content/glossary.yaml"] = files["content/glossary.yaml"].replace("look-alike", "twin")

    shown = send(client, files)
    apply(client, shown)

    page = shown.content.decode()
    assert "the site keeps its text" in page
    assert "colleague" in page
    assert "home" in page
    assert Article.objects.get().body == "Words of a colleague."
    assert "twin" in packed()["content/glossary.yaml"]


def test_article_that_only_the_site_changed_is_kept(site, client, writer):
    files = packed()
    edit(body="Words of a colleague.")

    shown = send(client, files)

    assert [group.outcome.value for group in shown.context["groups"]] == ["keep"]


def test_next_import_of_the_content_folder_leaves_what_a_zip_brought(site, folder, client, writer):
    files = packed()
    files["content/en/basics/sleep.md"] = article(body="Better words.")
    apply(client, send(client, files))

    report = import_content(folder)

    assert outcomes(report)["sleep"].value == "keep"
    assert Article.objects.get().body == "Better words."


def test_zip_without_its_outer_folder_or_with_another_is_read(site, client, writer):
    for root in ("", "my changes/content/"):
        shown = send(client, {f"{root}en/basics/sleep.md": article(body="Better words.")})

        assert shown.context["wanted"] == 1


def test_file_with_a_fault_is_named_with_line_and_the_rest_is_taken(site, client, writer):
    files = packed()
    files["content/en/basics/sleep.md"] = article(body="Unknown. [@nobody-2020]")
    files["content/en/basics/rest.md"] = article("rest", body="Rest well.")

    shown = send(client, files)
    apply(client, shown)

    assert "en/basics/sleep.md, line" in shown.content.decode()
    assert "nobody-2020" in shown.content.decode()
    assert Article.objects.filter(pk="rest").exists()


def test_report_that_is_out_of_date_is_shown_again_and_nothing_is_done(site, client, writer):
    files = packed()
    files["content/en/basics/sleep.md"] = article(body="Better words.")
    shown = send(client, files)
    edit(body="Words of a colleague.")

    again = apply(client, shown)

    assert "has changed since you read this" in again.content.decode()
    assert Article.objects.get().body == "Words of a colleague."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a zip", "not a zip file"),
        (zipped({}).getvalue(), "is empty"),
        (zipped({"readme.txt": "Hello."}).getvalue(), "no content"),
        (zipped({"en/basics/sleep.md": "x"}).getvalue()[:60], "not a zip file"),
        (zipped({"en/../../evil.md": "x"}).getvalue(), "no name for a file"),
        (zipped({"/en/basics/evil.md": "x"}).getvalue(), "no name for a file"),
    ],
    ids=["words", "empty", "stranger", "cut", "parent", "absolute"],
)
def test_bad_zip_is_refused_in_words_and_kept_nowhere(client, writer, data, words):
    shown = send(client, data)

    assert shown.status_code == 400
    assert words in shown.content.decode()
    assert not list(archives.uploads().iterdir())


def test_zip_that_unpacks_too_large_or_holds_too_many_files_is_refused(monkeypatch, tmp_path):
    files = {"en/basics/a.md": "x" * 100, "en/basics/b.md": "x" * 100}
    for limit, value in (("LARGEST_WHOLE", 150), ("MOST_FILES", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(archives, limit, value)
            with pytest.raises(BadArchive):
                unpack(zipped(files), tmp_path)
    assert not list(tmp_path.iterdir())


def test_zip_larger_than_the_limit_is_refused(client, writer, monkeypatch):
    monkeypatch.setattr(desk, "LARGEST_ZIP", 10)

    assert "larger than" in send(client, {"en/basics/a.md": "x"}).content.decode()


def test_link_in_a_zip_is_refused(tmp_path):
    file = io.BytesIO()
    info = zipfile.ZipInfo("en/basics/passwords.md")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(info, "/etc/passwd")

    with pytest.raises(BadArchive):
        unpack(file, tmp_path)


def test_nobody_reads_or_applies_the_zip_of_a_colleague(site, client, writer):
    files = packed()
    files["content/en/basics/sleep.md"] = article(body="Better words.")
    shown = send(client, files)
    client.force_login(make_user("contentfiles.import_files"))

    other = client.get(shown.redirect_chain[-1][0], follow=True)

    assert "no longer here" in other.content.decode()


def test_right_to_export_is_none_to_import(site, client):
    client.force_login(make_user("contentfiles.export_files"))

    assert client.get(reverse("files")).status_code == 200
    assert b"".join(client.post(reverse("files_export")).streaming_content)
    assert send(client, packed()).status_code == 403
    assert client.get(reverse("files_report", args=["a" * 32])).status_code == 403
    client.force_login(make_user("articles.view_article"))
    assert client.get(reverse("files")).status_code == 403
    assert client.post(reverse("files_export")).status_code == 403


def test_download_is_a_zip_that_only_a_post_makes(site, client, writer):
    answer = client.post(reverse("files_export"))

    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert "content/en/basics/sleep.md" in archive.namelist()
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(reverse("files_export")).status_code == 405
    assert Event.objects.filter(verb="exported the content").count() == 1


def archive_of(*members, compression=zipfile.ZIP_STORED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


GLOSSARY = ("content/glossary.yaml", "[]\n")
CLAIMED_UTF8 = archive_of(("glossary.yaml", "[]\n"), ("xx-é", "")).replace(
    "é".encode(), b"\xff\xff"
)
BROKEN_LZMA = archive_of(
    ("glossary.yaml", "0123456789" * 50), compression=zipfile.ZIP_LZMA
).replace(b"\x5d\x00\x00", b"\xff\xff\xff")
HOSTILE = {
    "a file in the place of a folder": archive_of(GLOSSARY, ("content/a", ""), ("content/a/b", "")),
    "a folder in the place of a file": archive_of(GLOSSARY, ("content/a/b", ""), ("content/a", "")),
    "a name that is too long": archive_of(GLOSSARY, ("content/" + "x" * 400, "")),
    "a name of broken letters": CLAIMED_UTF8,
    "damaged lzma": BROKEN_LZMA,
    "bzip2, which unpacks without bounds": archive_of(GLOSSARY, compression=zipfile.ZIP_BZIP2),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_zip_is_refused_in_words(data, client, writer):
    answer = send(client, data)

    assert answer.status_code == 400
    assert answer.context["form"].errors["archive"]
    assert not list(archives.uploads().glob("*.zip"))


@pytest.mark.parametrize(
    "note", ["[" * 100_000, '{"article/x": 1', '{"x": {}}', "[1]", '"\\ud800"']
)
def test_hostile_note_in_a_zip_counts_as_none(note, tmp_path):
    data = archive_of(GLOSSARY, (f"content/{archives.EXPORTED}", note))

    assert unpack(io.BytesIO(data), tmp_path) is None
