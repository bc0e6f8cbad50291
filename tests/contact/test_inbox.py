from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ldn_site.contact import desk
from ldn_site.contact.desk import sight_of
from ldn_site.contact.models import Message, State
from ldn_site.contact.waiting import waiting_for
from ldn_site.trail.models import Event
from tests.contact.handling import LIST, SECRET, codes_in, page_of, step, words_of
from tests.factories import make_message, make_user

pytestmark = pytest.mark.django_db

DESK = ("contact.view_message", "contact.change_message")
FIND = f"{LIST}find/"


@pytest.fixture(autouse=True)
def clerk(client):
    user = make_user(*DESK, display_name="Clerk")
    client.force_login(user)
    return user


def waited(days: float, **fields) -> Message:
    message = make_message(**fields)
    Message.objects.filter(pk=message.pk).update(received_at=timezone.now() - timedelta(days=days))
    return Message.objects.get(pk=message.pk)


def marks(response, message: Message) -> list[str]:
    (line,) = [line for line in response.context["lines"] if line.message == message]
    return [mark.name for mark in line.marks]


def test_list_shows_codes_and_states_and_no_words(client):
    message = make_message(name=f"Ana {SECRET}", text=f"I take {SECRET}.")

    body = words_of(client.get(LIST))

    assert message.code in body
    assert "Price or shipping" in body
    assert SECRET not in body
    assert not Event.objects.filter(verb="read").exists()


def test_list_needs_no_key(client, settings):
    message = make_message()
    settings.FIELD_KEYS = ["A" * 43 + "="]

    response = client.get(LIST)

    assert codes_in(response) == [message.code]


def test_list_asks_as_often_for_many_messages_as_for_one(client, django_assert_max_num_queries):
    make_message()
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _ in range(12):
        make_message()

    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_oldest_unanswered_message_stands_first(client, clerk):
    new, old = waited(0.1), waited(5)
    answered = waited(9)
    desk.take(answered, by=clerk, saw=sight_of(answered))
    desk.write_down(answered, by=clerk, kind="phoned")

    assert codes_in(client.get(LIST)) == [old.code, new.code, answered.code]


def test_each_tray_holds_its_messages_and_says_how_many(client, clerk):
    messages = {state: make_message() for state in State}
    for state, message in messages.items():
        Message.objects.filter(pk=message.pk).update(state=state, handled_by=None)
    Message.objects.filter(state=State.IN_HAND).update(handled_by=clerk)

    shown = {
        name: codes_in(client.get(LIST, {"tray": name}))
        for name in ("new", "in-hand", "waiting", "closed", "spam", "mine")
    }

    assert shown == {
        "new": [messages[State.NEW].code],
        "in-hand": [messages[State.IN_HAND].code],
        "waiting": [messages[State.WAITING].code],
        "closed": [messages[State.CLOSED].code],
        "spam": [messages[State.SPAM].code],
        "mine": [messages[State.IN_HAND].code],
    }
    counted = {tray["name"]: tray["count"] for tray in client.get(LIST).context["trays"]}
    assert counted == {
        "open": 3, "new": 1, "mine": 1, "in-hand": 1, "waiting": 1, "closed": 1, "spam": 1
    }  # fmt: skip


def test_tray_of_one_location_holds_its_messages_only(client):
    make_message(location="houston")
    there = make_message(location="sugar-land")

    response = client.get(LIST, {"at": "sugar-land", "tray": "new"})

    assert codes_in(response) == [there.code]
    counted = {tray["name"]: tray["count"] for tray in response.context["trays"]}
    assert counted["new"] == 1


@pytest.mark.parametrize(
    "asked", [{"tray": "nonsense"}, {"page": "-4"}, {"page": "x"}, {"at": "x"}]
)
def test_strange_question_shows_the_list_all_the_same(client, asked):
    message = make_message()

    assert codes_in(client.get(LIST, asked)) == [message.code]


def test_message_that_waited_long_is_marked_until_it_is_answered(client, clerk):
    fresh, overdue, alarming = waited(0), waited(6), waited(8)
    response = client.get(LIST)

    assert [marks(response, each) for each in (fresh, overdue, alarming)] == [
        [],
        ["overdue"],
        ["alarm"],
    ]
    assert "1 message has not been answered for 7 days" in words_of(response)

    desk.write_down(alarming, by=clerk, kind="tried")
    assert marks(client.get(LIST), alarming) == ["alarm"]
    desk.write_down(alarming, by=clerk, kind="mailed")
    assert marks(client.get(LIST), alarming) == []


def test_message_comes_back_on_the_day_that_was_set(client, clerk):
    message = make_message()
    today = timezone.localdate()
    desk.look_again(message, on=today + timedelta(days=1), by=clerk, saw=sight_of(message))
    assert marks(client.get(LIST), message) == []

    Message.objects.update(follow_up_on=today)
    assert marks(client.get(LIST), message) == ["due"]
    assert codes_in(client.get(LIST, {"tray": "due"})) == [message.code]


def test_front_page_counts_what_the_trays_hold(client, clerk):
    waited(8)
    taken = waited(3)
    desk.take(taken, by=clerk, saw=sight_of(taken))

    (group,) = waiting_for(clerk)

    for item in group.items:
        assert len(codes_in(client.get(item.url))) == item.count, item.label
    assert sum(item.count for item in group.items) >= 4


def test_front_page_tells_nothing_to_who_may_not_read_messages():
    make_message()

    assert waiting_for(make_user("articles.view_article")) == []


@pytest.mark.parametrize("typed", ["{code}", " {lower} ", "{bare}"])
def test_code_leads_straight_to_its_message(client, typed):
    message = make_message()
    code = message.code
    wanted = typed.format(code=code, lower=code.lower(), bare=code.replace("-", ""))

    assert client.post(FIND, {"wanted": wanted})["Location"] == page_of(message)


@pytest.mark.parametrize(
    "wanted",
    ["Ana Zebra4711", "ana  zebra4711", "713-555-0199", "+1 713 555 0199"],
)
def test_message_is_found_by_whole_name_or_phone_however_written(client, wanted):
    message = make_message(name="Ana Zebra4711", reply_to="(713) 555-0199")
    make_message()

    assert codes_in(client.post(FIND, {"wanted": wanted})) == [message.code]


def test_message_is_found_by_its_whole_mail_address(client):
    message = make_message(reply_to="Ana.Zebra@Example.org")

    assert codes_in(client.post(FIND, {"wanted": "ana.zebra@example.org"})) == [message.code]


@pytest.mark.parametrize("wanted", ["Ana", "Zebra4711", "555-0199", "example.org", "%", "'"])
def test_part_of_a_name_or_number_finds_nothing_and_comes_back(client, wanted):
    make_message(name="Ana Zebra4711", reply_to="(713) 555-0199")

    response = client.post(FIND, {"wanted": wanted})

    assert codes_in(response) == []
    assert "Nothing found" in words_of(response)
    assert response.context["find"]["wanted"].value() == wanted


def test_what_is_looked_for_is_never_taken_from_an_address(client):
    make_message(name=f"Ana {SECRET}")

    for asked in ({"wanted": f"Ana {SECRET}"}, {"q": f"Ana {SECRET}"}):
        assert client.get(FIND, asked).context["lines"] is None
    assert 'method="post"' in words_of(client.get(FIND))


def test_search_leaves_no_words_in_the_trail(client):
    make_message(name=f"Ana {SECRET}")

    client.post(FIND, {"wanted": f"Ana {SECRET}"})

    assert SECRET not in str(list(Event.objects.values_list()))


def test_message_with_words_of_danger_is_marked_and_stands_first(client):
    old = waited(5)
    danger = make_message(text="I want to kill myself.")
    spam = make_message(text="My throat is swollen and I cannot breathe.", is_suspect=True)

    response = client.get(LIST)

    assert codes_in(response) == [danger.code, old.code]
    assert marks(response, danger) == ["first"]
    assert "kill" not in words_of(response)
    assert marks(client.get(LIST, {"tray": "spam"}), spam) == ["first"]


def test_flood_of_spam_hides_nobody_in_danger(client, monkeypatch):
    monkeypatch.setattr("ldn_site.contact.urgent.MOST_LOOKED_AT", 1)
    danger = make_message(text="I want to kill myself.")
    make_message(text="Cheap watches.", is_suspect=True)

    assert codes_in(client.get(LIST, {"tray": "first"})) == [danger.code]


def test_page_of_such_a_message_says_what_to_do_first(client):
    danger, other = make_message(text="I want to kill myself."), make_message()

    assert "988" in words_of(client.get(page_of(danger)))
    assert "Read this first" not in words_of(client.get(page_of(other)))


def test_mark_is_missing_and_the_list_opens_where_the_key_is_lost(client, settings):
    danger = make_message(text="I want to kill myself.")
    settings.FIELD_KEYS = ["A" * 43 + "="]

    assert marks(client.get(LIST), danger) == []


def test_inbox_says_when_messages_are_kept_longer_than_promised(client):
    assert "longer than we promise" not in words_of(client.get(LIST))
    make_message()
    long_ago = timezone.now() - timedelta(days=200)
    Message.objects.update(state=State.CLOSED, closed_at=long_ago)

    assert "1 message is kept longer than we promise" in words_of(client.get(LIST))


def test_each_form_of_the_desk_carries_the_token_against_forged_posts(client):
    message = make_message()
    screens = (LIST, FIND, page_of(message), f"{LIST}{message.pk}/person/")

    for body in (words_of(client.get(screen)) for screen in screens):
        forms = body.count('<form method="post"')
        assert forms >= 1
        assert body.count('method="post"') <= body.count('name="csrfmiddlewaretoken"')


def test_forged_post_is_refused():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(*DESK))
    message = make_message()

    assert step(client, message, "take").status_code == 403
    assert Message.objects.get().state == State.NEW


def test_message_is_no_longer_to_be_read_first_once_it_is_answered(client, clerk):
    danger = make_message(text="I want to kill myself.")
    assert codes_in(client.get(LIST, {"tray": "first"})) == [danger.code]

    desk.write_down(danger, by=clerk, kind="phoned")

    assert codes_in(client.get(LIST, {"tray": "first"})) == []
    assert marks(client.get(LIST), danger) == []


def test_next_message_is_the_one_to_be_read_first(client):
    message = make_message()
    waited(3)
    danger = make_message(text="I want to kill myself.")

    assert client.get(page_of(message)).context["next"] == danger
