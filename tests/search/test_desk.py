"""The screen of the desk with what people looked for and did not find."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone

from ldn_site.search.models import Unanswered
from tests.factories import make_user
from tests.pages.reading import links_of, text_of, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    call_command("set_up_roles", verbosity=0)
    user = make_user()
    user.groups.set(Group.objects.filter(name="Writers"))
    client.force_login(user)
    return client


def words_of_days(words, days):
    for day in range(days):
        Unanswered.objects.create(
            words_hash=words, day=timezone.localdate() - timedelta(days=day), words=words
        )


def test_screen_shows_what_was_wanted_how_often_and_a_way_to_try_it(writer):
    words_of_days("restless legs", 3)

    response = writer.get("/admin/not-found/")

    assert "restless legs" in text_of(response)
    assert "3 times in the last 30 days" in text_of(response)
    assert "/search/?q=restless%20legs" in links_of(response)


def test_screen_says_so_where_nothing_is_wanted(writer):
    assert "Nothing yet" in text_of(writer.get("/admin/not-found/"))


def test_front_page_leads_there_for_those_who_write(writer):
    assert "/admin/not-found/" in links_of(writer.get("/admin/"))


def test_words_that_look_like_html_are_shown_as_words(writer):
    words_of_days("<script>alert(1)</script>", 3)

    scripts = [one.text or "" for one in tree(writer.get("/admin/not-found/")).iter("script")]

    assert not any("alert" in script for script in scripts)
