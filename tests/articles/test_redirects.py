"""Addresses that lead elsewhere: in one step, to a page that is there, never in a circle."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ldn_site.articles.addresses import Gone, Live, Moved, answer
from ldn_site.articles.models import Article, Redirect, Withdrawal
from ldn_site.articles.publishing import withdraw
from ldn_site.articles.redirecting import GoesRound, follow, save_redirect
from ldn_site.articles.writing import save_article
from ldn_site.trail.models import Event
from tests.factories import make_article, make_publication, make_user

pytestmark = pytest.mark.django_db


def lead(old, new):
    return save_redirect(Redirect(old_path=old, new_path=new), by=None)


def move(article, slug):
    article = Article.objects.get(pk=article.pk)
    article.slug = slug
    return make_publication(save_article(article, by=None), change_note="Moved.").article


def stored():
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def refused(old, new):
    with pytest.raises(ValidationError) as error:
        lead(old, new)
    [(name, [words])] = error.value.message_dict.items()
    assert old not in stored()
    return name, words


@pytest.mark.parametrize(
    ("to", "end"),
    [
        ("/safety/", "/safety/"),
        ("/b/", "/d/"),
        ("/b/#place", "/d/#place"),
        ("/b/?q=1", "/d/"),
        ("/b", "/d/"),
        ("/e/", "/f/#own"),
        ("/e/#place", "/f/#own"),
    ],
)
def test_way_is_followed_to_its_end(to, end):
    assert follow("/a/", to, {"/b/": "/c/", "/c/": "/d/", "/e/": "/f/#own"}) == end


def test_way_that_comes_back_is_named():
    with pytest.raises(GoesRound) as error:
        follow("/a/", "/b/", {"/b/": "/c/", "/c/": "/a/"})

    assert error.value.way == ["/a/", "/b/", "/c/", "/a/"]


def test_redirect_to_a_redirect_is_stored_with_its_end():
    lead("/b/", "/safety/")
    lead("/a/", "/b/")

    assert stored() == {"/b/": "/safety/", "/a/": "/safety/"}


def test_redirects_that_led_here_are_moved_on_and_noted():
    make_publication(slug="page")
    Redirect.objects.create(old_path="/a/", new_path="/b/#place")
    lead("/b/", "/basics/page/")

    assert stored() == {"/a/": "/basics/page/#place", "/b/": "/basics/page/"}
    assert Event.objects.filter(verb="changed", thing_name="/a/ → /basics/page/#place").exists()


@pytest.mark.parametrize("to", ["/a/", "/b/", "/b", "/c/?x=1"])
def test_circle_is_refused_and_named(to):
    Redirect.objects.create(old_path="/b/", new_path="/a/")
    Redirect.objects.create(old_path="/c/", new_path="/b/")

    with pytest.raises(ValidationError, match=r"circle: /a/ → .*/a/|cannot lead to itself"):
        lead("/a/", to)

    assert "/a/" not in stored()


def test_circle_over_a_page_that_was_taken_down_is_refused():
    article = make_publication(slug="page").article
    withdraw(article, by=None, reason="Merged.", redirect_to="/safety/")
    Withdrawal.objects.update(redirect_to="/a/")

    assert answer("/basics/page/") == Moved("/a/")
    name, words = refused("/a/", "/basics/page/")

    assert name == "new_path"
    assert "circle" in words or "No page answers" in words


def test_redirect_to_an_old_address_is_stored_with_the_new_one():
    move(make_publication(slug="old").article, "new")

    lead("/a/", "/basics/old/#place")

    assert stored() == {"/a/": "/basics/new/#place"}


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("/basics/nowhere/", "No page answers at /basics/nowhere/"),
        ("/evidence/nobody-2020/", "No page answers"),
        ("/no/such/place/", "No page answers"),
        ("/admin/", "No page answers"),
        ("/basics/draft/", "is not public"),
        ("/basics/gone/", "No page answers|is not public"),
    ],
)
def test_redirect_to_nowhere_is_refused_in_words(to, said):
    make_article(slug="draft", title="Not yet")
    withdraw(make_publication(slug="gone").article, by=None, reason="Wrong.")

    with pytest.raises(ValidationError, match=said):
        lead("/a/", to)


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("/basics/page/", "“A page” has or had this address"),
        ("/basics/old/", "“A page” has or had this address"),
        ("/safety/", "a page of its own"),
        ("/glossary/", "a page of its own"),
    ],
)
def test_address_that_readers_find_a_page_at_is_not_led_elsewhere(old, said):
    move(make_publication(slug="old", title="A page").article, "page")

    name, words = refused(old, "/visit/" if old == "/get-ldn/" else "/get-ldn/")

    assert name == "old_path"
    assert said in words


def test_form_says_why_and_keeps_what_was_typed(client, admin_user):
    client.force_login(admin_user)

    response = client.post(
        reverse("admin:articles_redirect_add"), {"old_path": "/a/", "new_path": "/no/such/"}
    )

    assert "No page answers at /no/such/" in response.content.decode()
    assert 'value="/no/such/"' in response.content.decode()
    assert not stored()


def test_form_tells_when_a_redirect_was_made_shorter(client, admin_user):
    client.force_login(admin_user)
    lead("/b/", "/safety/")

    response = client.post(
        reverse("admin:articles_redirect_add"),
        {"old_path": "/a/", "new_path": "/b/"},
        follow=True,
    )

    assert "straight to its end" in response.content.decode()
    assert stored()["/a/"] == "/safety/"


def test_page_that_moved_three_times_is_one_step_away():
    article = make_publication(slug="one").article
    for slug in ("two", "three", "four"):
        article = move(article, slug)

    assert isinstance(answer("/basics/four/"), Live)
    assert [answer(f"/basics/{slug}/") for slug in ("one", "two", "three")] == [
        Moved("/basics/four/")
    ] * 3


def test_redirect_to_a_page_that_moves_later_is_still_one_step():
    article = make_publication(slug="page").article
    lead("/a/", "/basics/page/#place")

    move(article, "elsewhere")

    assert answer("/a/") == Moved("/basics/elsewhere/#place")


def test_page_that_is_down_can_be_given_a_redirect_later(client):
    publisher = make_user("articles.view_article", "articles.publish_article")
    client.force_login(publisher)
    article = make_publication(slug="old", title="Old page").article
    withdraw(article, by=None, reason="A dose was wrong.")
    url = reverse("admin:articles_article_withdraw", args=[article.pk])
    assert client.get(url).context["form"].initial["reason"] == "A dose was wrong."

    client.post(url, {"reason": "Merged.", "redirect_to": "/safety/"})

    assert answer("/basics/old/") == Moved("/safety/")
    client.post(url, {"reason": "Wrong after all.", "redirect_to": ""})
    assert answer("/basics/old/") == Gone("Old page", "Wrong after all.")
    assert Withdrawal.objects.count() == 3
    assert Event.objects.filter(actor_name=publisher.display_name).count() == 2
