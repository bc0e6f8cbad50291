"""The desk: what staff may do with an article, and that nothing they type is lost."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from ldn_site.articles import board
from ldn_site.articles.forms import ArticleForm
from ldn_site.articles.library import Library
from ldn_site.articles.models import (
    Article,
    Notice,
    Publication,
    Redirect,
    SharedBlock,
    SignOff,
    Withdrawal,
)
from ldn_site.articles.resolving import article_digest
from ldn_site.design.guarding import SEEN, row_digest
from ldn_site.trail.models import Event
from tests.factories import (
    in_days,
    make_article,
    make_block,
    make_publication,
    make_reference,
    make_user,
    sign_as_it_stands,
)
from tests.serving import words_of

pytestmark = pytest.mark.django_db
WRITER = ("articles.view_article", "articles.add_article", "articles.change_article")
NO_NOTICES = {"notices-TOTAL_FORMS": "0", "notices-INITIAL_FORMS": "0"}


@pytest.fixture
def writer(client):
    user = make_user(*WRITER)
    client.force_login(user)
    return user


@pytest.fixture
def reviewer(client):
    user = make_user("articles.view_article", "articles.sign_article", display_name="Ada Example")
    client.force_login(user)
    return user


@pytest.fixture
def publisher(client):
    user = make_user("articles.view_article", "articles.publish_article")
    client.force_login(user)
    return user


def form_of(article: Article, **fields):
    return {
        "title": article.title,
        "topic": article.topic,
        "slug": article.slug,
        "summary": article.summary,
        "body": article.body,
        "language": "en",
        "order": article.order,
        "review_months": article.review_months,
        "seen_version": article.version,
        "note": "",
    } | NO_NOTICES | fields  # fmt: skip


def page(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def test_writer_saves_a_draft_that_no_reader_sees(client, writer):
    new = Article(id="sleep", topic="basics", slug="sleep", title="Sleep", summary="S.", body="B.")

    response = client.post(
        reverse("admin:articles_article_add"), form_of(new, id="sleep", seen_version="")
    )

    assert response.status_code == 302
    assert Article.objects.get().history.get().history_user == writer
    assert not Publication.objects.exists()


def test_permanent_name_cannot_be_changed_by_a_forged_form(client, writer):
    article = make_article(id="sleep")

    client.post(page("change", article), form_of(article, id="other", title="New"))

    assert Article.objects.get().pk == "sleep"
    assert Article.objects.get().title == "New"


def test_leading_spaces_of_a_text_survive_the_form(client, writer):
    article = make_article()

    client.post(page("change", article), form_of(article, body="    code\r\n\r\nwords"))

    assert Article.objects.get().body == "    code\n\nwords"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"slug": "taken"}, "Another article has this address"),
        ({"slug": "Not A Slug"}, "small letters"),
        ({"evidence": "3", "evidence_reason": ""}, "why the page has this grade"),
    ],
)
def test_bad_field_is_named_and_everything_typed_comes_back(client, writer, fields, message):
    make_article(slug="taken")
    article = make_article()

    response = client.post(
        page("change", article), form_of(article, body="What I typed.", **fields)
    )

    assert message in response.content.decode()
    assert "What I typed." in response.content.decode()
    assert Article.objects.get(pk=article.pk).body != "What I typed."


@pytest.mark.parametrize(
    ("body", "message", "remedy"),
    [
        ("One.\n\nIt helped. [@nobody-2020]", "nobody-2020", "[@"),
        ("One.\n\n[a page](/basics/nowhere/)", "/basics/nowhere/ leads nowhere", "Correct"),
        ("One.\n\n![](images/photo.png)", "photo.png", ""),
        ("One.\n\nTake 5mg.", "5mg", "space between"),
        ("One.\n\n/// warning", "///", ""),
        ("One.\n\n{{ block: nothing }}", "nothing", ""),
    ],
)
def test_problem_in_a_text_is_shown_with_line_and_remedy_and_the_draft_kept(
    client, writer, body, message, remedy
):
    article = make_article()

    response = client.post(page("change", article), form_of(article, body=body), follow=True)

    html = response.content.decode()
    assert Article.objects.get().body == body
    shown = client.get(page("change", article)).content.decode()
    assert "Saved as a draft" in html
    assert "line 3 of the text" in shown.lower()
    assert message in shown
    assert remedy in shown


def test_problem_in_a_text_forbids_publishing_it(client, publisher):
    article = make_article(body="It helped. [@nobody-2020]\n")

    response = client.post(page("publish", article), {"change_note": "New."})

    assert "Mend these first" in response.content.decode()
    assert not Publication.objects.exists()


def test_save_over_a_colleague_is_stopped(client, writer):
    article = make_article(title="Before")
    form = form_of(article, body="My words.")
    Article.objects.update(body="Their words.", version=article.version + 1)

    response = client.post(page("change", article), form)

    said = words_of(response.content.decode())
    assert "My words." in said
    assert "Their words." in said
    assert Article.objects.get().body == "Their words."


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


def test_nothing_is_deleted(client, admin_user):
    client.force_login(admin_user)
    article = make_article()

    response = client.post(page("delete", article), {"post": "yes"})

    assert response.status_code == 403
    assert Article.objects.exists()


def test_publication_cannot_be_edited_by_a_forged_post(client, admin_user):
    client.force_login(admin_user)
    publication = make_publication(title="As published")

    client.post(
        reverse("admin:articles_publication_change", args=[publication.pk]), {"title": "Forged"}
    )

    assert Publication.objects.get().title == "As published"


def test_scheduled_publication_is_called_off_from_the_list(client, admin_user):
    client.force_login(admin_user)
    publication = make_publication(publish_at=in_days(3))

    client.post(
        reverse("admin:articles_publication_changelist"),
        {"action": "call_off", "_selected_action": [publication.pk]},
    )

    assert not Publication.objects.scheduled().exists()


def test_urgent_notice_needs_no_new_publication(client, admin_user):
    client.force_login(admin_user)
    article = make_publication().article

    client.post(
        page("change", article),
        form_of(article)
        | {
            "notices-TOTAL_FORMS": "1",
            "notices-0-article": article.pk,
            "notices-0-text": "Do not use lot 7.",
            "notices-0-is_shown": "on",
        },
    )

    assert Notice.objects.get().text == "Do not use lot 7."
    assert Event.objects.filter(verb="put up a notice", thing_id=article.pk).exists()
    assert Publication.objects.count() == 1


def test_block_saved_in_admin_voids_the_sign_off_of_its_pages(client, admin_user):
    client.force_login(admin_user)
    make_block("off-label")
    article = make_article(body="{{ block: off-label }}\n")
    sign_as_it_stands(article)

    client.post(
        reverse("admin:articles_sharedblock_change", args=["off-label"]),
        {"body": "Other words.", SEEN: row_digest(SharedBlock.objects.get())},
    )

    assert SharedBlock.objects.get().body == "Other words."
    html = client.get(page("change", article)).content.decode()
    assert "Only a signed text can replace it" in html


def test_hostile_titles_and_names_are_escaped_everywhere(client, admin_user):
    admin_user.display_name = "<img src=x onerror=alert(1)>"
    admin_user.save()
    client.force_login(admin_user)
    article = make_publication(title="<script>alert(1)</script>", by=admin_user).article
    make_reference("smith-2020-trial", title="<script>alert(1)</script>")

    for url in [
        reverse("admin:articles_article_changelist"),
        reverse("admin:articles_publication_changelist"),
        reverse("admin:evidence_reference_changelist"),
        *(
            page(name, article)
            for name in [
                "change",
                "history",
                "submit",
                "review",
                "publish",
                "call_off",
                "withdraw",
                "outside",
            ]
        ),
    ]:
        html = client.get(url).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_article_list_takes_the_same_queries_for_two_pages_and_for_many(
    client, admin_user, django_assert_max_num_queries
):
    client.force_login(admin_user)
    for number in range(20):
        make_publication(id=f"page-n{number}")
    board.catch_up()

    with django_assert_max_num_queries(19):
        client.get(reverse("admin:articles_article_changelist"))


def test_every_desk_page_answers(client, admin_user):
    client.force_login(admin_user)
    article = make_publication().article
    sign_as_it_stands(article)

    for url in [
        reverse("admin:index"),
        reverse("admin:articles_article_add"),
        reverse("admin:articles_signoff_changelist"),
        reverse("admin:articles_glossaryterm_add"),
        reverse("admin:articles_redirect_add"),
        reverse("admin:evidence_reference_add"),
        reverse("admin:evidence_claim_add"),
        reverse("admin:articles_publication_change", args=[article.publications.get().pk]),
        *(
            page(name, article)
            for name in [
                "change",
                "history",
                "submit",
                "review",
                "publish",
                "call_off",
                "withdraw",
                "outside",
            ]
        ),
    ]:
        assert client.get(url).status_code == 200, url


def test_staff_read_a_draft_through_the_public_template(client, writer):
    article = make_article(title="Sleep", body="Words of the draft.\n")

    response = client.get(reverse("preview", args=[article.pk]))

    html = response.content.decode()
    assert "Words of the draft." in html
    assert "Readers do not see this text." in html
    assert "not yet checked by our pharmacist" in html
    assert "no-store" in response["Cache-Control"]
    assert not Publication.objects.exists()


def test_draft_with_faults_can_still_be_read_in_preview(client, writer):
    article = make_article(body="It helped. [@nobody-2020]\n")

    assert client.get(reverse("preview", args=[article.pk])).status_code == 200


def test_preview_needs_the_permission(client):
    article = make_article()
    assert "/login/" in client.get(reverse("preview", args=[article.pk]))["Location"]

    client.force_login(make_user())
    assert client.get(reverse("preview", args=[article.pk])).status_code == 403


def test_manager_puts_up_and_hides_a_notice_without_writing_the_page(client):
    manager = make_user(display_name="Mo Manager")
    manager.groups.add(Group.objects.get(name="Managers"))
    client.force_login(manager)
    article = make_publication().article

    client.post(
        reverse("admin:articles_notice_add"),
        {"article": article.pk, "text": "Do not use lot 7.", "is_shown": "on"},
    )
    assert "Do not use lot 7." in client.get(article.path).content.decode()

    notice = Notice.objects.get()
    client.post(
        reverse("admin:articles_notice_change", args=[notice.pk]),
        {"text": "Do not use lot 7.", SEEN: row_digest(notice)},
    )
    assert "Do not use lot 7." not in client.get(article.path).content.decode()
    trail = Event.objects.filter(actor_name="Mo Manager").order_by("pk")
    assert list(trail.values_list("verb", "thing_id", "detail")) == [
        ("put up a notice", article.pk, "Do not use lot 7."),
        ("hid a notice", article.pk, "Do not use lot 7."),
    ]


def test_writer_puts_up_no_notice(client, writer):
    article = make_publication().article

    client.post(
        page("change", article),
        form_of(article)
        | {
            "notices-TOTAL_FORMS": "1",
            "notices-0-article": article.pk,
            "notices-0-text": "Buy now.",
            "notices-0-is_shown": "on",
        },
    )

    assert not Notice.objects.exists()
    assert client.get(reverse("admin:articles_notice_add")).status_code == 403


@pytest.mark.parametrize("when", ["9999-12-31T23:59", "2226-11-23T09:00"])
def test_slip_of_the_keyboard_in_a_time_comes_back_in_the_form(client, publisher, when):
    article = make_article()

    response = client.post(page("publish", article), {"change_note": "New.", "publish_at": when})

    assert "too far ahead" in response.content.decode()
    assert not Publication.objects.exists()


def test_invisible_character_in_a_list_of_words_is_refused(client, writer):
    article = make_article()

    response = client.post(page("change", article), form_of(article, synonyms="LD\0N"))

    assert "Give a list of words" in response.content.decode()
    assert Article.objects.get().synonyms == []


def test_redirects_are_in_the_trail(client, admin_user):
    client.force_login(admin_user)

    client.post(reverse("admin:articles_redirect_add"), {"old_path": "/a/", "new_path": "/safety/"})
    row = Redirect.objects.get()
    client.post(
        reverse("admin:articles_redirect_change", args=[row.pk]),
        {"old_path": "/a/", "new_path": "/basics/", SEEN: row_digest(row)},
    )
    client.post(reverse("admin:articles_redirect_delete", args=[row.pk]), {"post": "yes"})

    assert not Redirect.objects.exists()
    trail = Event.objects.order_by("pk").values_list("verb", "thing_name")
    assert list(trail) == [
        ("added", "/a/ → /safety/"),
        ("changed", "/a/ → /basics/"),
        ("deleted", "/a/ → /basics/"),
    ]


def test_page_is_no_translation_of_one_in_its_own_language(client, writer):
    article = make_article()

    client.post(page("change", article), form_of(article, translates=article.pk))

    assert Article.objects.get().translates is None


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


def test_new_page_whose_name_was_taken_a_moment_ago_goes_over_nobody(client, writer, monkeypatch):
    make_article(id="sleep", body="By a colleague.\n")
    # The form looked a moment before the colleague saved.
    monkeypatch.setattr(ArticleForm, "validate_unique", lambda _form: monkeypatch.undo())
    mine = Article(id="sleep", topic="basics", slug="other", title="Mine", summary="S.", body="B.")

    response = client.post(
        reverse("admin:articles_article_add"), form_of(mine, id="sleep", seen_version="")
    )

    form = response.context["adminform"].form
    assert Article.objects.get().body == "By a colleague.\n"
    assert "id" in form.errors
    assert form["body"].value() == "B."


@pytest.mark.parametrize("kind", ["article", "glossaryterm"])
def test_letters_that_are_stored_as_two_are_counted_as_two(client, admin_user, kind):
    client.force_login(admin_user)
    new = Article(id="sleep", topic="basics", slug="sleep", title="\u0958" * 70, summary="S.")
    term = {"slug": "sleep", "term": "\u0958" * 50, "definition": "D."}

    response = client.post(
        f"/admin/articles/{kind}/add/", form_of(new, id="sleep", body="B.", seen_version="") | term
    )

    assert response.status_code == 200
    assert set(response.context["adminform"].form.errors) & {"title", "term"}


def test_page_is_not_saved_as_a_new_one_by_a_forged_form(client, writer):
    article = make_article()

    response = client.post(page("change", article), form_of(article) | {"_saveasnew": "1"})

    assert response.status_code == 400
    assert Article.objects.count() == 1
