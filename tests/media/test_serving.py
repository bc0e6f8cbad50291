import pytest

from ldn_site.media.renditions import master_name
from tests.factories import make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    picture = make_picture()
    return f"/media/pictures/{picture.digest[:2]}/{picture.digest}-64.webp"


def test_rendition_is_served_as_a_picture_that_can_do_nothing(client, address):
    response = client.get(address)

    assert response.status_code == 200
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not response.cookies


def test_head_is_answered_and_nothing_is_taken_in(client, address):
    head = client.head(address)
    head.close()

    assert (head.status_code, b"".join(head.streaming_content)) == (200, b"")
    assert client.post(address).status_code == 405


def test_master_is_not_served(client):
    picture = make_picture()

    assert client.get(f"/media/{master_name(picture.digest)}").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["", "../db.sqlite3", "ab/", "..%2f..%2fsecret.env", "%2e%2e/secret.env", "ab//etc/passwd"],
)
def test_nothing_else_can_be_reached(client, path, monkeypatch):
    monkeypatch.setattr("ldn_site.media.views.default_storage", None)

    assert client.get(f"/media/pictures/{path}").status_code == 404


def test_name_of_no_file_is_not_found(client):
    assert client.get(f"/media/pictures/ab/ab{'0' * 62}-320.webp").status_code == 404
