from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ldn_site.contact import desk
from ldn_site.contact.desk import sight_of
from ldn_site.contact.models import Viewer
from tests.contact.handling import page_of, words_of
from tests.factories import make_message, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [
        make_user("contact.view_message", display_name=name, username=name.lower())
        for name in ("Fay", "Ben")
    ]


@pytest.fixture
def message():
    return make_message()


def call(client, person, message, **more):
    client.force_login(person)
    values = {
        "person": person.get_username(),
        "slot": message.pk,
        "tab": f"abc{person.pk}",
        "seen_version": sight_of(message),
    }
    response = client.post(reverse("admin:contact_message_here"), values | more)
    return response.json()["words"]


def test_two_people_with_one_message_see_each_other(client, people, message):
    fay, ben = people
    assert call(client, fay, message) == []
    assert call(client, ben, message) == ["Fay has this message open too."]
    assert call(client, fay, message) == ["Ben has this message open too."]


def test_page_says_who_is_there_before_any_script_runs(client, people, message):
    fay, ben = people
    call(client, fay, message)
    client.force_login(ben)

    assert "Fay has this message open too." in words_of(client.get(page_of(message)))


def test_who_leaves_is_no_longer_there(client, people, message):
    fay, ben = people
    call(client, fay, message)
    call(client, fay, message, leaving="1")

    assert call(client, ben, message) == []


def test_tab_that_was_not_heard_from_is_forgotten(client, people, message):
    fay, ben = people
    call(client, fay, message)
    Viewer.objects.update(seen_at=timezone.now() - timedelta(minutes=1))

    assert call(client, ben, message) == []


def test_other_message_is_nobody_elses_business(client, people, message):
    fay, ben = people
    call(client, fay, message)

    assert call(client, ben, make_message()) == []


def test_step_of_a_colleague_is_told(client, people, message):
    fay, ben = people
    seen = sight_of(message)
    desk.take(message, by=ben, saw=seen)

    assert call(client, fay, message, seen_version=seen) == [
        "This message was changed meanwhile. Load the page again to see how."
    ]


def test_tab_of_somebody_else_is_refused(client, people, message):
    client.force_login(people[0])
    values = {"person": "ben", "slot": message.pk, "tab": "abc"}

    assert client.post(reverse("admin:contact_message_here"), values).status_code == 403
