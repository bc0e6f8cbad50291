import pytest

from ldn_site.design.guarding import SEEN, row_digest
from ldn_site.media.models import Picture
from ldn_site.media.renditions import master_name
from ldn_site.media.storage import WholeFiles
from tests.factories import make_article, make_master, make_picture, make_publication, make_user
from tests.media.files import photo
from tests.media.test_uploading import sent

pytestmark = pytest.mark.django_db
LIST = "/admin/media/picture/"
ADD = f"{LIST}add/"
CHANGE = f"{LIST}pill-bottle/change/"
DELETE = f"{LIST}pill-bottle/delete/"
SHOWN = "```picture\npicture: pill-bottle\n```\n"
MAY = [f"media.{verb}_picture" for verb in ("add", "change", "delete", "view")]


@pytest.fixture(autouse=True)
def writer(client):
    person = make_user(*MAY)
    client.force_login(person)
    return person


def form(**fields):
    """What the form of the stored picture sends when nothing was touched."""
    picture = Picture.objects.get(pk="pill-bottle")
    return {
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "focal_x": picture.focal_x,
        "focal_y": picture.focal_y,
        SEEN: row_digest(picture),
    } | fields


def test_picture_is_added_with_a_proposed_name(client, writer):
    response = client.post(ADD, sent("IMG_1234.jpg"))

    picture = Picture.objects.get()
    assert response.status_code == 302
    assert (picture.pk, picture.uploaded_by) == ("a-bottle-of-pills", str(writer))


def test_what_was_typed_comes_back_and_the_file_is_asked_for_again(client):
    response = client.post(ADD, sent(alt="Image of a bottle", caption="My caption"))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Begin with what it shows" in page
    assert "Choose the file once more" in page
    assert "My caption" in page


def test_list_shows_where_each_picture_is_used_in_the_same_queries(
    client, django_assert_max_num_queries
):
    make_picture()
    make_article(title="Sleep", body=SHOWN)
    for number in range(8):
        make_picture(f"other-{number}")
        make_article(body=f"```picture\npicture: other-{number}\n```\n")

    with django_assert_max_num_queries(12):
        page = client.get(LIST).content.decode()

    assert "Sleep" in page
    assert page.count("desk-thumb") == 9


def test_form_names_the_pages_that_will_need_a_new_sign_off(client):
    make_picture()
    make_publication(title="Sleep well", body=SHOWN)

    page = client.get(CHANGE).content.decode()

    assert "needs a new sign-off" in page
    assert "Sleep well</a> (working text)" in page
    assert "Sleep well</a> (public page)" in page


def test_words_and_focal_point_are_changed(client):
    make_picture()

    response = client.post(CHANGE, form(alt="A full bottle", focal_x=20, name="mine"))

    picture = Picture.objects.get()
    assert response.status_code == 302
    assert (picture.pk, picture.alt, picture.focal) == ("pill-bottle", "A full bottle", (20, 50))


def test_another_file_takes_the_place(client):
    old = make_picture(master=make_master(color="red"))

    client.post(CHANGE, form() | {"file": sent()["file"]})

    assert Picture.objects.get().digest != old.digest


def test_full_disk_is_said_in_words_and_changes_nothing(client, monkeypatch):
    make_picture()

    def fail(self, name, content):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(WholeFiles, "_save", fail)

    moved = client.post(CHANGE, form(focal_x=20))
    added = client.post(ADD, sent("new.jpg", photo(color="pink")))

    assert "disk is full or cannot be written to" in moved.content.decode()
    assert "disk is full or cannot be written to" in added.content.decode()
    assert Picture.objects.get().focal == (50, 50)


def test_save_over_a_colleague_is_stopped_once(client):
    make_picture()
    before = form(alt="Mine")
    Picture.objects.update(alt="Theirs")

    response = client.post(CHANGE, before)

    assert "Somebody changed this" in response.content.decode()
    assert Picture.objects.get().alt == "Theirs"


def test_older_file_and_words_are_brought_back(client):
    old = make_picture(master=make_master(color="red"))
    client.post(CHANGE, form(alt="Another bottle") | {"file": sent()["file"]})
    now = Picture.objects.get()
    first = old.history.earliest("pk").pk

    shown = client.get(f"{LIST}pill-bottle/history/").content.decode()
    response = client.post(
        f"{LIST}pill-bottle/restore/", {"which": f"save-{first}", SEEN: row_digest(now)}
    )

    restored = Picture.objects.get()
    assert "Changed: digest of the file" in shown
    assert response.status_code == 302
    assert (restored.digest, restored.alt) == (old.digest, "A bottle of pills")
    assert now.digest != old.digest


def test_older_file_that_is_lost_is_not_brought_back_and_it_is_said(client, media):
    old = make_picture(master=make_master(color="red"))
    client.post(CHANGE, form() | {"file": sent()["file"]})
    now = Picture.objects.get()
    (media / master_name(old.digest)).unlink()
    first = old.history.earliest("pk").pk

    response = client.post(
        f"{LIST}pill-bottle/restore/", {"which": f"save-{first}", SEEN: row_digest(now)}
    )

    assert "choose the file again" in response.content.decode()
    assert Picture.objects.get().digest == now.digest


def test_picture_in_use_is_not_deleted_and_the_texts_are_named(client):
    make_picture()
    make_article(title="Sleep", body=SHOWN)

    for ask in (client.get, client.post):
        answer = ask(DELETE, {"post": "yes"})
        assert answer.status_code == 302
        page = client.get(answer["Location"]).content.decode()
        assert "It is used in: Sleep. Take it out there first." in page
    assert Picture.objects.exists()


def test_picture_that_nothing_shows_is_deleted(client):
    make_picture()

    assert "pill-bottle" in client.get(DELETE).content.decode()
    client.post(DELETE, {"post": "yes"})

    assert not Picture.objects.exists()


def test_reader_of_the_desk_sees_pictures_and_changes_none(client):
    make_picture()
    client.force_login(make_user("media.view_picture"))

    page = client.get(CHANGE)

    assert page.status_code == 200
    assert "focal_x" not in page.content.decode()
    assert client.post(CHANGE, form(alt="Other")).status_code == 403
    assert client.post(ADD, sent()).status_code == 403
    assert client.post(DELETE, {"post": "yes"}).status_code == 403
    assert Picture.objects.get().alt == "A bottle of pills"


@pytest.mark.parametrize("path", [LIST, ADD])
def test_words_of_others_are_escaped(client, path):
    make_picture(alt="A <b>bold</b> bottle")

    assert "<b>bold</b>" not in client.get(path).content.decode()
