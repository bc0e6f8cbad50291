import json

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from ldn_site.contact import desk
from ldn_site.contact.desk import sight_of
from ldn_site.contact.models import Message, Note
from ldn_site.trail.models import Event
from tests.contact.handling import LIST, SECRET, said, words_of
from tests.factories import make_message, make_user

pytestmark = pytest.mark.django_db

CLERK = ("contact.view_message", "contact.change_message")
MANAGER = (*CLERK, "contact.delete_message", "contact.export_message")


@pytest.fixture
def manager(client):
    user = make_user(*MANAGER, display_name="Manager")
    client.force_login(user)
    return user


@pytest.fixture
def theirs():
    ana = {"name": "Ana Example", "reply_to": "ana@example.org"}
    return [make_message(**ana, text=f"{SECRET} {number}") for number in range(2)]


@pytest.fixture
def namesake():
    return make_message(name="Ana Example", reply_to="(713) 555-0188")


@pytest.fixture(autouse=True)
def stranger():
    return make_message()


def address(name: str, message: Message) -> str:
    return reverse(f"admin:contact_message_{name}", args=[message.pk])


def post(client, name: str, message: Message, chosen: list[Message], **more):
    numbers = [each.pk for each in chosen]
    return client.post(address(name, message), {"chosen": numbers, **more})


def test_namesake_is_offered_and_not_chosen(client, manager, theirs, namesake, stranger):
    choices = client.get(address("person", theirs[0])).context["choices"]

    assert [(each["message"], each["is_chosen"]) for each in choices] == [
        (theirs[0], True),
        (theirs[1], True),
        (namesake, False),
    ]


def test_download_holds_the_chosen_messages_with_their_notes(client, manager, theirs, namesake):
    desk.write_down(theirs[0], by=manager, text="Called her.")

    response = post(client, "export", theirs[0], theirs, **{"as": "json"})

    data = json.loads(response.content)["messages"]
    assert [each["text"] for each in data] == [f"{SECRET} 0", f"{SECRET} 1"]
    assert data[0]["notes"][0]["text"] == "Called her."
    assert (data[0]["name"], data[0]["reply_to"]) == ("Ana Example", "ana@example.org")
    disposition = f'attachment; filename="messages-{theirs[0].code}.json"'
    assert response["Content-Disposition"] == disposition
    assert "no-store" in response["Cache-Control"]


def test_download_as_text_reads_as_words(client, manager, theirs):
    response = post(client, "export", theirs[0], theirs[:1], **{"as": "txt"})

    text = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Name: Ana Example" in text
    assert f"{SECRET} 0" in text
    assert f"{SECRET} 1" not in text


def test_download_is_in_the_trail_without_words(client, manager, theirs):
    post(client, "export", theirs[0], theirs)

    exported = Event.objects.filter(verb="exported").values_list("actor_name", "thing_name")
    assert set(exported) == {("Manager", message.code) for message in theirs}
    assert SECRET not in str(list(Event.objects.values_list()))


def test_nothing_of_others_is_handed_out_or_deleted(client, manager, theirs, stranger):
    for name in ("export", "forget"):
        response = client.post(
            address(name, theirs[0]), {"chosen": [stranger.pk], "sure": "yes"}, follow=True
        )
        assert "Tick the messages first." in said(response)
    assert Message.objects.filter(pk=stranger.pk).exists()


def test_deleting_asks_once_more_and_then_takes_all_of_it(client, manager, theirs, stranger):
    desk.write_down(theirs[0], by=manager, text="Called her.")

    asked = post(client, "forget", theirs[0], theirs)
    assert "go for good" in words_of(asked)
    assert Message.objects.count() == 3

    response = post(client, "forget", theirs[0], theirs, sure="yes")
    assert response["Location"] == LIST
    assert list(Message.objects.all()) == [stranger]
    assert not Note.objects.exists()
    gone = Event.objects.filter(verb="deleted").values_list("thing_name", flat=True)
    assert set(gone) == {message.code for message in theirs}
    assert SECRET not in str(list(LogEntry.objects.values_list()))


def test_doubles_that_go_along_are_counted_and_named_in_the_trail(client, manager, theirs):
    first, second = theirs
    desk.merge(second, into=first, by=manager, saw=sight_of(second))

    response = client.post(
        address("forget", first), {"chosen": [first.pk, second.pk], "sure": "yes"}, follow=True
    )

    assert "2 messages are deleted" in said(response)
    gone = Event.objects.filter(verb="deleted").values_list("thing_name", flat=True)
    assert sorted(gone) == sorted([first.code, second.code])


def test_clerk_sees_the_list_and_neither_downloads_nor_deletes(client, theirs):
    client.force_login(make_user(*CLERK))

    page = words_of(client.get(address("person", theirs[0])))

    assert "A manager can download messages" in page
    assert "Download as text" not in page
    assert post(client, "export", theirs[0], theirs).status_code == 403
    assert post(client, "forget", theirs[0], theirs, sure="yes").status_code == 403
    assert Message.objects.count() == 3


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "²", "٣", "x"])
def test_number_of_no_message_chooses_nothing(client, manager, theirs, number):
    for name in ("export", "forget"):
        response = client.post(address(name, theirs[0]), {"chosen": [number]})
        assert response["Location"] == address("person", theirs[0])
