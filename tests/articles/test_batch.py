"""Pages that a changed passage or study touches: seen together, signed together."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from ldn_site.articles import board
from ldn_site.articles.batches import Refused, candidates, publish_many, sign_many, touched
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, SharedBlock, SignOff
from ldn_site.articles.resolving import article_digest
from ldn_site.articles.states import standing_of
from ldn_site.articles.writing import save_article, save_block
from ldn_site.evidence.models import Reference
from ldn_site.evidence.writing import save_reference
from tests.factories import (
    make_article,
    make_block,
    make_publication,
    make_reference,
    make_reviewer,
    make_user,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db
BODY = "Own words.\n\n{{ block: off-label }}\n"


def make_signed(**fields) -> Article:
    article = make_article(**({"body": BODY} | fields))
    sign_as_it_stands(article)
    make_publication(article)
    return article


def change_block(words="Shared words of today.\n", by=None):
    save_block(SharedBlock(name="off-label", body=words), by=by)


def names():
    return {page.article.pk for page in touched(candidates(), Library.load())}


def chosen(*articles):
    library = Library.load()
    return [
        (each.pk, article_digest(Article.objects.get(pk=each.pk), library)) for each in articles
    ]


def url() -> str:
    return reverse("admin:articles_article_batch")


@pytest.fixture(autouse=True)
def block():
    make_block("off-label", "Shared words of old.\n")


def make_publisher(**fields):
    return make_user("articles.view_article", "articles.publish_article", **fields)


def test_changed_passage_touches_the_pages_that_hold_it_and_no_others():
    first, second = make_signed(), make_publication(body=BODY).article
    make_publication(body="Words of its own.\n")
    make_article(body=BODY)

    change_block()

    assert names() == {first.pk, second.pk}


def test_changed_study_touches_its_pages():
    make_reference("smith-2020-trial")
    article = make_signed(body="It helped. [@smith-2020-trial]\n")
    study = Reference.objects.get()
    study.n = 41

    save_reference(study, by=None)

    page = touched(candidates(), Library.load())[0]
    assert (page.article, page.changed) == (article, [("references", "smith-2020-trial")])


def test_page_whose_own_text_changed_is_no_part_of_a_batch():
    article = make_signed()
    change_block()
    article.title = "Another"
    save_article(article, by=None)

    assert names() == set()


def test_page_that_was_signed_and_never_published_is_touched_too():
    article = make_article(body=BODY)
    sign_as_it_stands(article)

    change_block()

    assert names() == {article.pk}


def test_change_taken_back_touches_nothing():
    make_signed()
    change_block()

    change_block("Shared words of old.\n")

    assert names() == set()


def test_each_page_gets_a_sign_off_of_its_own_text_and_keeps_its_date():
    first, second = make_signed(review_months=6), make_signed(review_months=24)
    due = {each.article_id: each.review_due_on for each in SignOff.objects.all()}
    change_block()

    sign_many(chosen(first, second), by=make_reviewer(), note="Read.")

    for article in (first, second):
        assert standing_of(article).is_signed
        newest = article.sign_offs.order_by("-pk").first()
        assert newest.review_due_on == due[article.pk]
    assert SignOff.objects.count() == 4
    assert names() == {first.pk, second.pk}


def test_one_refused_page_is_named_and_nothing_is_half_done():
    good, changed = make_signed(), make_signed()
    change_block()
    pairs = chosen(good, changed)
    Article.objects.filter(pk=changed.pk).update(title="Changed meanwhile")

    with pytest.raises(Refused) as refused:
        sign_many(pairs, by=make_reviewer())

    assert set(refused.value.reasons) == {changed.pk}
    assert SignOff.objects.count() == 2


def test_author_of_the_passage_cannot_sign_the_batch():
    author = make_reviewer()
    article = make_signed()
    change_block(by=author)

    with pytest.raises(Refused) as refused:
        sign_many(chosen(article), by=author)

    assert "Another reviewer" in refused.value.reasons[article.pk]


@pytest.mark.parametrize("signs_elsewhere", [True, False])
def test_text_that_nobody_signed_as_a_whole_is_not_signed_in_a_batch(signs_elsewhere):
    article = make_publication(body=BODY).article
    if signs_elsewhere:  # another text of the page was signed, and this one never
        Article.objects.update(title="Signed")
        sign_as_it_stands(article)
        Article.objects.update(title=article.title)
    change_block()
    signed = SignOff.objects.count()

    with pytest.raises(Refused) as refused:
        sign_many(chosen(article), by=make_reviewer())

    assert "as a whole" in refused.value.reasons[article.pk]
    assert SignOff.objects.count() == signed


def test_overdue_page_is_not_renewed_by_one_changed_passage(time_machine):
    article = make_signed(review_months=1)
    change_block()
    time_machine.move_to(timezone.now() + timedelta(days=60))

    with pytest.raises(Refused) as refused:
        sign_many(chosen(article), by=make_reviewer())

    assert "review is due" in refused.value.reasons[article.pk]
    ahead = timezone.localdate() + timedelta(days=90)
    assert sign_many(chosen(article), by=make_reviewer(), review_due_on=ahead)


def test_signed_and_never_signed_pages_are_published_with_one_sentence():
    signed, never = make_signed(), make_publication(body=BODY).article
    change_block()
    sign_many(chosen(signed), by=make_reviewer())

    publish_many(chosen(signed, never), by=make_publisher(), change_note="New wording.")

    live = Publication.objects.live()
    assert {row.change_note for row in live} == {"New wording."}
    assert all("of today" in row.plain_text for row in live)
    assert names() == set()


def test_unsigned_page_stops_the_whole_batch_from_being_published():
    signed, never = make_signed(), make_publication(body=BODY).article
    change_block()

    with pytest.raises(Refused) as refused:
        publish_many(chosen(signed, never), by=make_publisher(), change_note="New wording.")

    assert set(refused.value.reasons) == {signed.pk}
    assert Publication.objects.count() == 2


def test_batch_needs_the_permission_of_what_is_done(client):
    article = make_signed()
    change_block()

    with pytest.raises(PermissionDenied):
        sign_many(chosen(article), by=make_publisher())
    with pytest.raises(PermissionDenied):
        publish_many(chosen(article), by=make_reviewer(), change_note="x")
    for user, wanted in [(make_publisher(), "sign"), (make_reviewer(), "publish")]:
        client.force_login(user)
        assert client.post(url(), {"do": wanted}).status_code == 403
    client.force_login(make_user("articles.view_article", "articles.change_article"))
    assert client.get(url()).status_code == 403


def test_each_difference_stands_once_beside_all_its_pages(client):
    titles = [make_signed(title=f"Title {number}").title for number in range(3)]
    change_block()
    client.force_login(make_reviewer())

    response = client.get(url())

    html = response.content.decode()
    assert [len(group.pages) for group in response.context["groups"]] == [3]
    assert all(title in html for title in titles)
    assert html.count("Shared passage “off-label”</h2>") == 1


def test_reviewer_signs_all_pages_of_the_list(client):
    articles = [make_signed() for _ in range(3)]
    change_block()
    client.force_login(make_reviewer())
    shown = [row.value for row in client.get(url()).context["rows"]]

    client.post(url(), {"do": "sign", "shown": shown, "all": "on", "has_read": "on"})

    assert all(standing_of(article).is_signed for article in articles)


def test_only_ticked_pages_are_signed(client):
    first, second = make_signed(), make_signed()
    change_block()
    client.force_login(make_reviewer())
    rows = {row.page.article.pk: row.value for row in client.get(url()).context["rows"]}

    client.post(
        url(),
        {"do": "sign", "shown": list(rows.values()), "page": rows[first.pk], "has_read": "on"},
    )

    assert standing_of(first).is_signed
    assert not standing_of(second).is_signed


def test_refused_batch_keeps_the_ticks_and_says_why_at_the_page(client):
    signed, never = make_signed(), make_publication(body=BODY).article
    change_block()
    client.force_login(make_publisher())
    values = [f"{name}:{digest}" for name, digest in chosen(signed, never)]

    response = client.post(url(), {"do": "publish", "page": values, "change_note": "New wording."})

    html = response.content.decode()
    assert "Nothing was done" in html
    assert "only a signed text can replace it" in html
    assert "New wording." in html
    assert html.count(" checked") == 2
    assert Publication.objects.count() == 2


def test_batch_without_a_tick_says_what_to_do(client):
    make_signed()
    change_block()
    client.force_login(make_publisher())

    response = client.post(url(), {"do": "publish", "change_note": "New wording."})

    assert "Tick the pages first." in response.content.decode()


def test_batch_page_takes_the_same_queries_for_two_pages_and_for_many(
    client, admin_user, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(admin_user)
    for _ in range(2):
        make_signed()
    change_block()
    client.get(url())
    with django_assert_max_num_queries(20) as few:
        client.get(url())
    took = len(few)
    for _ in range(10):
        article = make_article(body=BODY)
        sign_as_it_stands(article)
        make_publication(article)
    change_block("Shared words of tomorrow.\n")

    client.get(url())  # the board looks at what happened
    with django_assert_num_queries(took):
        assert len(client.get(url()).context["rows"]) == 12


def test_board_that_is_level_spares_the_pages_that_stand_as_readers_have_them():
    touched_one = make_signed()
    make_publication(body="Words of its own.\n")
    make_article()
    change_block()

    board.catch_up()

    assert set(candidates()) == {touched_one}
    assert names() == {touched_one.pk}


def test_nothing_to_do_is_said_calmly(client):
    make_signed()
    client.force_login(make_reviewer())

    assert "No page waits" in client.get(url()).content.decode()
