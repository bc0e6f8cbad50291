import pytest

from ldn_site.contact import desk
from ldn_site.contact.desk import sight_of
from ldn_site.contact.models import Message, State
from ldn_site.trail.models import Event
from tests.contact.handling import page_of, said, step, words_of
from tests.factories import in_days, make_message, make_user

pytestmark = pytest.mark.django_db

ANA = {"name": "Ana Example", "reply_to": "ana@example.org"}


@pytest.fixture(autouse=True)
def clerk(client):
    user = make_user("contact.view_message", "contact.change_message", display_name="Clerk")
    client.force_login(user)
    return user


@pytest.fixture
def first():
    return make_message(**ANA, text="First words")


@pytest.fixture
def second(first):
    return make_message(**ANA, text="Second words")


def now(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def test_others_of_the_same_person_are_listed_by_code(client, first, second):
    stranger = make_message()
    namesake = make_message(name="ana  EXAMPLE", reply_to="other@example.org")

    related = client.get(page_of(second)).context["related"]

    assert [(each["message"], each["same_route"]) for each in related] == [
        (first, True),
        (namesake, False),
    ]
    assert stranger.code not in words_of(client.get(page_of(second)))


def test_double_is_closed_and_its_words_stand_under_the_older_one(client, first, second):
    response = step(client, second, "merge", into=first.pk)

    assert (now(second).double_of, now(second).state) == (first, State.CLOSED)
    assert response.redirect_chain[-1][0] == page_of(first)
    assert "Second words" in words_of(response)
    assert Event.objects.filter(verb="merged", detail=f"into {first.code}").exists()


def test_closed_double_is_kept_as_long_as_if_it_stood_alone(client, first, second):
    Message.objects.update(state=State.CLOSED, closed_at=in_days(-1))
    Message.objects.filter(pk=first.pk).update(closed_at=in_days(-89))

    step(client, now(second), "merge", into=first.pk)

    assert now(first).state == State.CLOSED
    assert now(first).closed_at > in_days(-1)


def test_merge_is_undone(client, first, second):
    step(client, second, "merge", into=first.pk)
    step(client, now(second), "take-apart")

    assert (now(second).double_of, now(second).state) == (None, State.NEW)
    assert now(second).closed_at is None


def test_doubles_of_a_double_go_along(client, first, second):
    third = make_message(**ANA)
    step(client, third, "merge", into=second.pk)
    step(client, second, "merge", into=first.pk)

    assert set(now(first).doubles.all()) == {second, third}


def test_older_one_that_was_closed_is_opened_so_that_nobody_waits_unseen(client, first, second):
    step(client, first, "close")
    step(client, second, "merge", into=first.pk)

    assert now(first).state == State.NEW
    assert now(first).closed_at is None


def test_message_of_somebody_else_takes_nothing_in(client, second):
    stranger = make_message()

    response = step(client, second, "merge", into=stranger.pk)

    assert "cannot take this one in" in said(response)
    assert now(second).double_of is None


def test_message_is_no_double_of_itself_or_of_a_double(clerk, first, second):
    third = make_message(**ANA)
    desk.merge(second, into=first, by=clerk, saw=sight_of(second))

    for message, into in ((third, now(second)), (first, first)):
        with pytest.raises(desk.Meanwhile):
            desk.merge(message, into=into, by=clerk, saw=sight_of(now(message)))


def test_steps_of_a_double_are_taken_at_the_older_one(client, first, second):
    step(client, second, "merge", into=first.pk)

    response = step(client, now(second), "take")

    assert "merged into another one" in said(response)
    assert now(second).state == State.CLOSED


def test_double_goes_with_the_older_one_and_both_codes_stay(client, clerk, first, second):
    step(client, second, "merge", into=first.pk)

    desk.delete(now(first), by=clerk)

    assert not Message.objects.exists()
    gone = Event.objects.filter(verb="deleted").values_list("thing_name", flat=True)
    assert set(gone) == {first.code, second.code}
