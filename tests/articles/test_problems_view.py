"""The checker's word on a text that is still being written."""

import pytest
from django.test import Client
from django.urls import reverse

from ldn_site.articles.models import Article
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db
VIEW, ADD, CHANGE = (f"articles.{can}_article" for can in ("view", "add", "change"))


@pytest.fixture
def writer(client):
    user = make_user(VIEW, ADD, CHANGE)
    client.force_login(user)
    return user


def address() -> str:
    return reverse("admin:articles_article_draft_problems")


def ask(client, **fields: str):
    values = {
        "article": "",
        "title": "Sleep",
        "topic": "basics",
        "slug": "sleep",
        "language": "en",
        "summary": "Nobody knows yet.",
        "body": "Some words.",
    }
    response = client.post(address(), values | fields)
    assert response.status_code == 200
    return response.json()


def fields_of(answer) -> dict[str, str]:
    return {finding["code"]: finding["field"] for finding in answer["findings"]}


def test_finding_has_the_line_where_it_was_typed_and_words_for_its_weight(client, writer):
    answer = ask(client, body="Fine.\r\n\r\nTake 50mg of it.\r\n")

    (finding,) = (one for one in answer["findings"] if one["code"] == "dose-style")
    assert finding["line"] == 3
    assert finding["severity"] == "blocker"
    assert finding["severity_label"] == "Must be mended"
    assert finding["message"]
    assert finding["remedy"]
    assert answer["counts"]["blocker"] == len(
        [one for one in answer["findings"] if one["severity"] == "blocker"]
    )


def test_worst_findings_come_first(client, writer):
    answer = ask(client, body="The patient is told.\n\nTake 50mg of it.\n")

    severities = [finding["severity"] for finding in answer["findings"]]
    order = ["blocker", "warning", "hint"]
    assert len(set(severities)) >= 2
    assert severities == sorted(severities, key=order.index)


def test_text_without_a_fault_has_no_finding(client, writer):
    answer = ask(client)

    assert answer["findings"] == []
    assert answer["counts"] == {"blocker": 0, "warning": 0, "hint": 0, "words": 2, "smog": None}


@pytest.mark.parametrize("name", ["title", "topic", "slug", "summary", "body"])
def test_field_left_empty_is_a_finding_of_that_field(client, writer, name):
    answer = ask(client, **{name: "  "})

    assert fields_of(answer)[f"missing-{name}"] == name
    assert answer["counts"]["blocker"] == 1


@pytest.mark.parametrize(
    ("typed", "code", "name"),
    [
        ({"summary": "Take 50mg."}, "dose-style", "summary"),
        ({"title": "LDN is a miracle"}, "banned-claim", "title"),
        ({"summary": "word " * 61}, "long-summary", "summary"),
        ({"summary": "Considerable " * 20 + "heterogeneity."}, "reading-grade", "summary"),
        ({"topic": "conditions"}, "missing-grade", "evidence"),
        ({"topic": "conditions"}, "missing-block", ""),
    ],
)
def test_finding_above_the_text_names_its_field(client, writer, typed, code, name):
    assert fields_of(ask(client, **typed))[code] == name


def test_text_that_cannot_be_rendered_is_a_finding(client, writer):
    answer = ask(client, body="*" * 5_000)

    assert answer["counts"]["blocker"]
    assert answer["findings"][0]["line"] == 1


def test_grade_is_told_for_each_section(client, writer):
    easy = "The cat sat on the mat. " * 20
    answer = ask(client, body=f"## One\n\n{easy}\n\n## Two\n\nShort.\n")

    by_name = {section["name"]: section for section in answer["grades"]}
    assert by_name["One"]["line"] == 1
    assert by_name["One"]["is_judged"]
    assert by_name["One"]["grade"] < by_name["One"]["most"]
    assert not by_name["Two"]["is_judged"]
    assert answer["counts"]["words"] == 123


def test_hard_sentence_is_told_with_its_line(client, writer):
    hard = (
        "Considerable heterogeneity characterizes the pharmacological literature concerning "
        "individual tolerability, necessitating methodological examination."
    )
    answer = ask(client, body=f"## One\n\nThe cat sat.\n\n{hard}\n")

    (named,) = (named for section in answer["grades"] for named in section["hard"])
    assert (named["text"], named["line"]) == (hard, 5)


def test_asking_stores_nothing(client, writer):
    article = make_article()

    ask(client, article=article.pk, body="Other words.")

    article.refresh_from_db()
    assert article.body == "Some words.\n"
    assert Article.objects.count() == 1


def test_nobody_keeps_the_answer(client, writer):
    assert "no-store" in client.post(address(), {})["Cache-Control"]


def test_problems_are_told_to_writers_alone(client):
    article = make_article()
    assert client.post(address(), {}).status_code == 401

    for rights in [(), (VIEW,), (CHANGE,), (VIEW, ADD)]:
        client.force_login(make_user(*rights))
        assert client.post(address(), {"article": article.pk}).status_code == 403, rights
    client.force_login(make_user(VIEW, CHANGE))
    assert client.post(address(), {"article": article.pk}).status_code == 200


def test_problems_are_asked_by_post_with_the_token(client, writer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(writer)

    assert client.get(address()).status_code == 405
    assert strict.post(address(), {}).status_code == 403


def test_query_count_does_not_grow_with_the_articles(client, writer, django_assert_max_num_queries):
    for _number in range(5):
        make_article()
    article = make_article(body="## One\n\nWords.\n")

    with django_assert_max_num_queries(14):
        ask(client, article=article.pk)
