"""What is public, since when, and at which address."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from ldn_site.articles.addresses import Gone, Live, Moved, answer
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication, Redirect, Withdrawal
from ldn_site.articles.publishing import (
    AnotherText,
    CannotPublish,
    HasBlockers,
    NothingChanged,
    cancel,
    publish,
    withdraw,
)
from ldn_site.articles.rerendering import rerender_outdated
from ldn_site.articles.resolving import article_digest
from ldn_site.articles.states import State, standing_of, standings
from ldn_site.articles.writing import Stale, save_article
from ldn_site.trail.models import Event
from tests.factories import (
    in_days,
    make_article,
    make_publication,
    make_reference,
    make_user,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db


def live_titles():
    return set(Publication.objects.live().values_list("title", flat=True))


def change(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return save_article(article, by=None)


def test_draft_is_not_public():
    make_article(title="Draft")

    assert live_titles() == set()


def test_newest_due_text_is_the_public_one():
    article = make_publication(title="Old").article
    publish(change(article, title="New"), by=None, change_note="New title.")

    assert live_titles() == {"New"}


def test_scheduled_text_becomes_public_when_its_time_comes(time_machine):
    article = make_publication(title="Old").article
    publish(change(article, title="New"), by=None, change_note="New title.", publish_at=in_days(2))
    assert live_titles() == {"Old"}

    time_machine.move_to(in_days(2.1))

    assert live_titles() == {"New"}


def test_cancelled_text_never_becomes_public(time_machine):
    article = make_publication(title="Old").article
    scheduled = publish(
        change(article, title="New"), by=None, change_note="New title.", publish_at=in_days(2)
    )
    cancel(scheduled, by=None, reason="Not yet.")

    time_machine.move_to(in_days(3))

    assert live_titles() == {"Old"}
    assert standing_of(Article.objects.get()).scheduled_at is None


def test_public_text_cannot_be_cancelled():
    with pytest.raises(CannotPublish, match="public already"):
        cancel(make_publication(), by=None)


def test_withdrawal_takes_down_what_is_live_and_what_is_scheduled(time_machine):
    article = make_publication(title="Old").article
    publish(change(article, title="New"), by=None, change_note="New title.", publish_at=in_days(2))

    withdraw(article, by=None, reason="A dose was wrong.")

    assert live_titles() == set()
    time_machine.move_to(in_days(3))
    assert live_titles() == set()
    assert standing_of(Article.objects.get()).state == State.WITHDRAWN


def test_withdrawn_page_can_be_published_anew():
    article = make_publication(title="Old").article
    withdraw(article, by=None, reason="A dose was wrong.")

    publish(change(article, title="New"), by=None, change_note="Corrected.")

    assert live_titles() == {"New"}


def test_page_that_was_never_public_cannot_be_withdrawn():
    with pytest.raises(CannotPublish, match="not public"):
        withdraw(make_article(), by=None, reason="Wrong.")


def test_same_text_is_not_published_twice():
    article = make_publication().article

    with pytest.raises(NothingChanged):
        publish(article, by=None, change_note="Again.")


def test_text_with_blockers_is_not_published():
    article = make_article(body="It helped. [@nobody-2020]\n")

    with pytest.raises(HasBlockers) as caught:
        publish(article, by=None, change_note="First published.")

    assert caught.value.findings[0].line == 1
    assert live_titles() == set()


@pytest.mark.parametrize("note", ["", "   "])
def test_publishing_wants_a_word_on_what_changed(note):
    with pytest.raises(CannotPublish, match="plain sentence"):
        publish(make_article(), by=None, change_note=note)


def test_publishing_freezes_the_stored_text_not_the_one_in_hand():
    article = make_article(title="Stored")
    article.title = "Unsaved"

    assert publish(article, by=None, change_note="First published.").title == "Stored"


@pytest.mark.parametrize("act", ["publish", "cancel", "withdraw"])
def test_publishing_needs_the_permission(act):
    nobody, publication = make_user(), make_publication(publish_at=in_days(1))

    with pytest.raises(PermissionDenied):
        if act == "publish":
            publish(make_article(), by=nobody, change_note="Mine.")
        elif act == "cancel":
            cancel(publication, by=nobody)
        else:
            withdraw(publication.article, by=nobody, reason="Mine.")


def test_publication_cannot_be_altered_or_deleted():
    publication = make_publication()

    with pytest.raises(TypeError):
        publication.save()
    with pytest.raises(TypeError):
        publication.delete()


def test_database_refuses_a_second_publication_of_one_number():
    publication = make_publication()
    publication.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.bulk_create([publication])


def test_moved_page_answers_at_the_new_address_and_leads_there_from_the_old():
    article = make_publication(slug="old").article
    publish(change(article, slug="new"), by=None, change_note="Moved.")

    assert isinstance(answer("/basics/new/"), Live)
    assert answer("/basics/old/") == Moved("/basics/new/")


def test_address_that_readers_knew_is_never_given_to_another_page():
    article = make_publication(slug="old", title="First owner").article
    change(article, slug="new")

    with pytest.raises(ValidationError, match="First owner"):
        make_article(slug="old")


def test_two_articles_cannot_have_one_address():
    make_article(slug="sleep")

    with pytest.raises(ValidationError, match="Another article has this address"):
        make_article(slug="sleep")


def test_withdrawn_page_says_why_it_is_gone():
    article = make_publication(slug="old", title="Old page").article
    withdraw(article, by=None, reason="A dose was wrong.")

    assert answer("/basics/old/") == Gone("Old page", "A dose was wrong.")


def test_withdrawn_page_can_send_readers_elsewhere():
    article = make_publication(slug="old").article
    withdraw(article, by=None, reason="Merged.", redirect_to="/safety/")

    assert answer("/basics/old/") == Moved("/safety/")


def test_unpublished_address_answers_nothing():
    make_article(slug="draft")
    make_publication(slug="later", publish_at=in_days(1))

    assert answer("/basics/draft/") is None
    assert answer("/basics/later/") is None


def test_redirect_made_by_hand_is_followed_where_no_page_ever_was():
    Redirect.objects.create(old_path="/ldn/", new_path="/basics/")

    assert answer("/ldn/") == Moved("/basics/")


@pytest.mark.parametrize("to", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_redirect_stays_on_the_site(to):
    with pytest.raises(ValidationError):
        Redirect(old_path="/old/", new_path=to).full_clean()


def test_second_save_over_someone_elses_is_refused_with_their_text():
    article = make_article()
    version = article.version
    change(article, title="Theirs")
    article.title = "Mine"

    with pytest.raises(Stale) as caught:
        save_article(article, by=None, expected_version=version)

    assert caught.value.current.title == "Theirs"
    assert Article.objects.get().title == "Theirs"


def test_every_save_is_in_history_with_its_person_and_note():
    person = make_user()
    article = make_article(title="One")
    article.title = "Two"
    save_article(article, by=person, note="Better title.")

    newest, oldest = article.history.order_by("-history_id")
    assert (newest.title, newest.history_user, newest.history_change_reason) == (
        "Two",
        person,
        "Better title.",
    )
    assert (oldest.title, oldest.history_user) == ("One", None)


def test_save_without_a_change_leaves_no_trace():
    article = make_article()
    events = Event.objects.count()

    save_article(Article.objects.get(), by=None)

    assert (article.history.count(), Event.objects.count()) == (1, events)


def test_text_is_stored_in_one_spelling():
    article = make_article(body="  Cafe\u0301\r\nnext\r")

    assert Article.objects.get().body == article.body == "  Caf\xe9\nnext\n"


def test_rerendering_renews_the_html_and_leaves_what_was_signed():
    publication = make_publication()
    sign_as_it_stands(publication.article)
    Publication.objects.update(html="<p>from an older renderer</p>", renderer=0)

    assert rerender_outdated().renewed == 1

    again = Publication.objects.get()
    assert (again.html, again.review_digest) == (publication.html, publication.review_digest)
    assert rerender_outdated().renewed == 0


def test_text_that_the_renderer_refuses_now_keeps_its_html_and_is_named():
    make_publication(title="Good")
    make_publication(title="Bad")
    Publication.objects.filter(title="Bad").update(source="[@gone-2020]", html="<p>old</p>")
    Publication.objects.update(renderer=0)

    with pytest.raises(CommandError, match="Bad"):
        call_command("render_publications")

    assert Publication.objects.get(title="Bad").html == "<p>old</p>"
    assert Publication.objects.get(title="Good").renderer != 0


def test_frozen_page_keeps_the_study_as_it_was():
    reference = make_reference()
    publication = make_publication(body="It helped. [@smith-2020-trial]\n")
    reference.result = "Other words."
    reference.save()

    frozen = Publication.objects.get(pk=publication.pk).inputs["references"]["smith-2020-trial"]
    assert frozen["result"] != "Other words."


def test_standings_take_the_same_queries_for_one_article_and_for_many(
    django_assert_num_queries,
):
    articles = [make_publication().article for _ in range(5)]

    with django_assert_num_queries(9):
        standings(articles[:1])
    with django_assert_num_queries(9):
        standings(articles)


def test_database_holds_the_rules_of_grades():
    article = make_article()

    for fields in ({"evidence": 5, "evidence_reason": "x"}, {"evidence": 3, "evidence_reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=article.pk).update(**fields)


def test_withdrawal_is_in_the_trail():
    withdraw(make_publication().article, by=None, reason="A dose was wrong.")

    event = Event.objects.first()
    assert (event.verb, event.actor_name) == ("withdrew", "command line")
    assert Withdrawal.objects.get().at <= timezone.now()


@pytest.mark.parametrize("to", ["/basics/old/", "/basics/old", "/by-hand/", "/basics/old/?a#b"])
def test_withdrawn_page_whose_address_leads_back_to_it_says_why_it_is_gone(to):
    article = make_publication(slug="old", title="Old page").article
    Redirect.objects.create(old_path="/by-hand/", new_path="/basics/old/")
    Withdrawal.objects.create(article=article, number=1, reason="Merged.", redirect_to=to)

    assert answer("/basics/old/") == Gone("Old page", "Merged.")


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("/basics/old/", "this page itself"),
        ("/basics/old", "this page itself"),
        ("/by-hand/", "this page itself"),
        ("/basics/old/?a#b", "this page itself"),
        ("/basics/nowhere/", "No page answers"),
        ("/nowhere/", "No page answers"),
        ("/admin/", "No page answers"),
        ("/basics/draft/", "No page answers"),
    ],
)
def test_readers_of_a_withdrawn_page_are_sent_only_where_a_page_answers(to, words):
    article = make_publication(slug="old").article
    make_article(slug="draft")
    Redirect.objects.create(old_path="/by-hand/", new_path="/basics/old/")

    with pytest.raises(CannotPublish, match=words):
        withdraw(article, by=None, reason="Merged.", redirect_to=to)

    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize(
    ("to", "end"),
    [
        ("/safety/", "/safety/"),
        ("/get-ldn/#write", "/get-ldn/#write"),
        ("/basics/new/", "/basics/new/"),
        ("/by-hand/", "/basics/new/"),
    ],
)
def test_readers_of_a_withdrawn_page_are_sent_to_a_page_that_answers(to, end):
    article = make_publication(slug="old").article
    make_publication(slug="new")
    Redirect.objects.create(old_path="/by-hand/", new_path="/basics/new/")

    withdraw(article, by=None, reason="Merged.", redirect_to=to)

    assert answer("/basics/old/") == Moved(end)


def test_time_that_has_passed_is_said_and_not_taken_for_now():
    with pytest.raises(CannotPublish, match="has passed"):
        publish(make_article(), by=None, change_note="New.", publish_at=in_days(-1))


def test_only_the_text_that_the_publisher_looked_at_is_published():
    article = make_article()
    looked_at = article_digest(article, Library.load())
    change(article, title="Another")

    with pytest.raises(AnotherText):
        publish(article, by=None, change_note="New.", review_digest=looked_at)
    assert live_titles() == set()


def test_redirects_that_lead_to_one_another_lead_nowhere():
    Redirect.objects.create(old_path="/one/", new_path="/two/")
    Redirect.objects.create(old_path="/two/", new_path="/one/")
    Redirect.objects.create(old_path="/three/", new_path="/three")

    assert [answer(path) for path in ("/one/", "/two/", "/three/")] == [None, None, None]


def test_redirect_may_lead_to_another_that_leads_to_a_page():
    make_publication(slug="page")
    Redirect.objects.create(old_path="/one/", new_path="/two/")
    Redirect.objects.create(old_path="/two/", new_path="/basics/page/")

    assert answer("/one/") == Moved("/basics/page/")


def test_scheduled_text_that_a_newer_one_overtakes_is_not_awaited():
    article = make_publication().article
    change(article, body="Next week.\n")
    make_publication(article, publish_at=in_days(7))
    change(article, body="Now.\n")
    make_publication(article)

    assert not Publication.objects.scheduled().exists()
    assert Publication.objects.live(in_days(8)).get().source == "Now.\n"


def test_scheduled_text_counts_again_when_what_overtook_it_is_called_off():
    article = make_publication().article
    change(article, body="Next week.\n")
    later = make_publication(article, publish_at=in_days(7))
    change(article, body="Tomorrow.\n")
    sooner = make_publication(article, publish_at=in_days(1))
    assert Publication.objects.scheduled().get() == sooner

    cancel(sooner, by=None)

    assert Publication.objects.scheduled().get() == later
