"""Nothing typed is lost: what is kept, given back, set aside and brought together."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from ldn_site.articles import keeping
from ldn_site.articles.keeping import keep, kept_for, set_aside, set_aside_of
from ldn_site.articles.models import Article, Autosave, OpenEditor, SetAside
from ldn_site.trail.models import Event
from tests.factories import make_article, make_user
from tests.serving import words_of

pytestmark = pytest.mark.django_db
WRITER = ("articles.view_article", "articles.add_article", "articles.change_article")
NEW = "new:abcdefghijkl"
TAB, OTHER_TAB = "0a-1", "0a-2"


@pytest.fixture
def writer(client):
    user = make_user(*WRITER, display_name="Wren Writer")
    client.force_login(user)
    return user


def address(name: str, *args: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=args)


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
        "slot": article.pk,
        "tab": TAB,
        "notices-TOTAL_FORMS": "0",
        "notices-INITIAL_FORMS": "0",
    } | fields


def save_as(person, article: Article, client, **fields):
    """`person` saves the article's form; returns the stored article."""
    client.force_login(person)
    client.post(address("change", article.pk), form_of(article, **fields))
    return Article.objects.get(pk=article.pk)


def test_what_is_typed_is_kept_and_no_history_is_made(client, writer):
    article = make_article()
    saves, events = article.history.count(), Event.objects.count()

    answer = client.post(address("keep"), form_of(article, body="Half a sen"))

    assert answer.json() == {"kept": True}
    assert kept_for(writer, article.pk).values["body"] == "Half a sen"
    assert Article.objects.get().body == article.body
    assert (article.history.count(), Event.objects.count()) == (saves, events)


def test_only_the_fields_of_the_form_are_kept(client, writer):
    article = make_article()

    client.post(address("keep"), form_of(article, body="New.", csrfmiddlewaretoken="x", spy="y"))

    assert {"csrfmiddlewaretoken", "spy", "slot"}.isdisjoint(Autosave.objects.get().values)


def test_one_person_has_one_slot_for_a_page(client, writer):
    article = make_article()

    for words in ("One.", "One two.", "One two three."):
        client.post(address("keep"), form_of(article, body=words))

    assert Autosave.objects.get().values["body"] == "One two three."
    assert not SetAside.objects.exists()


def test_text_that_is_as_saved_again_needs_no_keeping(client, writer):
    article = make_article(body="Words.\n")
    client.post(address("keep"), form_of(article, body="Other words."))

    answer = client.post(address("keep"), form_of(article, body="Words.\r\n", title=" Page "))
    same = client.post(address("keep"), form_of(article, body="Words.\r\n"))

    assert answer.json() == {"kept": True}
    assert same.json() == {"kept": False}
    assert not Autosave.objects.exists()


def test_text_too_long_to_keep_is_refused_with_words(client, writer, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_LETTERS", 50)

    answer = client.post(address("keep"), form_of(make_article(), body="x" * 60))

    assert answer.status_code == 413
    assert "50" in answer.json()["words"]
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("name", ["keep", "differences", "discard", "here"])
def test_drafts_need_the_right_and_a_post(client, name):
    article = make_article()
    reader = make_user("articles.view_article")
    client.force_login(reader)

    assert client.post(address(name), form_of(article)).status_code == 403
    assert client.post(address(name), {"slot": NEW}).status_code == 403
    assert client.get(address(name)).status_code == 405
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("name", ["keep", "differences", "discard", "here", "typed"])
def test_visitor_is_asked_to_sign_in(client, name):
    answer = client.post(address(name), {"slot": NEW})

    assert answer.status_code in {302, 401, 403}
    assert not Autosave.objects.exists()


def test_tab_of_somebody_who_signed_out_keeps_nothing_for_another(client, writer):
    answer = client.post(address("keep"), form_of(make_article(), body="New.", person="ada"))

    assert answer.status_code == 403
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("slot", ["", "no-such-page", "new:", "new:../../etc", "new:ABCDEFGHIJKL"])
def test_unknown_page_is_not_kept(client, writer, slot):
    assert client.post(address("keep"), {"slot": slot, "body": "x"}).status_code == 404


def test_unsaved_text_is_offered_with_its_difference_and_comes_back(client, writer):
    article = make_article(body="Sleep well.\n")
    client.post(address("keep"), form_of(article, body="Sleep very well.\n", title="New title"))

    form = client.get(address("change", article.pk))
    shown = client.get(form.context["keeping"]["offers"][0].show_url)
    brought = client.get(shown.context["kept"].bring_url)

    assert "You typed something here that is not saved" in words_of(form.content.decode())
    assert "Sleep very well" not in words_of(form.content.decode())
    assert "<ins>" in shown.content.decode()
    assert 'value="New title"' in brought.content.decode()
    assert "Sleep very well." in brought.content.decode()
    assert Article.objects.get().body == "Sleep well.\n"


def test_text_brought_back_is_saved_over_nobody(client, writer):
    article = make_article(body="Before.")
    client.post(address("keep"), form_of(article, body="Mine."))
    save_as(make_user(*WRITER), article, client, body="Theirs.")
    client.force_login(writer)

    brought = client.get(address("change", article.pk), {"bring": article.pk})
    seen = brought.context["adminform"].form["seen_version"].value()
    client.post(address("change", article.pk), form_of(article, body="Mine.", seen_version=seen))

    assert Article.objects.get().body == "Theirs."


def test_discarding_forgets_the_text(client, writer):
    article = make_article()
    client.post(address("keep"), form_of(article, body="Never mind."))

    client.post(address("discard"), {"slot": article.pk})

    assert not Autosave.objects.exists()
    assert client.get(address("change", article.pk)).context["keeping"]["offers"] == []


def test_saving_clears_what_was_kept(client, writer):
    article = make_article()
    client.post(address("keep"), form_of(article, body="New words."))

    client.post(address("change", article.pk), form_of(article, body="New words. More."))

    assert Article.objects.get().body == "New words. More."
    assert not Autosave.objects.exists()
    assert not SetAside.objects.exists()


def test_new_page_is_kept_offered_and_cleared_by_its_save(client, writer):
    new = Article(id="rest", topic="basics", slug="rest", title="Rest", summary="S.", body="B.")
    client.post(address("keep"), form_of(new, slot=NEW, id="rest"))

    form = client.get(address("add"))
    offer = form.context["keeping"]["offers"][0]
    brought = client.get(offer.bring_url)
    client.post(
        address("add"), form_of(new, slot=brought.context["keeping"]["slot"], id="rest", tab="")
    )

    assert form.context["keeping"]["slot"] != NEW
    assert "Rest" in words_of(form.content.decode())
    assert brought.context["keeping"]["slot"] == NEW
    assert Article.objects.get().title == "Rest"
    assert not Autosave.objects.exists()


def test_offer_says_when_the_text_may_still_be_open_in_another_tab(client, writer):
    client.post(address("keep"), {"slot": NEW, "title": "Rest"})
    before = client.get(address("add")).context["keeping"]["offers"]

    client.post(address("here"), {"slot": NEW, "tab": TAB})
    after = client.get(address("add"))

    assert [kept.is_open for kept in before] == [False]
    assert "You may still have it open in another tab." in words_of(after.content.decode())


def test_text_of_another_person_is_never_shown(client, writer):
    article = make_article()
    keep(person=make_user(*WRITER), slot=article.pk, values={"body": "Private."})

    assert client.get(address("change", article.pk)).context["keeping"]["offers"] == []
    assert client.get(address("typed"), {"text": article.pk}).status_code == 404
    brought = client.get(address("change", article.pk), {"bring": article.pk})
    assert brought.context["keeping"]["brought"] is None
    assert "Private." not in brought.content.decode()


def test_text_of_one_page_is_not_brought_into_another(client, writer):
    article, other = make_article(), make_article()
    keep(person=writer, slot=article.pk, values={"body": "Kept words."})

    for response in (
        client.get(address("change", other.pk), {"bring": article.pk}),
        client.get(address("add"), {"bring": article.pk}),
    ):
        assert response.context["keeping"]["brought"] is None
        assert "Kept words." not in response.content.decode()


def test_text_left_by_another_tab_is_set_aside_and_not_written_over(client, writer):
    article = make_article()
    client.post(address("keep"), form_of(article, body="Typed before the crash."))

    client.post(address("keep"), form_of(article, body="Typed anew.", tab=OTHER_TAB))

    assert kept_for(writer, article.pk).values["body"] == "Typed anew."
    row = set_aside_of(article).get()
    assert row.values["body"] == "Typed before the crash."
    assert Event.objects.filter(verb__contains="set a text aside").exists()
    shown = client.get(address("typed"), {"text": article.pk})
    assert [other.values for other in shown.context["others"]] == [row.values]


def test_save_in_one_tab_keeps_what_another_left(client, writer):
    article = make_article()
    client.post(address("keep"), form_of(article, body="Typed before the crash."))

    client.post(address("change", article.pk), form_of(article, body="Anew.", tab=OTHER_TAB))

    assert set_aside_of(article).get().values["body"] == "Typed before the crash."


def test_tab_that_took_a_text_over_may_go_on_with_it(client, writer):
    article = make_article()
    client.post(address("keep"), form_of(article, body="Half."))

    client.post(address("keep"), form_of(article, body="Whole.", tab=OTHER_TAB, follows=TAB))

    assert not SetAside.objects.exists()


def test_text_set_aside_can_be_shown_and_brought_back_by_colleagues(client, writer):
    article = make_article()
    row = set_aside(
        article=article,
        person=make_user(display_name="Ada Example"),
        values={"body": "Ada’s words."},
        seen_version=1,
    )

    shown = client.get(address("typed"), {"text": f"aside-{row.pk}"})
    brought = client.get(shown.context["kept"].bring_url)

    assert "Ada Example" in words_of(shown.content.decode())
    assert "Ada’s words." in brought.content.decode()


@pytest.mark.parametrize("ref", ["aside-", "aside-x", "aside-99", f"aside-{'9' * 40}", "", "x"])
def test_text_that_is_not_there_is_not_found(client, writer, ref):
    assert client.get(address("typed"), {"text": ref}).status_code == 404


def test_same_text_is_set_aside_once(writer):
    article = make_article()

    for _ in range(2):
        set_aside(article=article, person=writer, values={"body": "x"}, seen_version=1)

    assert set_aside_of(article).count() == 1


def test_difference_of_a_browser_copy_is_made_by_the_site(client, writer):
    article = make_article(body="Sleep well.\n")

    answer = client.post(address("differences"), {"slot": article.pk, "body": "Sleep <b>ill</b>."})

    assert "Sleep &lt;b&gt;" in words_of(answer.content.decode()) or b"&lt;" in answer.content
    assert b"<b>" not in answer.content


def test_people_and_tabs_are_announced_by_display_name(client, writer):
    article = make_article()
    ada = make_user(*WRITER, display_name="Ada Example")

    def here(person, tab):
        client.force_login(person)
        return client.post(address("here"), form_of(article, tab=tab)).json()["words"]

    assert here(writer, TAB) == []
    assert here(ada, OTHER_TAB) == ["Wren Writer is editing this page too."]
    assert here(writer, TAB) == ["Ada Example is editing this page too."]
    assert here(writer, "0a-3") == [
        "Ada Example is editing this page too.",
        "You have this page open in another tab.",
    ]


def test_tab_that_closed_or_fell_silent_is_not_announced(client, writer):
    article = make_article()
    client.post(address("here"), form_of(article, tab=OTHER_TAB))
    client.post(address("here"), form_of(article, tab=OTHER_TAB, leaving="1"))
    OpenEditor.objects.create(
        tab="silent",
        person=writer,
        article_id=article.pk,
        seen_at=timezone.now() - timedelta(minutes=2),
    )
    OpenEditor.objects.create(
        tab="old", person=writer, article_id=article.pk, seen_at=timezone.now() - timedelta(days=2)
    )

    assert client.post(address("here"), form_of(article)).json()["words"] == []
    assert set(OpenEditor.objects.values_list("tab", flat=True)) == {TAB, "silent"}


def test_save_of_a_colleague_is_announced_before_the_clash(client, writer):
    article = make_article()
    save_as(make_user(*WRITER, display_name="Ada Example"), article, client, body="Theirs.")
    client.force_login(writer)

    words = client.post(address("here"), form_of(article)).json()["words"]

    assert len(words) == 1
    assert words[0].startswith("Ada Example saved this page (")
    assert words[0].endswith("When you save, you will see both texts.")


@pytest.fixture
def clash(client, writer):
    """Two people changed one page; the second save has just been stopped."""
    article = make_article(title="Sleep", body="One.\n\nTwo.\n\nThree.\n")
    ada = make_user(*WRITER, display_name="Ada Example")
    save_as(ada, article, client, body="One, by Ada.\n\nTwo.\n\nThree, by Ada.\n", title="Rest")
    client.force_login(writer)
    form = form_of(article, body="One.\n\nTwo, by me.\n\nThree, by me.\n")
    response = client.post(address("change", article.pk), form)
    return article, form, response


def test_clash_shows_both_texts_and_keeps_mine_for_good(clash, writer):
    article, form, response = clash

    said = words_of(response.content.decode())
    for words in ("One , by Ada .", "Two , by me .", "Only Ada Example changed this"):
        assert words in said
    assert "Ada Example saved this page" in said
    assert Article.objects.get().title == "Rest"
    assert set_aside_of(article).get().values["body"] == form["body"]


def test_saving_again_without_a_choice_goes_over_nobody(clash, client):
    article, form, _ = clash

    client.post(address("change", article.pk), form)

    assert "by Ada" in Article.objects.get().body
    assert set_aside_of(article).count() == 1


def conflict_of(response) -> str:
    """The name of the radio buttons of the one conflict."""
    parts = {part.name: part.choices for part in response.context["clash"].parts}
    (choice,) = [choice for choice in parts["body"] if choice.is_conflict]
    return f"take-body-{choice.name}"


@pytest.mark.parametrize(
    ("choice", "end"),
    [
        ("mine", "Three, by me.\n"),
        ("theirs", "Three, by Ada.\n"),
        ("both", "Three, by me.\n\nThree, by Ada.\n"),
    ],
)
def test_texts_are_brought_together_as_chosen_and_then_saved(clash, client, choice, end):
    article, form, response = clash
    version = response.context["clash"].version
    together = {
        **form,
        "_bring_together": "1",
        "clash_version": version,
        conflict_of(response): choice,
    }

    brought = client.post(address("change", article.pk), together, follow=True)
    shown = brought.context["adminform"].form
    assert "by me" not in Article.objects.get().body
    client.post(
        address("change", article.pk),
        form_of(
            article,
            title=shown["title"].value(),
            body=shown["body"].value(),
            seen_version=shown["seen_version"].value(),
        ),
    )

    stored = Article.objects.get()
    assert stored.title == "Rest"
    assert stored.body == f"One, by Ada.\n\nTwo, by me.\n\n{end}"


def test_only_my_text_can_be_kept_and_theirs_stays_in_the_history(clash, client):
    article, form, response = clash
    version = response.context["clash"].version

    brought = client.post(
        address("change", article.pk),
        {**form, "_keep_mine": "1", "clash_version": version},
        follow=True,
    )
    seen = brought.context["adminform"].form["seen_version"].value()
    client.post(address("change", article.pk), {**form, "seen_version": seen})

    assert Article.objects.get().body == form["body"]
    assert article.history.filter(body__contains="by Ada").exists()


def test_third_save_during_the_choice_clashes_again(clash, client, writer):
    article, form, response = clash
    version = response.context["clash"].version
    ada = make_user(*WRITER)
    save_as(ada, Article.objects.get(), client, body="Something else.")
    client.force_login(writer)

    brought = client.post(
        address("change", article.pk),
        {**form, "_bring_together": "1", "clash_version": version},
        follow=True,
    )
    seen = brought.context["adminform"].form["seen_version"].value()
    again = client.post(address("change", article.pk), {**form, "seen_version": seen})

    assert again.context["clash"] is not None
    assert Article.objects.get().body == "Something else."


def test_clash_whose_beginning_is_unknown_compares_the_two(client, writer):
    article = make_article(body="Mine and theirs.\n")
    form = form_of(article, body="Mine.\n", seen_version=77)

    response = client.post(address("change", article.pk), form)

    assert not response.context["clash"].has_base
    assert conflict_of(response)


@pytest.mark.parametrize("version", ["", "x", "-1", "999", "²"])
def test_forged_choice_saves_nothing(clash, client, version):
    article, form, _ = clash

    response = client.post(
        address("change", article.pk), {**form, "_bring_together": "1", "clash_version": version}
    )

    assert response.status_code == 200
    assert "by Ada" in Article.objects.get().body


def test_reader_cannot_bring_texts_together(clash, client):
    article, form, response = clash
    client.force_login(make_user("articles.view_article"))

    answer = client.post(
        address("change", article.pk),
        {**form, "_bring_together": "1", "clash_version": response.context["clash"].version},
    )

    assert answer.status_code == 403


def test_hostile_text_is_escaped_in_offer_difference_and_clash(client, writer):
    evil = "<script>alert(1)</script>"
    article = make_article(body="Before.")
    client.post(address("keep"), form_of(article, body=evil, title=evil))
    client.post(address("keep"), {"slot": NEW, "title": evil})

    pages = [
        client.get(address("typed"), {"text": article.pk}),
        client.get(address("change", article.pk), {"bring": article.pk}),
        client.get(address("add")),
        client.post(address("change", article.pk), form_of(article, body=evil, seen_version=9)),
    ]

    for response in pages:
        assert response.status_code == 200
        assert evil not in response.content.decode()


def test_script_of_the_form_knows_the_addresses(client, writer):
    html = client.get(address("change", make_article().pk)).content.decode()

    data = json.loads(html.split('id="editor-data" type="application/json">')[1].split("<")[0])
    assert {"keep", "here", "differences"} <= set(data["urls"])


def test_second_tab_of_a_new_page_takes_nothing_from_the_first(client, writer):
    keep(person=writer, slot=NEW, values={"title": "In one tab"}, tab=TAB)
    keep(person=writer, slot=NEW, values={"title": "In the other"}, tab=OTHER_TAB)

    offered = client.get(address("add")).context["keeping"]["offers"]

    assert {each.values["title"] for each in offered} == {"In one tab", "In the other"}


@pytest.mark.parametrize("button", ["_keep_mine", "_bring_together"])
def test_clash_too_long_to_keep_is_shown_again_with_what_was_typed(
    clash, client, monkeypatch, button
):
    article, form, response = clash
    version = response.context["clash"].version
    monkeypatch.setattr(keeping, "MOST_LETTERS", 10)

    answer = client.post(
        address("change", article.pk), {**form, button: "1", "clash_version": version}
    )

    assert answer.context["clash"]
    assert answer.context["adminform"].form["body"].value() == form["body"]
    assert "can be kept while you write" in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        "/admin/articles/article/draft/typed/?text=%00",
        "/admin/articles/article/broken-links/?after=a%00",
        "/admin/articles/article/pick/headings/?article=%00",
        "/admin/articles/article/add/?_to_field=",
    ],
)
def test_address_that_no_link_makes_is_refused(client, writer, asked):
    assert client.get(asked).status_code == 400


@pytest.mark.parametrize("place", ["/admin/preview/", "/admin/articles/article/draft/problems/"])
def test_no_null_byte_of_a_form_reaches_the_database(client, writer, place):
    asked: list[str] = []

    def note(execute, sql, params, many, context):
        asked.extend(str(each) for each in params or ())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        answer = client.post(place, dict.fromkeys(form_of(Article()) | {"article": ""}, "a\0b"))

    assert answer.status_code == 200
    assert not [each for each in asked if "\0" in each]
