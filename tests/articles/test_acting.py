"""What staff do with an article besides writing it: sign, publish, schedule, take down."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from ldn_site.articles.library import Library
from ldn_site.articles.models import (
    Article,
    Publication,
    SignOff,
    Withdrawal,
)
from ldn_site.articles.resolving import article_digest
from tests.articles.desk import page
from tests.factories import (
    in_days,
    make_article,
    make_publication,
    make_user,
    sign_as_it_stands,
)
from tests.serving import words_of

pytestmark = pytest.mark.django_db


def test_reviewer_signs_and_the_live_page_names_them(client, reviewer):
    publication = make_publication()
    article = publication.article
    digest = article_digest(article, Library.load())

    response = client.post(
        page("review", article),
        {
            "do": "sign",
            "review_digest": digest,
            "review_due_on": in_days(90).date(),
            "has_read": "on",
        },
    )

    assert response.status_code == 302
    assert SignOff.objects.get().reviewer == reviewer


def test_signing_wants_the_word_that_the_page_was_read(client, reviewer):
    article = make_article()
    digest = article_digest(article, Library.load())

    response = client.post(
        page("review", article),
        {"do": "sign", "review_digest": digest, "review_due_on": in_days(9).date()},
    )

    assert "required" in response.content.decode()
    assert not SignOff.objects.exists()


def test_text_changed_while_the_reviewer_read_is_not_signed(client, reviewer):
    article = make_article()
    digest = article_digest(article, Library.load())
    Article.objects.update(title="Changed")

    response = client.post(
        page("review", article),
        {
            "do": "sign",
            "review_digest": digest,
            "review_due_on": in_days(9).date(),
            "has_read": "on",
        },
    )

    assert "changed since you read it" in response.content.decode()
    assert not SignOff.objects.exists()


def test_publisher_publishes_now(client, publisher):
    article = make_article()

    client.post(page("publish", article), {"change_note": "First published."})

    assert Publication.objects.live().get().published_by == publisher.display_name


def test_publisher_schedules(client, publisher):
    client.post(
        page("publish", make_article()),
        {"change_note": "Soon.", "publish_at": "2099-01-02T09:00"},
    )

    assert not Publication.objects.live().exists()
    assert Publication.objects.scheduled().get().publish_at.year == 2099


def test_unsigned_text_does_not_replace_a_signed_page(client, publisher):
    article = make_publication().article
    sign_as_it_stands(article)
    Article.objects.update(title="Changed")

    response = client.post(page("publish", article), {"change_note": "Changed the title."})

    assert "only a signed text" in response.content.decode()
    assert "Changed the title." in response.content.decode()
    assert Publication.objects.count() == 1


def test_publisher_takes_a_page_down(client, publisher):
    article = make_publication().article

    client.post(page("withdraw", article), {"reason": "A number was wrong.", "redirect_to": ""})

    assert Withdrawal.objects.get().reason == "A number was wrong."


def test_redirect_of_a_withdrawal_stays_on_the_site(client, publisher):
    article = make_publication().article

    client.post(page("withdraw", article), {"reason": "Moved.", "redirect_to": "//evil.example"})

    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("act", ["review", "publish", "call_off", "withdraw"])
def test_acts_need_their_permission_on_get_and_forged_post(client, writer, act):
    article = make_publication().article

    assert client.get(page(act, article)).status_code == 403
    assert client.post(page(act, article), {"change_note": "x", "reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "act", ["submit", "review", "publish", "call_off", "withdraw", "outside", "change", "history"]
)
def test_visitor_is_sent_to_the_login(client, act):
    response = client.get(page(act, make_article()))

    assert (response.status_code, "/login/" in response["Location"]) == (302, True)


def test_scheduled_publication_is_called_off_from_the_list(client, admin_user):
    client.force_login(admin_user)
    publication = make_publication(publish_at=in_days(3))

    client.post(
        reverse("admin:articles_publication_changelist"),
        {"action": "call_off", "_selected_action": [publication.pk]},
    )

    assert not Publication.objects.scheduled().exists()


@pytest.mark.parametrize("when", ["9999-12-31T23:59", "2226-11-23T09:00"])
def test_slip_of_the_keyboard_in_a_time_comes_back_in_the_form(client, publisher, when):
    article = make_article()

    response = client.post(page("publish", article), {"change_note": "New.", "publish_at": when})

    assert "too far ahead" in response.content.decode()
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2027-03-14T02:30", "There is no 2:30 a.m. on that day"),
        ("2027-11-07T01:30", "1:30 a.m. comes twice on that day"),
        ("2020-01-01T09:00", "That time has passed"),
        ("tomorrow", "Give a day and a time"),
    ],
)
def test_time_that_cannot_be_meant_is_said_in_words(client, publisher, typed, words, time_machine):
    time_machine.move_to("2026-11-23T12:00:00+00:00")
    article = make_article()

    response = client.post(
        page("publish", article), {"change_note": "What I typed.", "publish_at": typed}
    )

    html = response.content.decode()
    assert words in html
    assert "What I typed." in html
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said", "stored"),
    [
        ("2027-01-04T09:00", "Monday, January 4, 2027, 9 a.m., Texas time (CST)", 15),
        ("2027-07-05T09:00", "Monday, July 5, 2027, 9 a.m., Texas time (CDT)", 14),
    ],
)
def test_scheduled_moment_is_said_with_its_zone(
    client, publisher, typed, said, stored, time_machine
):
    time_machine.move_to("2026-11-23T12:00:00+00:00")

    response = client.post(
        page("publish", make_article()), {"change_note": "New.", "publish_at": typed}, follow=True
    )

    assert said in response.content.decode()
    assert Publication.objects.get().publish_at.hour == stored


def test_scheduled_text_is_called_off_from_its_page(client, publisher):
    article = make_publication(publish_at=in_days(3)).article
    assert page("call_off", article) in client.get(page("change", article)).content.decode()

    client.post(page("call_off", article), {"reason": "Not yet."})

    assert not Publication.objects.scheduled().exists()
    assert page("call_off", article) not in client.get(page("change", article)).content.decode()


def test_publish_page_shows_what_readers_will_see_differently(client, publisher):
    article = make_publication(body="Readers have these words.\n").article
    Article.objects.update(body="Readers will have other words.\n")

    response = client.get(page("publish", article))

    assert response.context["changes"].text.differs
    assert "What readers will see differently" in response.content.decode()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: make_publication().article, "Readers have this already."),
        (lambda: make_article(body="Take 5mg.\n"), "mend what must be mended"),
    ],
)
def test_publish_page_says_beforehand_what_stands_in_the_way(client, publisher, make, words):
    html = client.get(page("publish", make())).content.decode()

    assert words in html
    assert 'name="change_note"' not in html


def test_publisher_publishes_only_the_text_they_looked_at(client, publisher):
    article = make_article()
    digest = client.get(page("publish", article)).context["form"].initial["review_digest"]
    Article.objects.update(title="Saved meanwhile")

    response = client.post(
        page("publish", article), {"change_note": "New.", "review_digest": digest}
    )

    assert "saved again since you opened this page" in response.content.decode()
    assert not Publication.objects.exists()


def test_manager_reaches_notice_and_taking_down_from_the_page(client):
    manager = make_user()
    manager.groups.add(Group.objects.get(name="Managers"))
    client.force_login(manager)
    article = make_publication().article

    html = client.get(page("change", article)).content.decode()

    notice = f"{reverse('admin:articles_notice_add')}?article={article.pk}"
    assert notice in html
    assert page("withdraw", article) in html
    assert client.get(notice).status_code == 200


@pytest.mark.parametrize(
    ("permission", "words"),
    [
        ("change_article", "Next: send it to a reviewer."),
        ("sign_article", "You may read and sign it all the same."),
        ("publish_article", "You may publish it unsigned"),
    ],
)
def test_page_says_the_next_step_for_whoever_looks_at_it(client, permission, words):
    client.force_login(make_user("articles.view_article", f"articles.{permission}"))

    assert words in client.get(page("change", make_article())).content.decode()


def test_nobody_is_urged_to_publish_what_was_taken_down(client, publisher):
    article = make_publication().article
    sign_as_it_stands(article)
    client.post(page("withdraw", article), {"reason": "It was wrong."})

    shown = words_of(client.get(page("change", article)).content.decode())

    assert "It stays down until somebody publishes it." in shown
    assert "Next: publish it" not in shown
