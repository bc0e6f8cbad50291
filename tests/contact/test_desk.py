from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import timezone

from ldn_site.contact import desk
from ldn_site.contact.models import Message, Note, State
from ldn_site.contact.screens import stepping
from ldn_site.trail.models import Event
from tests.contact.handling import SECRET, page_of, said, step, words_of, write_down
from tests.factories import make_message, make_user

pytestmark = pytest.mark.django_db

DESK = ("contact.view_message", "contact.change_message")


@pytest.fixture
def clerk(client):
    user = make_user(*DESK, display_name="Clerk")
    client.force_login(user)
    return user


@pytest.fixture
def colleague():
    return make_user(*DESK, display_name="Colleague")


@pytest.fixture
def message():
    return make_message(
        name=f"Ana {SECRET}", reply_to=f"{SECRET}@example.org", text=f"I take {SECRET}."
    )


def now(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def events():
    return list(Event.objects.order_by("pk").values_list("actor_name", "verb", "detail"))


def test_reading_is_in_the_trail_once_an_hour_for_each_person(client, clerk, colleague, message):
    for _ in range(2):
        assert SECRET in words_of(client.get(page_of(message)))
    client.force_login(colleague)
    client.get(page_of(message))

    assert events()[1:] == [("Clerk", "read", ""), ("Colleague", "read", "")]


def test_message_goes_from_hand_to_hand_and_is_closed(client, clerk, colleague, message):
    step(client, message, "take")
    assert (now(message).state, now(message).handled_by) == (State.IN_HAND, clerk)

    step(client, now(message), "hand-over", to=colleague.pk)
    assert (now(message).state, now(message).handled_by) == (State.IN_HAND, colleague)

    day = timezone.localdate() + timedelta(days=4)
    step(client, now(message), "wait", until=day.isoformat())
    assert (now(message).state, now(message).follow_up_on) == (State.WAITING, day)

    step(client, now(message), "close")
    assert (now(message).state, now(message).follow_up_on) == (State.CLOSED, None)
    assert now(message).closed_at

    step(client, now(message), "reopen")
    assert (now(message).state, now(message).closed_at) == (State.IN_HAND, None)
    steps = [event for event in events() if event[1] not in {"received", "read"}]
    assert steps == [
        ("Clerk", "took", ""),
        ("Clerk", "handed over", "to Colleague"),
        ("Clerk", "waits for an answer to", f"until {day}"),
        ("Clerk", "closed", ""),
        ("Clerk", "reopened", ""),
    ]


def test_spam_is_put_away_and_brought_back(client, clerk, message):
    step(client, message, "spam")
    assert now(message).state == State.SPAM
    assert now(message).closed_at

    step(client, now(message), "not-spam")
    assert (now(message).state, now(message).closed_at) == (State.NEW, None)


def test_message_a_colleague_took_meanwhile_stays_theirs(client, clerk, colleague, message):
    desk.take(now(message), by=colleague, saw=desk.sight_of(message))

    response = step(client, message, "take")

    assert now(message).handled_by == colleague
    assert "Colleague changed this message while you looked at it" in said(response)
    assert "in the hands of Colleague" in said(response)


def test_button_pressed_twice_does_its_work_once(client, clerk, message):
    step(client, message, "take")
    again = step(client, message, "take")

    assert "in your hands" in said(again)
    assert [verb for _who, verb, _detail in events()].count("took") == 1


def test_two_people_who_write_notes_keep_both(client, clerk, colleague, message):
    write_down(client, message, text="Called at noon.")
    client.force_login(colleague)
    write_down(client, message, text="Called at one.")

    assert [(note.author, note.text) for note in Note.objects.all()] == [
        (clerk, "Called at noon."),
        (colleague, "Called at one."),
    ]


def test_note_is_kept_where_its_step_comes_too_late(client, clerk, colleague, message):
    desk.take(now(message), by=colleague, saw=desk.sight_of(message))

    response = write_down(client, message, kind="phoned", text="She will come.", then="close")

    assert Note.objects.get().text == "She will come."
    assert now(message).state == State.IN_HAND
    assert "Written down." in said(response)
    assert "Colleague changed this message" in said(response)


def test_answer_takes_a_new_message_into_the_hands_of_who_gave_it(client, clerk, message):
    write_down(client, message, kind="tried")

    assert (now(message).state, now(message).handled_by) == (State.IN_HAND, clerk)
    assert Note.objects.get().kind == "tried"


@pytest.mark.parametrize(
    ("then", "state"), [("close", State.CLOSED), ("wait", State.WAITING), ("", State.IN_HAND)]
)
def test_answer_takes_the_next_step_along(client, clerk, message, then, state):
    write_down(client, message, kind="phoned", then=then)

    assert now(message).state == state
    assert bool(now(message).follow_up_on) == (state == State.WAITING)


def test_note_without_words_is_asked_for_again(client, clerk, message):
    response = write_down(client, message, then="close")

    assert "Write a few words first." in words_of(response)
    assert response.context["note"]["then"].value() == "close"
    assert now(message).state == State.NEW


def test_day_that_has_passed_is_refused_and_comes_back(client, clerk, message):
    response = step(client, message, "wait", until="2020-01-01")

    assert "That day has passed." in words_of(response)
    assert response.context["wait"]["until"].value() == "2020-01-01"
    assert now(message).state == State.NEW


def test_day_to_look_again_is_set_and_taken_away(client, clerk, message):
    step(client, message, "look-again", on=timezone.localdate().isoformat())
    assert now(message).follow_up_on == timezone.localdate()

    step(client, now(message), "look-again", on="")
    assert now(message).follow_up_on is None


def test_message_is_handed_only_to_who_can_read_it(client, clerk, message):
    writer = make_user("articles.view_article")

    response = step(client, message, "hand-over", to=writer.pk)

    assert "This colleague cannot read messages." in words_of(response)
    assert now(message).handled_by is None


def test_step_that_does_not_exist_changes_nothing(client, clerk, message):
    response = step(client, message, "burn")

    assert "Nothing was done." in said(response)
    assert now(message).state == State.NEW


def test_trail_and_admin_log_hold_no_words(client, clerk, message):
    write_down(client, message, kind="phoned", text=f"Told {SECRET} the price.", then="close")
    step(client, now(message), "reopen")

    assert SECRET not in str(list(Event.objects.values_list()))
    assert SECRET not in str(list(LogEntry.objects.values_list()))


def test_words_of_a_note_are_unreadable_in_the_database(client, clerk, message):
    write_down(client, message, text=f"Told {SECRET}.")

    sealed = Note.objects.extra(select={"column": "contact_note.text"}).values_list("column")
    assert sealed[0][0]
    assert SECRET not in sealed[0][0]


def test_what_the_visitor_wrote_cannot_be_changed(client, clerk, message):
    forged = {"name": "Bob", "reply_to": "bob@example.org", "text": "Else", "subject": "other"}

    assert client.post(page_of(message), forged).status_code == 405
    step(client, message, "take", **forged)

    for name in forged:
        assert getattr(now(message), name) == getattr(message, name)


def test_words_are_shown_as_text(client, clerk):
    message = make_message(name="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")

    body = words_of(client.get(page_of(message)))

    assert "<script>alert" not in body
    assert "<img src=x" not in body


@pytest.mark.parametrize(
    ("reply_to", "link"),
    [
        ("(713) 555-0123", 'href="tel:+1-713-555-0123"'),
        ("ana@example.org", 'href="mailto:ana@example.org?subject={code}"'),
        ("a&b=c?d@example.org", 'href="mailto:a%26b%3Dc%3Fd@example.org?subject={code}"'),
    ],
)
def test_reply_route_is_a_link_that_takes_along_the_code_and_nothing_else(
    client, clerk, reply_to, link
):
    message = make_message(reply_to=reply_to)

    assert link.format(code=message.code) in words_of(client.get(page_of(message)))


def test_page_shows_notes_and_steps_with_who_and_what(client, clerk, message):
    write_down(client, message, kind="phoned", text="Comes on Friday.")

    entries = client.get(page_of(message)).context["past"].entries

    told = [(str(entry.what), entry.who, entry.text) for entry in entries]
    assert set(told) >= {
        ("Answered by phone", "Clerk", "Comes on Friday."),
        ("Taken in hand", "Clerk", ""),
        ("Received", "a visitor", ""),
    }


def test_lost_key_is_named_and_no_ciphertext_is_shown(client, clerk, message, settings):
    settings.FIELD_KEYS = ["A" * 43 + "="]

    with pytest.raises(ImproperlyConfigured):
        client.get(page_of(message))


def test_pages_with_words_are_never_stored_by_a_browser(client, clerk, message):
    assert "no-store" in client.get(page_of(message))["Cache-Control"]


def test_page_leads_to_the_next_message_that_waits(client, clerk, colleague, message):
    theirs, waiting = make_message(), make_message()
    desk.take(theirs, by=colleague, saw=desk.sight_of(theirs))

    response = client.get(page_of(message))

    assert response.context["next"] == waiting
    assert page_of(waiting) in words_of(response)


def test_reader_without_the_right_to_change_is_offered_no_step(client, message):
    client.force_login(make_user("contact.view_message"))

    body = words_of(client.get(page_of(message)))

    assert 'name="do"' not in body
    assert step(client, message, "take").status_code == 403
    assert write_down(client, message, text="Hello").status_code == 403
    assert now(message).state == State.NEW
    assert not Note.objects.exists()


def test_clerk_neither_adds_nor_deletes(client, clerk, message):
    for path in ("add/", f"{message.pk}/delete/"):
        address = f"/admin/contact/message/{path}"
        assert client.get(address).status_code == 403
        assert client.post(address, {"post": "yes"}).status_code == 403
    assert Message.objects.count() == 1


def test_manager_deletes_and_the_trail_remembers_the_code(client, message):
    client.force_login(make_user(*DESK, "contact.delete_message", display_name="Manager"))
    address = reverse("admin:contact_message_delete", args=[message.pk])

    assert SECRET not in words_of(client.get(address))
    client.post(address, {"post": "yes"})

    assert not Message.objects.exists()
    assert Event.objects.filter(verb="deleted", thing_name=message.code).count() == 1
    assert SECRET not in str(list(LogEntry.objects.values_list()))


def test_account_that_is_removed_leaves_message_and_notes(clerk, message):
    desk.take(message, by=clerk, saw=desk.sight_of(message))
    desk.write_down(message, by=clerk, text="Called.")

    clerk.delete()

    assert now(message).handled_by is None
    assert Note.objects.get().author_name == "Clerk"


def test_history_of_admin_leads_to_the_page_of_the_message(client, clerk, message):
    response = client.get(reverse("admin:contact_message_history", args=[message.pk]))

    assert response["Location"] == page_of(message)


def test_message_takes_as_many_queries_with_a_long_past(
    client, clerk, message, django_assert_max_num_queries
):
    write_down(client, message, text="One")
    with django_assert_max_num_queries(40) as few:
        client.get(page_of(message))
    most = len(few)
    for number in range(10):
        write_down(client, message, text=f"Note {number}")
        make_message(name=message.name, reply_to=message.reply_to)

    with django_assert_max_num_queries(most):
        client.get(page_of(message))


def test_waiting_is_for_a_day_that_comes_by_itself_to_the_list(clerk, message):
    desk.wait(message, until=date(2030, 1, 1), by=clerk, saw=desk.sight_of(message))

    assert now(message).follow_up_on == date(2030, 1, 1)


def test_note_that_was_begun_is_kept_with_the_step(client, clerk, message):
    response = step(client, message, "take", kind="note", text="She asks for Kim.")

    assert Note.objects.get().text == "She asks for Kim."
    assert now(message).handled_by == clerk
    assert "Written down." in said(response)


def test_note_that_is_too_long_comes_back_and_nothing_is_done(client, clerk, message):
    response = step(client, message, "close", kind="note", text="x" * 8_001)

    assert response.context["note"]["text"].value() == "x" * 8_001
    assert now(message).state == State.NEW


def test_note_on_a_message_that_is_deleted_at_that_moment_is_no_fault(
    client, clerk, message, monkeypatch
):
    find = stepping.message_numbered

    def found_and_then_deleted(number):
        found = find(number)
        Message.objects.filter(pk=number).delete()
        return found

    monkeypatch.setattr(stepping, "message_numbered", found_and_then_deleted)
    url = reverse("admin:contact_message_note", args=[message.pk])

    assert client.post(url, {"kind": "note", "text": "Called."}).status_code == 404
