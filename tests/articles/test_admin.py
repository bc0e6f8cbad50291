"""The form, the list and the rest of the desk, and that nothing staff type is lost."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from ldn_site.articles import board
from ldn_site.articles.forms import ArticleForm
from ldn_site.articles.models import (
    Article,
    Notice,
    Publication,
    Redirect,
    SharedBlock,
)
from ldn_site.design.guarding import SEEN, row_digest
from ldn_site.trail.models import Event
from tests.articles.desk import form_of, page
from tests.factories import (
    make_article,
    make_block,
    make_publication,
    make_reference,
    make_user,
    sign_as_it_stands,
)
from tests.serving import words_of

pytestmark = pytest.mark.django_db


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
