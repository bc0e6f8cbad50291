"""A sign-off belongs to one exact text, whatever way the text changes."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from ldn_site.articles.frozen import as_last_signed
from ldn_site.articles.keeping import set_aside
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, GlossaryTerm, SharedBlock, SignOff
from ldn_site.articles.publishing import NotSigned, cancel, publish
from ldn_site.articles.reviews import review_of
from ldn_site.articles.signing import CannotSign, add_months, sign
from ldn_site.articles.states import State, standing_of
from ldn_site.articles.writing import save_article, save_block, save_term
from ldn_site.evidence.models import Reference
from ldn_site.evidence.writing import save_reference
from ldn_site.media.models import Picture
from ldn_site.media.writing import save_picture
from ldn_site.pharmacy.facts import the_pharmacy
from ldn_site.pharmacy.models import Pharmacy
from ldn_site.pharmacy.writing import save_facts
from ldn_site.trail.models import Event
from tests.factories import (
    in_days,
    make_article,
    make_block,
    make_master,
    make_picture,
    make_publication,
    make_reference,
    make_reviewer,
    make_user,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db
BODY = "{{ block: off-label }}\n\nIt helped. [@smith-2020-trial]\n"


@pytest.fixture
def signed() -> Article:
    make_block("off-label")
    make_reference("smith-2020-trial")
    article = make_article(body=BODY)
    sign_as_it_stands(article)
    return article


def edit_body(article):
    article.body = article.body.replace("helped", "helpef")
    save_article(article, by=None)


def edit_block(article):
    save_block(SharedBlock(name="off-label", body="Shared word.\n"), by=None)


def edit_study(article):
    reference = Reference.objects.get()
    reference.arms[0]["events"] = 13
    save_reference(reference, by=None)


WAYS = {
    "body through the writer": edit_body,
    "block through the writer": edit_block,
    "study through the writer": edit_study,
    "body by update()": lambda a: Article.objects.update(body=BODY.replace("It", "I")),
    "title by update()": lambda a: Article.objects.update(title="Another"),
    "summary by update()": lambda a: Article.objects.update(summary="Another."),
    "address by update()": lambda a: Article.objects.update(slug="elsewhere"),
    "grade by update()": lambda a: Article.objects.update(evidence=4, evidence_reason="Said so."),
    "block by update()": lambda a: SharedBlock.objects.update(body="Shared words!\n"),
    "numbers by update()": lambda a: Reference.objects.update(n=41),
    "arms by update()": lambda a: Reference.objects.update(arms=[]),
    "retraction by update()": lambda a: Reference.objects.update(retracted=True),
    "block by bulk_update()": lambda a: SharedBlock.objects.bulk_update(
        [SharedBlock(name="off-label", body="x")], ["body"]
    ),
}


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS.keys())
def test_sign_off_is_void_after_any_change(signed, change):
    assert standing_of(signed).is_signed

    change(Article.objects.get())

    assert not standing_of(Article.objects.get()).is_signed


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS.keys())
def test_changed_text_cannot_replace_a_signed_page(signed, change):
    live = publish(signed, by=None, change_note="First published.")

    change(Article.objects.get())

    with pytest.raises(NotSigned):
        publish(Article.objects.get(), by=None, change_note="Changed.")
    assert review_of(live).credential == "PharmD"
    assert standing_of(Article.objects.get()).state == State.LIVE_WITH_CHANGES


@pytest.mark.parametrize(
    "fields", [{"order": 7}, {"review_months": 6}], ids=["order", "review interval"]
)
def test_sign_off_survives_what_no_reader_sees(signed, fields):
    Article.objects.update(**fields)

    assert standing_of(Article.objects.get()).is_signed


def test_sign_off_survives_another_page_and_an_unused_block(signed):
    make_article(body="Other.\n")
    make_block("not-used")
    make_reference("jones-2021-trial")

    assert standing_of(signed).is_signed


def test_taking_a_change_back_brings_the_sign_off_back(signed):
    Article.objects.update(title="Another")
    Article.objects.update(title=signed.title)

    assert standing_of(Article.objects.get()).is_signed


def test_text_published_first_and_signed_later_carries_its_reviewer():
    publication = make_publication()
    assert review_of(publication) is None

    sign_as_it_stands(publication.article, make_reviewer(display_name="Ada Example"))

    review = review_of(publication)
    assert (review.name, review.signed_on) == ("Ada Example", timezone.localdate())


def test_signing_needs_the_permission():
    article = make_article()

    with pytest.raises(PermissionDenied):
        sign_as_it_stands(article, make_user())


def test_signing_needs_a_credential():
    with pytest.raises(CannotSign, match="credential"):
        sign_as_it_stands(make_article(), make_reviewer(credential=""))


def test_signing_is_refused_when_the_text_changed_since_it_was_read():
    article = make_article()

    with pytest.raises(CannotSign, match="changed since"):
        sign(article, by=make_reviewer(), review_digest="0" * 64)


@pytest.mark.parametrize("what", ["article", "block", "reference"])
def test_reviewer_cannot_sign_what_they_saved_themselves(signed, what):
    reviewer = make_reviewer()
    if what == "article":
        signed.body += "More.\n"
        save_article(signed, by=reviewer)
    elif what == "block":
        save_block(SharedBlock(name="off-label", body="Mine.\n"), by=reviewer)
    else:
        reference = Reference.objects.get()
        reference.n = 44
        save_reference(reference, by=reviewer)

    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(signed, reviewer)
    assert sign_as_it_stands(signed, make_reviewer())


@pytest.fixture
def one_signs_alone():
    pharmacy = the_pharmacy()
    pharmacy.signs_alone = True
    save_facts(pharmacy, by=make_user(display_name="Mo Manager"))


def test_pharmacy_of_one_may_switch_the_second_person_off_and_the_trail_says_who(one_signs_alone):
    event = Event.objects.get(thing_kind="pharmacy")

    assert (event.actor_name, event.detail) == ("Mo Manager", "signs_alone")


def test_signature_that_the_rule_would_refuse_is_marked_where_one_signs_alone(one_signs_alone):
    author = make_reviewer()
    article = make_article(by=author)

    sign_off = sign_as_it_stands(article, author)

    assert sign_off.is_by_author
    assert Event.objects.filter(verb="signed a text of their own", thing_id=article.pk).exists()


def test_signature_of_a_second_person_is_not_marked_where_one_signs_alone(one_signs_alone):
    sign_off = sign_as_it_stands(make_article(by=make_reviewer()), make_reviewer())

    assert not sign_off.is_by_author
    assert Event.objects.filter(verb="signed").exists()


def test_rule_holds_again_once_it_is_switched_on_again(one_signs_alone):
    author = make_reviewer()
    Pharmacy.objects.update(signs_alone=False)

    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(make_article(by=author), author)


def test_everybody_at_the_desk_sees_that_one_signs_alone(client, one_signs_alone):
    author = make_reviewer()
    article = make_article(by=author)
    client.force_login(author)

    front = client.get("/admin/").content.decode()
    review = client.get(f"/admin/articles/article/{article.pk}/review/").content.decode()

    assert "One person signs alone here" in front
    assert "One person signs alone here" in review
    assert "your signature is marked so" in review


def test_nothing_is_said_of_signing_alone_where_two_sign(client):
    client.force_login(make_reviewer())

    assert "signs alone" not in client.get("/admin/").content.decode()


def test_reviewer_may_sign_later_changes_of_others_to_a_text_they_once_wrote():
    writer = make_reviewer()
    article = make_article(by=writer)
    sign_as_it_stands(article)
    article.body += "By someone else.\n"
    save_article(article, by=make_user())

    assert sign_as_it_stands(article, writer)


def test_next_review_must_lie_ahead():
    with pytest.raises(CannotSign, match="after today"):
        sign_as_it_stands(make_article(), review_due_on=timezone.localdate())


def test_next_review_comes_after_the_interval_of_the_article():
    sign_off = sign_as_it_stands(make_article(review_months=6))

    assert sign_off.review_due_on == add_months(timezone.localdate(), 6)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_add_months_keeps_to_the_calendar(day, months, expected):
    assert add_months(day, months) == expected


def test_review_past_its_date_is_overdue(signed, time_machine):
    publication = publish(signed, by=None, change_note="First published.")

    time_machine.move_to(timezone.now() + timedelta(days=400))

    assert review_of(publication).is_overdue


def test_sign_off_cannot_be_altered_or_deleted(signed):
    sign_off = SignOff.objects.get()

    with pytest.raises(TypeError):
        sign_off.save()
    with pytest.raises(TypeError):
        sign_off.delete()


def test_glossary_change_leaves_the_sign_off_alone(signed):
    save_term(GlossaryTerm(slug="placebo", term="placebo", definition="A dummy pill."), by=None)

    assert standing_of(signed).is_signed


def test_text_of_nobody_waits_behind_no_signature():
    article = make_article(body="One text.\n")
    make_publication(article)
    article.body = "Another text.\n"
    save_article(article, by=None)
    waiting = make_publication(article, publish_at=in_days(3))
    article.body = "One text.\n"
    save_article(article, by=None)

    with pytest.raises(CannotSign, match="called off"):
        sign_as_it_stands(article)

    cancel(waiting, by=None)
    assert sign_as_it_stands(article)


def test_scheduled_text_itself_can_be_signed():
    article = make_article()
    make_publication(article, publish_at=in_days(3))

    assert sign_as_it_stands(article)


@pytest.mark.parametrize("key", ["fda", "smith-2020-trial"])
def test_every_key_that_can_be_cited_is_in_what_is_signed(key):
    make_reference(key)
    article = make_article(body=f"It helped. [@{key}]\n")
    sign_as_it_stands(article)

    Reference.objects.update(result="Nobody felt better.")

    assert not standing_of(article).is_signed


def test_author_of_a_passage_that_came_in_later_cannot_sign():
    author = make_reviewer()
    save_block(SharedBlock(name="off-label", body="Their words."), by=author)
    article = make_article(body="Some words.\n")
    sign_as_it_stands(article)
    article.body = "{{ block: off-label }}\n"
    save_article(article, by=None)

    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(article, by=author)
    assert sign_as_it_stands(article)


def test_author_of_a_passage_that_was_signed_already_can_sign():
    author = make_reviewer()
    save_block(SharedBlock(name="off-label", body="Their words."), by=author)
    article = make_article(body="{{ block: off-label }}\n")
    sign_as_it_stands(article)
    article.body += "\nMore words.\n"
    save_article(article, by=None)

    assert sign_as_it_stands(article, by=author)


FENCE = "```picture\npicture: pill-bottle\n```\n"
THEIRS = "This sentence is from their hand.\n"


def save_as(person, article, body):
    article = Article.objects.get(pk=article.pk)
    article.body = body
    return save_article(article, by=person)


@pytest.mark.parametrize("change", ["alt", "caption", "file"])
def test_reviewer_cannot_sign_a_picture_they_changed(change):
    make_picture()
    article = make_article(body=FENCE)
    sign_as_it_stands(article)
    reviewer = make_reviewer()
    picture = Picture.objects.get()
    master = make_master(color="navy") if change == "file" else None
    if not master:
        setattr(picture, change, "A bottle of 100 pills")
    save_picture(picture, by=reviewer, master=master)

    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(article, reviewer)
    assert sign_as_it_stands(article)


def test_reviewer_cannot_sign_a_picture_of_theirs_that_came_in_later():
    article = make_article()
    sign_as_it_stands(article)
    reviewer = make_reviewer()
    save_picture(
        Picture(name="pill-bottle", alt="A bottle of pills"), by=reviewer, master=make_master()
    )
    save_as(None, article, FENCE)

    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(article, reviewer)


@pytest.mark.parametrize("was_signed", [True, False], ids=["signed before", "never signed"])
def test_reviewer_cannot_sign_what_was_set_aside_for_them_and_brought_back(was_signed):
    article = make_article()
    if was_signed:
        sign_as_it_stands(article)
    reviewer = make_reviewer()
    set_aside(article=article, person=reviewer, values={"body": THEIRS}, seen_version=1)
    save_as(make_user(), article, f"Some words.\n\n{THEIRS}")

    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(article, reviewer)


def test_reviewer_cannot_sign_an_older_text_of_theirs_that_another_brought_back():
    reviewer = make_reviewer()
    article = make_article(by=None)
    save_as(reviewer, article, THEIRS)
    save_as(None, article, "Words of somebody else.\n")
    sign_as_it_stands(article)
    save_as(make_user(), article, THEIRS)

    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(article, reviewer)


def test_unsigned_text_that_was_overtaken_stands_in_the_way_of_a_signature_too():
    article = make_article(body="Nobody has read this.\n")
    overtaken = make_publication(article, publish_at=in_days(10))
    save_as(None, article, "One has read this.\n")
    sooner = make_publication(Article.objects.get(), publish_at=in_days(5))

    with pytest.raises(CannotSign, match="called off"):
        sign_as_it_stands(article)

    cancel(sooner, by=None)
    cancel(overtaken, by=None)
    assert sign_as_it_stands(article)


def test_what_only_its_author_signed_is_read_by_another_once_the_rule_holds_again(
    one_signs_alone,
):
    author = make_reviewer()
    article = make_article(by=author)
    sign_as_it_stands(article, author)
    save_as(make_user(), article, "Some words.\n\nBy someone else entirely.\n")
    Pharmacy.objects.update(signs_alone=False)
    article = Article.objects.get()

    assert as_last_signed(article, Library.load()) is None
    with pytest.raises(CannotSign, match="Another reviewer"):
        sign_as_it_stands(article, author)
    assert not sign_as_it_stands(article).is_by_author


def test_text_that_one_signed_alone_stays_signed_once_the_rule_holds_again(one_signs_alone):
    author = make_reviewer()
    article = make_article(by=author)
    sign_as_it_stands(article, author)
    Pharmacy.objects.update(signs_alone=False)

    assert publish(article, by=None, change_note="First published.")


def test_signed_text_is_put_together_with_the_picture_of_that_moment():
    make_picture()
    article = make_article(body=FENCE)
    sign_off = sign_as_it_stands(article)
    picture = Picture.objects.get()
    picture.alt = "A bottle of 100 pills"
    save_picture(picture, by=None)

    signed = as_last_signed(article, Library.load())

    assert signed and signed.digest == sign_off.review_digest
