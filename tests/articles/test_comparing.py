"""The past of a page: listed, compared, brought back."""

import pytest
from django.urls import reverse

from ldn_site.articles.comparing import READ, WRITTEN, differences
from ldn_site.articles.desk.versions import find_version
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, SetAside, SharedBlock
from ldn_site.articles.publishing import withdraw
from ldn_site.articles.wording import in_words
from ldn_site.articles.writing import save_article, save_block
from ldn_site.evidence.models import Reference
from ldn_site.evidence.writing import save_reference
from ldn_site.markup import Resources, Study, render_here
from tests.factories import (
    make_article,
    make_block,
    make_publication,
    make_reference,
    make_user,
    sign_as_it_stands,
)

WRITER = ("articles.view_article", "articles.change_article")


def page(name, article, **asked):
    url = reverse(f"admin:articles_article_{name}", args=[article.pk])
    return url + ("?" + "&".join(f"{k.rstrip('_')}={v}" for k, v in asked.items()) if asked else "")


def change(article, *, by=None, note="", **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return save_article(article, by=by, note=note)


def saves(article):
    return [f"save-{row.pk}" for row in article.history.order_by("pk")]


def said(parts, side):
    return {
        part.name: "".join(s.text for h in part.comparison.hunks for s in getattr(h, side))
        for part in parts
    }


def compared(article, old, new, way=READ):
    library = Library.load()
    one, other = (find_version(article, key, library).frozen for key in (old, new))
    return differences(one, other, way=way)


@pytest.fixture
def writer(client, db):
    user = make_user(*WRITER, display_name="Ada Example")
    client.force_login(user)
    return user


PAGE = """## What we *found*

Pain fell. [@a; @b]

- one
- two

/// warning | Care

X.

///
"""
FIGURE = """```icon-array
title: Less pain
time: after 12 weeks
groups:
- {name: LDN, count: 3}
- {name: Placebo, count: 2}
```
"""


def test_page_in_words_says_what_headings_items_and_sources_are():
    studies = {key: Study(key=key, label=key.upper()) for key in "ab"}
    html = render_here(PAGE, Resources(references=studies)).html

    assert in_words(html, {"a": "Smith 2020"}).split("\n\n") == [
        "Heading: What we found",
        "Pain fell. [Smith 2020] [b]",
        "• one",
        "• two",
        "Important: Care",
        "X.\n",
    ]


def test_figure_in_words_holds_its_numbers():
    words = in_words(render_here(FIGURE).html, {})

    assert "Less pain" in words
    assert "3 out of 100" in words
    assert "<" not in words


@pytest.mark.django_db
def test_history_names_who_saved_when_why_and_what_changed(client, writer):
    article = make_article(body="One two three.\n")
    change(article, by=writer, note="Shorter", body="One two.\n", title="New title")

    html = client.get(page("history", article)).content.decode()

    assert "Ada Example" in html
    assert "Shorter" in html
    assert "title" in html
    assert "text +0 −1 words" in html
    assert "Texas time" in html


@pytest.mark.django_db
def test_publications_signatures_withdrawals_and_texts_set_aside_are_in_the_history(client, writer):
    article = make_publication(change_note="First words.").article
    sign_as_it_stands(article)
    withdraw(article, by=None, reason="A dose was wrong.")
    SetAside.objects.create(
        article=article, person=writer, values={"body": "Lost words."}, seen_version=1
    )

    html = client.get(page("history", article)).content.decode()

    for words in ("First words.", "Signed", "A dose was wrong.", "Set aside"):
        assert words in html


@pytest.mark.django_db
def test_history_takes_the_same_queries_for_two_saves_and_for_many(
    client, writer, django_assert_max_num_queries
):
    article = make_article()
    for number in range(2):
        article = change(article, body=f"Words {number}.\n", by=writer)
    client.get(page("history", article))
    with django_assert_max_num_queries(100) as few:
        client.get(page("history", article))
    for number in range(60):
        article = change(article, body=f"Other {number}.\n", by=writer)

    with django_assert_max_num_queries(len(few)):
        response = client.get(page("history", article))

    assert len(response.context["page"].object_list) == 50
    assert len(client.get(page("history", article, page=2)).context["page"].object_list) == 13


@pytest.mark.django_db
def test_oldest_save_on_a_page_says_what_it_changed_too(client, writer):
    article = make_article()
    for number in range(60):
        article = change(article, body=f"Words {number}.\n")

    items = client.get(page("history", article)).context["page"].object_list

    assert items[-1].details == ["Changed: text +1 −1 words"]
    assert items[-1].before


@pytest.mark.django_db
def test_any_two_saves_are_compared_as_read_and_as_written(client, writer):
    article = make_article(body="## One\n\nWords *here*.\n", title="Old title")
    change(article, body="## One\n\nOther *here*.\n", title="New title")
    old, new = saves(article)

    read, written = (
        client.get(page("compare", article, from_=old, to=new, way=way)) for way in (READ, WRITTEN)
    )

    assert said(read.context["parts"], "old")["title"] == "Old title"
    assert "Words here." in said(read.context["parts"], "old")["Text, as readers read it"]
    assert "Other *here*." in said(written.context["parts"], "new")["Text, as it is written"]


@pytest.mark.django_db
def test_saved_text_is_compared_with_what_is_live(client, writer):
    article = make_publication(body="Live words.\n").article
    change(article, body="New words.\n")

    parts = client.get(page("compare", article, from_="live", to="now")).context["parts"]

    assert "Live words." in said(parts, "old")["Text, as readers read it"]
    assert "New words." in said(parts, "new")["Text, as readers read it"]


@pytest.mark.django_db
def test_two_publications_differ_by_the_block_and_the_study_they_were_made_from():
    make_block("off-label", "Old passage.\n")
    make_reference(n=40)
    body = "{{ block: off-label }}\n\nIt helped. [@smith-2020-trial]\n"
    article = make_publication(body=body).article
    save_block(SharedBlock(name="off-label", body="New passage.\n"), by=None)
    study = Reference.objects.get()
    study.n = 41
    save_reference(study, by=None)
    make_publication(article)

    for way in (READ, WRITTEN):
        parts = compared(article, "publication-1", "publication-2", way)
        old, new = said(parts, "old"), said(parts, "new")
        block = next(name for name in old if "off-label" in name)
        study = next(name for name in old if "smith-2020-trial" in name)
        assert (old[block].strip(), new[block].strip()) == ("Old passage.", "New passage.")
        assert "40" in old[study]
        assert "41" in new[study]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key", ["save-999", "publication-9", "aside-1", "live", "x", "save-", "save--1"]
)
def test_text_that_is_not_there_is_not_found(client, writer, key):
    assert client.get(page("compare", make_article(), from_=key, to="now")).status_code == 404


@pytest.mark.django_db
def test_save_of_another_page_is_not_shown(client, writer):
    [key] = saves(make_article(body="Other page.\n"))

    assert client.get(page("compare", make_article(), from_=key, to="now")).status_code == 404


@pytest.mark.django_db
def test_older_text_is_brought_back_as_a_draft(client, writer):
    article = make_publication(body="First.\n", title="First title").article
    change(article, body="Second.\n", title="Second title", order=7, slug="elsewhere")
    old = saves(article)[0]
    shown = client.get(page("restore", article, which=old))

    response = client.post(page("restore", article), shown.context["confirm"])

    article = Article.objects.get()
    assert response.status_code == 302
    assert (article.body, article.title) == ("First.\n", "First title")
    assert (article.order, article.slug) == (7, "elsewhere")
    assert article.history.first().history_user == writer
    assert "Restored" in article.history.first().history_change_reason
    assert Publication.objects.count() == 1


@pytest.mark.django_db
def test_restoring_shows_first_what_would_change(client, writer):
    article = make_article(body="First.\n")
    change(article, body="Second.\n")

    shown = client.get(page("restore", article, which=saves(article)[0]))

    assert "First." in said(shown.context["parts"], "new")["Text, as readers read it"]
    assert Article.objects.get().body == "Second.\n"


@pytest.mark.django_db
def test_restoring_over_a_save_that_was_not_seen_is_stopped(client, writer):
    article = make_article(body="First.\n")
    change(article, body="Second.\n")
    shown = client.get(page("restore", article, which=saves(article)[0]))
    change(article, body="Theirs.\n")

    response = client.post(page("restore", article), shown.context["confirm"])

    assert "Somebody saved this page" in response.content.decode()
    assert "Theirs." in said(response.context["parts"], "old")["Text, as readers read it"]
    assert Article.objects.get().body == "Theirs.\n"
    client.post(page("restore", article), response.context["confirm"])
    assert Article.objects.get().body == "First.\n"


@pytest.mark.django_db
def test_older_text_that_today_refuses_is_said_in_words(client, writer):
    article = make_article(body="First.\n")
    article.history.update(title="")

    response = client.post(
        page("restore", article),
        {"which": saves(article)[0], "seen_version": article.version},
    )

    assert "cannot be saved as it is" in response.content.decode()
    assert Article.objects.get().title


@pytest.mark.django_db
def test_text_set_aside_is_brought_back(client, writer):
    article = make_article(body="Theirs.\n")
    aside = SetAside.objects.create(
        article=article, person=writer, values={"body": "Mine.\r\n"}, seen_version=1
    )
    shown = client.get(page("restore", article, which=f"aside-{aside.pk}"))

    client.post(page("restore", article), shown.context["confirm"])

    assert Article.objects.get().body == "Mine.\n"


@pytest.mark.django_db
def test_reader_of_the_desk_compares_and_cannot_restore(client):
    client.force_login(make_user("articles.view_article"))
    article = make_article(body="First.\n")
    change(article, body="Second.\n")
    old = saves(article)[0]

    assert client.get(page("compare", article, from_=old, to="now")).status_code == 200
    assert client.get(page("restore", article, which=old)).status_code == 403
    assert client.post(page("restore", article), {"which": old}).status_code == 403
    assert Article.objects.get().body == "Second.\n"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["history", "compare", "restore"])
def test_past_of_a_page_is_closed_to_staff_without_rights(client, name):
    client.force_login(make_user())

    assert client.get(page(name, make_article())).status_code == 403
