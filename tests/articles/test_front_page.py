"""The desk's front page: what waits for whom, each number a link to as many pages."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ldn_site.articles import board
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Autosave, SendBack, SignOff, Submission
from ldn_site.articles.resolving import article_digest
from ldn_site.articles.sifting import QUESTIONS
from ldn_site.articles.waiting import waiting_for
from ldn_site.articles.writing import save_article
from ldn_site.trail.recording import record
from tests.factories import (
    in_days,
    make_article,
    make_message,
    make_publication,
    make_user,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in(client):
    call_command("set_up_roles", verbosity=0)

    def log_in(*roles: str):
        user = make_user()
        user.groups.set(Group.objects.filter(name__in=roles))
        client.force_login(user)
        return type(user).objects.get(pk=user.pk)

    return log_in


def numbers(response) -> dict[str, int]:
    """Every number on the front page, by its words."""
    return {
        f"{group.name}: {item.label}": item.count
        for group in response.context["groups"]
        for item in group.items
    }


def first(response) -> list[str]:
    return [item.lead for item in response.context["first"]]


def submit(article: Article, person) -> Submission:
    digest = article_digest(article, Library.load())
    submission = Submission.objects.create(article=article, person=person, review_digest=digest)
    record("submitted", article, by=person)
    return submission


def send_back(submission: Submission, reviewer) -> None:
    SendBack.objects.create(submission=submission, person=reviewer, remarks="Say when.")
    record("sent back", submission.article, by=reviewer)


def due_in(article: Article, days: int) -> None:
    sign_as_it_stands(article)
    day = timezone.localdate() + timedelta(days=days)
    SignOff.objects.filter(article=article).update(review_due_on=day)


def test_every_number_leads_to_a_list_of_as_many_pages(client, log_in):
    person = log_in("Writers", "Clinical reviewers", "Publishers")
    make_article(owner=person, body="Take 5mg. See [this](/basics/nowhere/).\n")
    make_article()
    for days in (-3, 10, 45, 80, 200):
        due_in(make_publication().article, days)
    make_publication()
    make_publication(publish_at=in_days(3))
    sign_as_it_stands(make_article())
    returned = make_article()
    send_back(submit(returned, person), make_user())
    submit(make_article(), person)

    response = client.get("/admin/")

    found = numbers(response)
    assert found["reviews: overdue"] == 1
    assert found["reviews: due within 30 days"] == 1
    assert found["reviews: due within 60 days"] == 2
    assert found["reviews: due within 90 days"] == 3
    assert found["reviews: live without a signature"] == 1
    assert found["writing: your drafts"] == 1
    assert found["writing: sent back to you"] == 1
    assert found["publishing: signed and not public"] == 1
    assert found["publishing: scheduled"] == 1
    assert found["signing: wait for a reviewer"] == 1
    assert found["health: have links that lead nowhere"] == 1
    for group in response.context["groups"]:
        for item in group.items:
            if item.url == reverse("admin:articles_article_broken_links"):
                continue  # a report, which names every link instead of the pages
            shown = client.get(item.url).context["cl"].result_count
            assert shown == item.count, item


def test_what_is_urgent_stands_first_and_zero_is_said_calmly(client, log_in):
    log_in("Clinical reviewers", "Writers")
    assert "Nothing waits for you." in client.get("/admin/").content.decode()

    make_article(body="Take 5mg.\n")
    due_in(make_publication().article, -1)

    assert first(client.get("/admin/")) == ["Pages overdue for review", "Pages that must be mended"]


def test_each_role_sees_what_it_can_do_something_about(client, log_in):
    make_message()
    shown = {}
    for role in ("Writers", "Clinical reviewers", "Publishers", "Message desk", "Managers"):
        log_in(role)
        shown[role] = [group.name for group in client.get("/admin/").context["groups"]]

    assert shown == {
        "Writers": ["writing", "reviews", "health"],
        "Clinical reviewers": ["signing", "reviews", "health"],
        "Publishers": ["publishing", "reviews", "health"],
        "Message desk": ["messages"],
        "Managers": ["messages", "publishing", "reviews", "health", "pharmacy"],
    }


def test_somebody_without_a_right_sees_an_empty_page(client, log_in):
    person = log_in()
    make_article(title="Secret draft")
    make_message()

    response = client.get("/admin/")

    assert response.context["groups"] == []
    assert "Secret draft" not in response.content.decode()
    assert waiting_for(person) == []


def test_messages_are_counted_without_a_word_of_a_patient(client, log_in):
    message = make_message(text="Private words", name="Pat Private")
    log_in("Message desk")

    response = client.get("/admin/")

    assert numbers(response)["messages: new"] == 1
    assert "New messages" in first(response)
    assert "Private" not in response.content.decode()
    assert client.get(response.context["first"][0].url).status_code == 200
    assert message.code not in response.content.decode()


def test_content_roles_learn_nothing_of_messages(client, log_in):
    person = log_in("Writers", "Publishers")
    message = make_message()
    record("read", message, by=person)  # from a time when they worked at the desk

    html = client.get("/admin/").content.decode()

    assert message.code not in html
    assert "essages" not in html


def test_manager_sees_what_everybody_did_and_a_writer_what_they_did(client, log_in):
    colleague = make_user(display_name="Col League")
    theirs = make_article(by=colleague, title="By a colleague")
    person = log_in("Writers")
    mine = make_article(by=person, title="By me")

    html = client.get("/admin/").content.decode()
    assert "By me" in html
    assert "By a colleague" not in html

    log_in("Managers")
    html = client.get("/admin/").content.decode()
    assert "Col League" in html
    for article in (mine, theirs):
        assert reverse("admin:articles_article_change", args=[article.pk]) in html


def test_texts_typed_and_not_saved_are_offered_to_who_typed_them(client, log_in):
    person = log_in("Writers")
    article = make_article(title="Half done")
    Autosave.objects.create(person=person, article_id=article.pk, values={"title": "x"})
    Autosave.objects.create(person=person, article_id="new:1", values={"title": "Brand new"})
    Autosave.objects.create(person=make_user(), article_id="new:2", values={"title": "Of another"})

    unsaved = client.get("/admin/").context["unsaved"]

    assert [text.title for text in unsaved] == ["Brand new", "Half done"]
    assert [client.get(text.url).status_code for text in unsaved] == [200, 200]


def test_front_page_asks_the_same_for_five_pages_and_for_sixty(client, log_in):
    log_in("Writers", "Clinical reviewers", "Publishers", "Managers", "Message desk")
    asked = []
    for number in (5, 55):
        for _ in range(number):
            make_publication()
        board.catch_up()
        client.get("/admin/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/admin/")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_pages_not_looked_at_yet_are_said(client, log_in, monkeypatch):
    log_in("Writers")
    monkeypatch.setattr(board, "IN_A_REQUEST", -1.0)
    make_article()

    assert "1 page is still being looked at" in client.get("/admin/").content.decode()
    url = reverse("admin:articles_article_changelist")
    assert "1 page is still being looked at" in client.get(url).content.decode()


def test_writer_finds_where_to_write_a_new_page(client, log_in):
    log_in("Writers")
    assert "Write a new page" in client.get("/admin/").content.decode()

    log_in("Clinical reviewers")
    assert "Write a new page" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_filter_of_the_list_answers_and_nonsense_changes_nothing(client, log_in, question):
    log_in("Writers")
    make_article()
    url = reverse("admin:articles_article_changelist")

    for answer in QUESTIONS[question]:
        assert client.get(url, {question: answer}).status_code == 200
    assert client.get(url, {question: "nonsense"}).context["cl"].result_count == 1


def test_list_shows_what_is_true_and_mends_what_was_noted(client, log_in):
    log_in("Writers")
    article = make_publication().article
    board.catch_up()
    Article.objects.update(title="Past the writer")
    url = reverse("admin:articles_article_changelist")

    html = client.get(url).content.decode()

    assert "Live, with changes" in html
    assert client.get(url, {"state": "live-with-changes"}).context["cl"].result_count == 1
    assert article.pk in html


def test_list_says_who_changed_a_page_last(client, log_in):
    person = log_in("Writers")
    article = make_article(by=make_user(display_name="Ana First"))
    article.title = "Other"
    article.version = 1
    save_article(article, by=person)

    html = client.get(reverse("admin:articles_article_changelist")).content.decode()

    assert re.search(rf"field-saved.*{person.display_name}", html)
    assert "Ana First" not in html


@pytest.mark.parametrize("words", ["fibromialgia", "Fybromyalgia", "fibromyalga pain"])
def test_search_of_the_list_forgives_a_slip(client, log_in, words):
    log_in("Writers")
    make_article(title="LDN and fibromyalgia")
    make_article(title="Surgery and emergencies")

    shown = client.get(reverse("admin:articles_article_changelist"), {"q": words}).context["cl"]

    assert [article.title for article in shown.result_list] == ["LDN and fibromyalgia"]


def test_forms_offer_no_menu_of_every_page(client, log_in):
    log_in("Writers", "Managers")
    article = make_article(title="One of ten thousand")
    other = make_article()

    pages = [
        reverse("admin:articles_article_change", args=[other.pk]),
        reverse("admin:articles_notice_add"),
    ]
    for url in pages:
        assert f'<option value="{article.pk}"' not in client.get(url).content.decode()
