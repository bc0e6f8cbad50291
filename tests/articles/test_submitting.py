"""A text before a reviewer, and back to its writer."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from ldn_site.articles.models import Article, SendBack, SharedBlock, Submission
from ldn_site.articles.states import State, standing_of
from ldn_site.articles.submitting import CannotSubmit, send_back, submit
from ldn_site.articles.writing import save_article, save_block
from ldn_site.trail.models import Event
from tests.factories import (
    make_article,
    make_block,
    make_publication,
    make_reviewer,
    make_user,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db


def make_writer(**fields):
    return make_user("articles.view_article", "articles.change_article", **fields)


def state_of(article) -> State:
    return standing_of(Article.objects.get(pk=article.pk)).state


def edit(article, **fields):
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    return save_article(article, by=None)


def page(name: str, article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def test_submitted_text_waits_for_a_reviewer():
    article = make_article()

    submit(article, by=make_writer(), note=" Look at the dose. ")

    assert state_of(article) is State.IN_REVIEW
    assert Submission.objects.get().note == "Look at the dose."


@pytest.mark.parametrize(
    "change",
    [
        lambda article: edit(article, title="Another"),
        lambda article: Article.objects.update(body="Other words.\n{{ block: off-label }}\n"),
        lambda article: save_block(SharedBlock(name="off-label", body="Other.\n"), by=None),
    ],
    ids=["title through the writer", "body by update()", "shared block"],
)
def test_any_change_takes_a_text_out_of_review(change):
    make_block("off-label")
    article = make_article(body="{{ block: off-label }}\n")
    submit(article, by=make_writer())

    change(article)

    assert state_of(article) is State.DRAFT


def test_submitted_text_of_a_live_page_waits_and_readers_keep_their_page():
    publication = make_publication()
    submit(publication.article, by=make_writer())

    standing = standing_of(publication.article)

    assert standing.state is State.IN_REVIEW
    assert standing.live == publication
    assert standing.is_live_as_it_stands


def test_signed_text_waits_no_longer():
    article = make_article()
    submit(article, by=make_writer())

    sign_as_it_stands(article)

    assert state_of(article) is State.SIGNED


def test_same_text_is_submitted_once():
    article = make_article()
    submit(article, by=make_writer())

    with pytest.raises(CannotSubmit, match="waiting for a reviewer"):
        submit(article, by=make_writer())

    assert Submission.objects.count() == 1


def test_signed_text_is_not_submitted():
    article = make_article()
    sign_as_it_stands(article)

    with pytest.raises(CannotSubmit, match="signed already"):
        submit(article, by=make_writer())


def test_submitting_needs_the_permission_to_write():
    with pytest.raises(PermissionDenied):
        submit(make_article(), by=make_reviewer())


def test_sent_back_text_is_a_draft_again_and_may_be_submitted_again():
    article = make_article()
    submission = submit(article, by=make_writer())

    send_back(submission, by=make_reviewer(), remarks="Give the placebo figure.")

    assert state_of(article) is State.DRAFT
    assert standing_of(article).was_sent_back
    submit(article, by=make_writer())
    assert state_of(article) is State.IN_REVIEW
    assert not standing_of(article).was_sent_back


def test_sending_back_needs_the_permission_to_sign():
    submission = submit(make_article(), by=make_writer())

    with pytest.raises(PermissionDenied):
        send_back(submission, by=make_writer(), remarks="No.")


def test_sending_back_needs_words():
    submission = submit(make_article(), by=make_writer())

    with pytest.raises(CannotSubmit, match="what to change"):
        send_back(submission, by=make_reviewer(), remarks="  ")


def test_answered_or_overtaken_submission_is_not_sent_back():
    article = make_article()
    first = submit(article, by=make_writer())
    edit(article, title="Newer")
    second = submit(article, by=make_writer())

    with pytest.raises(CannotSubmit, match="newer text"):
        send_back(first, by=make_reviewer(), remarks="Old.")
    send_back(second, by=make_reviewer(), remarks="Once.")
    with pytest.raises(CannotSubmit, match="already"):
        send_back(second, by=make_reviewer(), remarks="Twice.")
    assert SendBack.objects.get().remarks == "Once."


def test_way_to_a_reviewer_and_back_is_in_the_trail_without_its_words():
    article = make_article()
    submission = submit(article, by=make_writer(display_name="Wil Writer"), note="Secret note")
    send_back(submission, by=make_reviewer(display_name="Ada Example"), remarks="Secret remark")

    events = Event.objects.filter(thing_id=article.pk).exclude(verb="added").order_by("pk")
    assert list(events.values_list("actor_name", "verb")) == [
        ("Wil Writer", "sent to a reviewer"),
        ("Ada Example", "sent back"),
    ]
    assert not any("Secret" in f"{event} {event.detail}" for event in Event.objects.all())


def test_writer_sends_a_text_from_its_page(client):
    client.force_login(make_writer())
    article = make_article()

    assert page("submit", article) in client.get(page("change", article)).content.decode()
    response = client.post(page("submit", article), {"note": "Please look."})

    assert response.status_code == 302
    assert state_of(article) is State.IN_REVIEW


def test_text_with_faults_may_be_submitted_and_the_page_says_so(client):
    client.force_login(make_writer())
    article = make_article(body="It helped. [@nobody-2020]\n")

    assert "still has problems" in client.get(page("submit", article)).content.decode()
    client.post(page("submit", article), {"note": ""})

    assert state_of(article) is State.IN_REVIEW


def test_refused_submission_brings_the_note_back(client):
    client.force_login(make_writer())
    article = make_article()
    submit(article, by=make_writer())

    response = client.post(page("submit", article), {"note": "A long note."})

    html = response.content.decode()
    assert "waiting for a reviewer already" in html
    assert "A long note." in html


def test_reviewer_sends_back_and_the_writer_reads_why_above_the_text(client):
    article = make_article()
    submit(article, by=make_writer(), note="The dose is new.")
    client.force_login(make_reviewer(display_name="Ada Example"))

    assert "The dose is new." in client.get(page("review", article)).content.decode()
    client.post(page("review", article), {"do": "send-back", "remarks": "Name the <trial>."})

    client.force_login(make_writer())
    html = client.get(page("change", article)).content.decode()
    assert "Name the &lt;trial&gt;." in html
    assert "Ada Example" in html
    assert "then send it again" in html


def test_reviewer_is_told_that_the_text_changed_since_it_was_submitted(client):
    article = make_article()
    submit(article, by=make_writer())
    client.force_login(make_reviewer())
    told = "changed since it was submitted"
    assert told not in client.get(page("review", article)).content.decode()

    edit(article, title="Changed")

    assert told in client.get(page("review", article)).content.decode()


def test_first_review_marks_nothing(client):
    client.force_login(make_reviewer())
    article = make_article(body="The first words.\n")

    html = client.get(page("review", article)).content.decode()

    assert "The first words." in html
    assert "nothing is marked" in html
    assert "desk-piece--new" not in html


@pytest.mark.parametrize("is_published", [True, False])
def test_review_marks_what_changed_since_the_last_sign_off(client, is_published):
    make_block("off-label", "Shared words of old.\n")
    article = make_article(body="Old words.\n\nKept words.\n\n{{ block: off-label }}\n")
    sign_as_it_stands(article)
    if is_published:
        make_publication(article)
    edit(article, body="Fresh words.\n\nKept words.\n\n{{ block: off-label }}\n")
    save_block(SharedBlock(name="off-label", body="Shared words of today.\n"), by=None)
    client.force_login(make_reviewer())

    response = client.get(page("review", article))

    kinds = {piece.words: piece.kind for piece in response.context["pieces"]}
    assert kinds == {
        "Old words.": "gone",
        "Fresh words.": "new",
        "Kept words.": "same",
        "Shared words of old.": "gone",
        "Shared words of today.": "new",
    }
    assert [change.name for change in response.context["changes"].inputs] == [
        "Shared passage “off-label”"
    ]
    assert response.context["is_exact"]


def test_author_sees_that_somebody_else_must_sign(client):
    author = make_reviewer()
    article = make_article(by=author)
    client.force_login(author)

    html = client.get(page("review", article)).content.decode()

    assert "Another reviewer must sign" in html
    assert 'value="sign"' not in html


def test_hostile_words_in_notes_and_remarks_are_escaped(client, admin_user):
    client.force_login(admin_user)
    article = make_article(title="<script>alert(1)</script>")
    submission = submit(article, by=make_writer(), note="<script>alert(1)</script>")
    seen = [client.get(page("review", article)).content.decode()]
    send_back(submission, by=make_reviewer(), remarks="<script>alert(1)</script>")

    seen += [client.get(page(name, article)).content.decode() for name in ("change", "submit")]

    assert all("&lt;script&gt;" in html for html in seen)
    assert not any("<script>alert" in html for html in seen)


def test_page_touched_by_a_shared_passage_leads_the_reviewer_to_all_such_pages(client):
    make_block("off-label", "Shared words of old.\n")
    article = make_publication(body="{{ block: off-label }}\n").article
    save_block(SharedBlock(name="off-label", body="Shared words of today.\n"), by=None)
    client.force_login(make_reviewer())

    html = client.get(page("change", article)).content.decode()

    assert "Only a shared passage or a study changed." in html
    assert reverse("admin:articles_article_batch") in html


def test_review_page_leads_not_to_itself(client):
    article = make_article()
    submit(article, by=make_writer())
    client.force_login(make_reviewer())

    assert page("review", article) in client.get(page("change", article)).content.decode()
    assert page("review", article) not in client.get(page("review", article)).content.decode()
