import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from ldn_site.contact.models import Message, State
from ldn_site.trail.models import Event
from tests.factories import make_message, make_user

pytestmark = pytest.mark.django_db

SECRET = "Zebra4711"
LIST = "/admin/contact/message/"


@pytest.fixture
def clerk(client):
    user = make_user("contact.view_message", "contact.change_message", display_name="Clerk")
    client.force_login(user)
    return user


@pytest.fixture
def message():
    return make_message(name=f"Ana {SECRET}", text=f"I take {SECRET}.")


def page_of(message: Message) -> str:
    return reverse("admin:contact_message_change", args=[message.pk])


def changes(message: Message, **fields):
    return {"state": message.state, "handled_by": "", "_save": "Save"} | fields


def events():
    return list(Event.objects.order_by("pk").values_list("actor_name", "verb", "detail"))


def test_list_shows_codes_and_states_and_no_words(client, clerk, message):
    body = client.get(LIST).content.decode()

    assert message.code in body
    assert SECRET not in body
    assert not Event.objects.filter(verb="read").exists()


def test_list_needs_no_key(client, clerk, message, settings):
    settings.FIELD_KEYS = ["A" * 43 + "="]

    assert client.get(LIST).status_code == 200
    with pytest.raises(ImproperlyConfigured):
        client.get(page_of(message))


def test_list_asks_as_often_for_many_messages_as_for_one(
    client, clerk, message, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _ in range(10):
        make_message()

    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_message_is_found_by_its_code_only(client, clerk, message):
    other = make_message()

    by_code = client.get(LIST, {"q": message.code.lower()}).content.decode()
    by_words = client.get(LIST, {"q": SECRET}).content.decode()

    assert message.code in by_code
    assert other.code not in by_code
    assert page_of(message) not in by_words


def test_each_reading_is_in_the_trail(client, clerk, message):
    for _ in range(2):
        assert SECRET in client.get(page_of(message)).content.decode()

    assert events()[1:] == [("Clerk", "read", ""), ("Clerk", "read", "")]


def test_desk_changes_its_part_and_the_trail_holds_no_words(client, clerk, message):
    response = client.post(
        page_of(message),
        changes(message, state="in-hand", handled_by=clerk.pk),
    )

    stored = Message.objects.get()
    assert response.status_code == 302
    assert (stored.state, stored.handled_by) == (State.IN_HAND, clerk)
    assert events()[-1] == ("Clerk", "handled", "state, handled_by; state in-hand")
    assert SECRET not in str(list(Event.objects.values_list()))
    assert SECRET not in str(list(LogEntry.objects.values_list()))
    assert LogEntry.objects.get().object_repr == message.code


def test_saving_without_a_change_leaves_no_mark(client, clerk, message):
    client.post(page_of(message), changes(message))

    assert "handled" not in [verb for _actor, verb, _detail in events()]


def test_what_the_visitor_wrote_cannot_be_changed(client, clerk, message):
    forged = {"name": "Bob", "reply_to": "bob@example.org", "text": "Else", "subject": "other"}

    client.post(page_of(message), changes(message, **forged, code="AAAA-AAAA", fingerprint="x"))

    stored = Message.objects.get()
    for name in (*forged, "code", "fingerprint"):
        assert getattr(stored, name) == getattr(message, name)


def test_unknown_state_is_refused(client, clerk, message):
    response = client.post(page_of(message), changes(message, state="burned"))

    assert response.status_code == 200
    assert Message.objects.get().state == State.NEW


def test_words_are_shown_as_text(client, clerk):
    message = make_message(name="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")

    body = client.get(page_of(message)).content.decode()

    assert "<script>alert" not in body
    assert "<img src=x" not in body


def test_pages_with_words_are_never_stored_by_a_browser(client, clerk, message):
    assert "no-store" in client.get(page_of(message))["Cache-Control"]


@pytest.mark.parametrize("path", ["add/", "{pk}/delete/"])
def test_clerk_neither_adds_nor_deletes(client, clerk, message, path):
    address = LIST + path.format(pk=message.pk)

    assert client.get(address).status_code == 403
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert Message.objects.count() == 1


def test_clerk_cannot_delete_from_the_list(client, clerk, message):
    client.post(LIST, {"action": "delete_selected", "_selected_action": [message.pk]})

    assert Message.objects.count() == 1


@pytest.mark.parametrize("from_the_list", [True, False])
def test_manager_deletes_and_the_trail_remembers_the_code(client, message, from_the_list):
    may = ("contact.view_message", "contact.change_message", "contact.delete_message")
    client.force_login(make_user(*may, display_name="Manager"))

    if from_the_list:
        action = {"action": "delete_selected", "_selected_action": [message.pk], "post": "yes"}
        client.post(LIST, action)
    else:
        client.post(reverse("admin:contact_message_delete", args=[message.pk]), {"post": "yes"})

    assert not Message.objects.exists()
    assert Event.objects.filter(verb="deleted", thing_name=message.code).count() == 1
    assert SECRET not in str(list(LogEntry.objects.values_list()))


def test_account_that_is_removed_leaves_the_message(message):
    clerk = make_user()
    Message.objects.update(handled_by=clerk)

    clerk.delete()

    assert Message.objects.get().handled_by is None


def opened(client, message: Message) -> dict:
    """What a clerk's browser holds after the message was opened."""
    form = client.get(page_of(message)).context["adminform"].form
    seen = {name: form[name].value() or "" for name in form.fields}
    return seen | {form[name].html_initial_name: value for name, value in seen.items()}


def test_colleagues_who_change_different_things_undo_nothing(client, clerk, message):
    first, second = opened(client, message), opened(client, message)

    client.post(page_of(message), first | {"handled_by": clerk.pk})
    client.post(page_of(message), second | {"state": "in-hand"})

    stored = Message.objects.get()
    assert (stored.state, stored.handled_by) == (State.IN_HAND, clerk)
