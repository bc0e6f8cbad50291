"""A reader without an account: one exact text, for a time, and what they remark."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from ldn_site.articles.models import Article, OutsideLink, OutsideRemark, SharedBlock
from ldn_site.articles.outside import CannotShare, make_link, path_of, remark, revoke_link
from ldn_site.articles.writing import save_block
from ldn_site.trail.models import Event
from tests.factories import make_article, make_block, make_publication, make_reviewer, make_user

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}


@pytest.fixture(autouse=True)
def nobody_has_sent_anything():
    cache.clear()


def share(article=None, *, days=7, **fields) -> OutsideLink:
    article = article or make_article(**fields)
    return make_link(article, by=make_reviewer(), made_for="Dr. Example", days=days)


def send(client, link, *, headers=OURS, **fields):
    typed = {"name": "", "text": "The dose is missing.", "leave_empty": ""} | fields
    return client.post(path_of(link), typed, headers=headers)


def test_link_shows_the_text_through_the_public_template_without_a_cookie(client):
    link = share(title="Sleep", body="Words of the draft.\n")

    response = client.get(path_of(link))

    html = response.content.decode()
    assert "Words of the draft." in html
    assert "A draft for review, shared with you by the pharmacy." in html
    assert "Not published." in html
    assert not response.cookies


def test_page_is_kept_and_listed_by_nobody(client):
    response = client.get(path_of(share()))

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_link_is_in_no_list_for_machines(client):
    link = share(title="Unheard of")

    for address in ("/robots.txt", "/sitemap.xml", "/llms.txt", "/feed.atom"):
        text = client.get(address).content.decode()
        assert "/review/" not in text
        assert "Unheard of" not in text
        assert path_of(link) not in text


def test_link_keeps_to_the_text_it_was_made_for(client):
    make_block("off-label", "Shared words of old.\n")
    link = share(body="First words.\n\n{{ block: off-label }}\n")
    Article.objects.update(body="Second words.\n\n{{ block: off-label }}\n")
    save_block(SharedBlock(name="off-label", body="Shared words of today.\n"), by=None)

    html = client.get(path_of(link)).content.decode()

    assert "First words." in html
    assert "Shared words of old." in html
    assert "Second words." not in html
    assert "of today" not in html


def test_link_ends_by_itself(client, time_machine):
    link = share(days=7)
    time_machine.move_to(timezone.now() + timedelta(days=6, hours=23))
    assert client.get(path_of(link)).status_code == 200

    time_machine.move_to(timezone.now() + timedelta(hours=2))
    response = client.get(path_of(link))

    assert response.status_code == 410
    assert "This link has ended" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert send(client, link).status_code == 410
    assert not OutsideRemark.objects.exists()


def test_revoked_link_is_dead_at_once(client):
    link = share()

    revoke_link(link, by=make_reviewer())

    assert client.get(path_of(link)).status_code == 410
    with pytest.raises(CannotShare, match="ended"):
        remark(link, name="", text="Too late.")
    with pytest.raises(CannotShare, match="already"):
        revoke_link(link, by=make_reviewer())


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path[:-2] + ("a" if path[-2] != "a" else "b") + "/",
        lambda path: path.replace("/review/", "/review/9"),
        lambda path: "/review/1/",
        lambda path: "/review/1:/",
        lambda path: "/review/%00/",
    ],
    ids=["signature", "number", "bare number", "no signature", "NUL"],
)
def test_tampered_link_opens_nothing(client, change):
    path = path_of(share(body="Words of the draft.\n"))

    response = client.get(change(path))

    assert response.status_code in {400, 404}
    assert "Words of the draft." not in response.content.decode()


def test_remark_is_kept_shown_again_and_not_in_the_trail(client):
    link = share()

    response = send(client, link, name="Dr. Example", text="Which <trial> is this?")

    assert (response.status_code, response["Location"]) == (303, f"{path_of(link)}#written")
    html = client.get(path_of(link)).content.decode()
    assert "What you wrote" in html
    assert "Which &lt;trial&gt; is this?" in html
    assert not response.cookies
    event = Event.objects.first()
    assert (event.actor_name, event.verb, event.thing_id) == (
        "a visitor",
        "remarked",
        link.article_id,
    )
    assert not any("trial" in f"{event} {event.detail}" for event in Event.objects.all())


def test_remark_of_one_link_is_not_shown_through_another(client):
    article = make_article()
    first, second = share(article), share(article)
    send(client, first, text="Only for the first.")

    assert "Only for the first." not in client.get(path_of(second)).content.decode()


def test_same_remark_twice_is_kept_once(client):
    link = share()

    send(client, link)
    send(client, link)

    assert OutsideRemark.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "  "}, "Write your remark"),
        ({"text": "x" * 4001}, "Use at most 4000 characters"),
        ({"name": "n" * 121}, "Use at most 120 characters"),
        ({"leave_empty": "filled"}, "Clear this box"),
    ],
)
def test_refused_remark_comes_back_with_a_word_on_what_to_do(client, fields, words):
    link = share()

    response = send(client, link, **({"text": "What I typed."} | fields))

    html = response.content.decode()
    assert response.status_code == 422
    assert words in html
    assert fields.get("text", "What I typed.").strip() in html
    assert not OutsideRemark.objects.exists()


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_post_from_another_site_is_refused_and_keeps_what_was_typed(client, headers):
    link = share()

    response = send(client, link, headers=headers, text="What I typed.")

    assert response.status_code == 403
    assert "What I typed." in response.content.decode()
    assert not OutsideRemark.objects.exists()


def test_key_to_a_text_is_not_written_into_the_log(client, caplog):
    link = share()
    send(client, link, headers={})
    send(client, link, text="")
    revoke_link(link, by=make_reviewer())
    client.get(path_of(link))

    assert path_of(link) not in caplog.text


def test_flood_of_remarks_is_stopped_in_words(client):
    link = share()
    for number in range(10):
        assert send(client, link, text=f"Remark {number}").status_code == 303

    response = send(client, link, text="One more.")

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "One more." in response.content.decode()
    assert OutsideRemark.objects.count() == 10


@pytest.mark.parametrize("permission", ["change_article", "sign_article", "publish_article"])
def test_those_who_do_something_with_a_text_share_it(permission):
    user = make_user("articles.view_article", f"articles.{permission}")

    link = make_link(make_article(), by=user, made_for="Dr. Example", days=14)

    assert revoke_link(link, by=user).revoked_at


def test_nobody_else_shares_a_text(client):
    user = make_user("articles.view_article")
    article = make_article()
    link = share(article)
    client.force_login(user)

    with pytest.raises(PermissionDenied):
        make_link(article, by=user, made_for="x", days=7)
    with pytest.raises(PermissionDenied):
        revoke_link(link, by=user)
    address = reverse("admin:articles_article_outside", args=[article.pk])
    revoke = reverse("admin:articles_article_revoke", args=[article.pk, link.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, {"made_for": "x", "days": "7"}).status_code == 403
    assert client.post(revoke).status_code == 403


def test_link_is_made_read_and_ended_on_the_desk(client):
    client.force_login(make_reviewer())
    article = make_publication().article
    address = reverse("admin:articles_article_outside", args=[article.pk])

    client.post(address, {"made_for": "Dr. Example", "days": "7"})
    link = OutsideLink.objects.get()
    remark(link, name="Dr. Example", text="Well written.")
    html = client.get(address).content.decode()

    assert path_of(link) in html
    assert "Well written." in html
    change = reverse("admin:articles_article_change", args=[article.pk])
    assert "Well written." in client.get(change).content.decode()

    revoke = reverse("admin:articles_article_revoke", args=[article.pk, link.pk])
    assert client.get(revoke).status_code == 405
    client.post(revoke)
    html = client.get(address).content.decode()
    assert path_of(link) not in html
    assert "Well written." in html
    verbs = Event.objects.filter(thing_id=article.pk).values_list("verb", flat=True)
    assert {"made an outside link", "remarked", "revoked an outside link"} <= set(verbs)


def test_link_of_another_page_is_not_revoked_through_this_one(client):
    client.force_login(make_reviewer())
    link = share()

    address = reverse("admin:articles_article_revoke", args=[make_article().pk, link.pk])

    assert client.post(address).status_code == 404
    assert OutsideLink.objects.get().revoked_at is None


@pytest.mark.parametrize("days", ["0", "8", "3650", "x", ""])
def test_link_works_for_a_week_two_or_a_month_only(client, days):
    client.force_login(make_reviewer())
    article = make_article()

    client.post(
        reverse("admin:articles_article_outside", args=[article.pk]),
        {"made_for": "Dr. Example", "days": days},
    )

    assert not OutsideLink.objects.exists()
