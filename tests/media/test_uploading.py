import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ldn_site.media.models import Picture
from ldn_site.media.storage import WholeFiles
from tests.factories import make_picture, make_user
from tests.media.files import halves, photo, with_exif

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/media/picture/upload/"
SEARCH = "/admin/media/picture/search/"


@pytest.fixture
def writer(client):
    person = make_user("media.add_picture", "media.view_picture")
    client.force_login(person)
    return person


def sent(name="pill-bottle.jpg", data=None, **fields):
    file = SimpleUploadedFile(name, photo() if data is None else data, "image/jpeg")
    return {"file": file, "alt": "A bottle of pills"} | fields


@pytest.mark.usefixtures("writer")
def test_upload_answers_with_the_markdown_that_shows_the_picture(client):
    response = client.post(UPLOAD, sent(caption="Ours"))

    picture = Picture.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "name": "pill-bottle",
        "alt": "A bottle of pills",
        "markdown": "```picture\npicture: pill-bottle\n```\n",
        "url": f"/media/pictures/{picture.digest[:2]}/{picture.digest}-64.webp",
        "width": 64,
        "height": 48,
    }
    assert (picture.caption, picture.focal) == ("Ours", (50, 50))
    served = client.get(response.json()["url"])
    assert b"".join(served.streaming_content)[8:12] == b"WEBP"


def test_upload_is_in_the_name_of_the_person(client, writer):
    client.post(UPLOAD, sent())

    assert Picture.objects.get().uploaded_by == str(writer)
    assert Picture.objects.get().history.get().history_user == writer


@pytest.mark.usefixtures("writer")
def test_second_picture_of_the_same_file_name_gets_another_name(client):
    client.post(UPLOAD, sent())
    client.post(UPLOAD, sent())

    assert {picture.pk for picture in Picture.objects.all()} == {"pill-bottle", "pill-bottle-2"}


@pytest.mark.usefixtures("writer")
@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"data": b"<svg/>", "name": "a.svg"}, "file", "not a JPEG, PNG or WebP"),
        ({"data": b"<svg/>", "name": "a.png"}, "file", "cannot be read"),
        ({"data": b""}, "file", "empty"),
        ({"alt": ""}, "alt", "mark it as decorative"),
        ({"alt": "Picture of a bottle"}, "alt", "Begin with what it shows"),
        ({"is_decorative": "on"}, "alt", "take the mark away"),
        ({"credit": "x" * 201}, "credit", "200"),
    ],
)
def test_upload_that_cannot_be_kept_says_why_beside_its_field(client, fields, field, words):
    name = fields.pop("name", "pill-bottle.jpg")

    response = client.post(UPLOAD, sent(name, fields.pop("data", None), **fields))

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert words in response.json()["errors"][field][0]
    assert not Picture.objects.exists()


@pytest.mark.usefixtures("writer")
def test_name_that_is_taken_or_no_name_is_refused(client):
    make_picture("pills")

    taken = client.post(UPLOAD, sent() | {"name": "pills"})
    wrong = client.post(UPLOAD, sent() | {"name": "Two Pills"})

    assert list(taken.json()["errors"]) == list(wrong.json()["errors"]) == ["name"]
    assert Picture.objects.count() == 1


@pytest.mark.usefixtures("writer")
def test_upload_without_a_file_asks_for_one(client):
    response = client.post(UPLOAD, {"alt": "A bottle"})

    assert list(response.json()["errors"]) == ["file"]


@pytest.mark.usefixtures("writer")
def test_full_disk_is_said_beside_the_file(client, monkeypatch):
    def fail(self, name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(WholeFiles, "_save", fail)

    response = client.post(UPLOAD, sent())

    assert response.status_code == 400
    assert "disk is full" in response.json()["errors"]["file"][0]
    assert not Picture.objects.exists()


@pytest.mark.usefixtures("writer")
def test_place_where_a_photo_was_taken_is_stored_nowhere(client, media):
    client.post(UPLOAD, sent(data=with_exif(halves())))

    stored = [path.read_bytes() for path in media.rglob("*.webp")]
    assert len(stored) == 4
    assert not [data for data in stored if b"EXIF" in data or b"Camera" in data]


@pytest.mark.parametrize("held", [(), ("media.view_picture",), ("media.change_picture",)])
def test_upload_needs_the_permission_to_add(client, held):
    client.force_login(make_user(*held))

    assert client.post(UPLOAD, sent()).status_code == 403
    assert not Picture.objects.exists()


def test_search_needs_the_permission_to_view(client):
    client.force_login(make_user("media.add_picture"))

    assert client.get(SEARCH).status_code == 403


@pytest.mark.parametrize("url", [UPLOAD, SEARCH])
def test_stranger_is_asked_to_sign_in(client, url):
    assert client.get(url).status_code == 302
    assert client.post(url, {}).status_code in (302, 401)


@pytest.mark.usefixtures("writer")
def test_upload_is_by_post_and_with_the_sites_token(client):
    assert client.get(UPLOAD).status_code == 405

    client.handler.enforce_csrf_checks = True

    assert client.post(UPLOAD, sent()).status_code == 403


@pytest.mark.usefixtures("writer")
def test_request_that_is_too_large_is_refused_in_words_before_it_is_read(client, settings):
    settings.MOST_REQUEST_BYTES = 2 * 1024 * 1024
    body = sent(data=photo() + bytes(3 * 1024 * 1024))

    page = client.post(UPLOAD, body)
    body["file"].seek(0)
    answer = client.post(UPLOAD, body, headers={"accept": "application/json"})

    assert (page.status_code, answer.status_code) == (413, 413)
    assert "1 MB or less" in page.content.decode()
    assert "1 MB or less" in answer.json()["errors"]["file"][0]
    assert not Picture.objects.exists()


@pytest.mark.usefixtures("writer")
@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x\r\nContent-Disposition: form-data\r\n\r\n\xff"]
)
def test_body_that_is_no_form_is_refused_quietly(client, body):
    response = client.generic(
        "POST", UPLOAD, io.BytesIO(body).read(), content_type="multipart/form-data; boundary=x"
    )

    assert response.status_code == 400


@pytest.mark.usefixtures("writer")
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("", ["tablets", "pill-bottle"]),
        ("bottle", ["pill-bottle"]),
        ("white tab", ["tablets"]),
        ("counter", ["tablets"]),
        ("bottle tablets", []),
        ("%_\0'", []),
    ],
)
def test_search_finds_pictures_by_their_name_and_words(client, words, names):
    make_picture("pill-bottle")
    make_picture("tablets", alt="Small white rounds", caption="Tab on a counter")

    found = client.get(SEARCH, {"q": words}).json()["results"]

    assert [row["name"] for row in found] == names
    assert all(row.keys() == {"name", "alt", "url", "width", "height"} for row in found)
