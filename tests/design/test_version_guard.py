"""Two people with one form open: the second save is stopped, and both texts stay."""

import pytest
from django.contrib import admin
from django.urls import reverse

from ldn_site.articles.models import GlossaryTerm, Notice, Redirect, SharedBlock
from ldn_site.articles.writing import save_term
from ldn_site.design.guarding import GuardedAdmin
from ldn_site.evidence.models import Claim, Reference
from ldn_site.media.models import Picture
from ldn_site.pharmacy.models import Location, Pharmacy
from tests.factories import (
    make_article,
    make_block,
    make_claim,
    make_picture,
    make_publication,
    make_reference,
    make_user,
)

pytestmark = pytest.mark.django_db


def make_term():
    return save_term(GlossaryTerm(slug="placebo", term="Placebo", definition="A pill."), by=None)


def make_redirect():
    return Redirect.objects.create(old_path="/old/", new_path="/safety/")


def make_notice():
    return Notice.objects.create(article=make_article(), text="A word.")


# Model -> how a row comes to be, and a field of it with two texts.
KEPT = {
    SharedBlock: (make_block, "body", "Mine is this.", "Theirs is that."),
    GlossaryTerm: (make_term, "definition", "Mine is this.", "Theirs is that."),
    Reference: (make_reference, "result", "Mine is this.", "Theirs is that."),
    Claim: (make_claim, "answer", "Mine is this.", "Theirs is that."),
    Notice: (make_notice, "text", "Mine is this.", "Theirs is that."),
    Redirect: (make_redirect, "old_path", "/mine/", "/theirs/"),
    Pharmacy: (lambda: Pharmacy.objects.get_or_create(pk=1)[0], "cost", "Mine.", "Theirs."),
    Picture: (make_picture, "caption", "Mine.", "Theirs."),
    Location: (lambda: Location.objects.first(), "address", "Mine.", "Theirs."),
}


def form_of(client, row):
    """The fields of the row's form as a browser would send them back."""
    meta = row._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
    form = client.get(url).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    return url, {
        name: value for name, value in values.items() if value is not None and value is not False
    }


@pytest.fixture(autouse=True)
def _signed_in(client, admin_user):
    client.force_login(admin_user)


def test_every_form_of_kept_rows_is_tried_here():
    guarded = {model for model, each in admin.site._registry.items() if _is_guarded(each)}

    assert guarded == set(KEPT)


def _is_guarded(each):
    return isinstance(each, GuardedAdmin)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_second_save_is_stopped_with_both_texts_on_the_page(client, model):
    make, name, mine, theirs = KEPT[model]
    row = make()
    url, form = form_of(client, row)
    model.objects.filter(pk=row.pk).update(**{name: theirs})

    response = client.post(url, {**form, name: mine})

    shown = response.context["adminform"].form
    [difference] = shown.differences
    assert "Somebody changed this while you were writing" in response.content.decode()
    assert shown[name].value() == mine
    assert mine in "".join(text for h in difference.comparison.hunks for text, _ in h.new)
    assert theirs in "".join(text for h in difference.comparison.hunks for text, _ in h.old)
    assert getattr(model.objects.get(pk=row.pk), name) == theirs


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_next_save_goes_over_the_other_knowingly(client, model):
    make, name, mine, theirs = KEPT[model]
    row = make()
    url, form = form_of(client, row)
    model.objects.filter(pk=row.pk).update(**{name: theirs})
    again = client.post(url, {**form, name: mine}).context["adminform"].form

    response = client.post(url, {**form, name: mine, "seen_row": again["seen_row"].value()})

    assert response.status_code == 302
    assert getattr(model.objects.get(pk=row.pk), name) == mine


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_save_alone_is_not_stopped(client, model):
    make, name, mine, _theirs = KEPT[model]
    row = make()
    url, form = form_of(client, row)

    response = client.post(url, {**form, name: mine})

    assert response.status_code == 302, response.context["errors"]
    assert getattr(model.objects.get(pk=row.pk), name) == mine


def test_form_that_does_not_say_what_was_seen_is_stopped(client):
    row = make_block(body="Theirs.\n")
    url, form = form_of(client, row)
    del form["seen_row"]

    client.post(url, {**form, "body": "Mine."})

    assert SharedBlock.objects.get().body == "Theirs.\n"


def test_notice_beneath_an_article_is_not_written_over_unseen(client):
    article = make_publication().article
    notice = Notice.objects.create(article=article, text="As it was.")
    url = reverse("admin:articles_article_change", args=[article.pk])
    page = client.get(url)
    form = page.context["adminform"].form
    values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    [formset] = [each.formset for each in page.context["inline_admin_formsets"]]
    [row] = formset.initial_forms
    for part in (formset.management_form, row):
        values |= {part[name].html_name: part[name].value() or "" for name in part.fields}
    Notice.objects.update(text="Theirs.")

    response = client.post(url, {**values, row["text"].html_name: "Mine."})

    assert "Theirs: Theirs." in response.content.decode()
    assert "Mine." in response.content.decode()
    assert Notice.objects.get().text == "Theirs."
    assert notice.pk == Notice.objects.get().pk


def test_reader_of_a_row_is_shown_no_hidden_field(client):
    row = make_block()
    client.force_login(make_user("articles.view_sharedblock"))
    page = client.get(reverse("admin:articles_sharedblock_change", args=[row.pk]))

    assert page.status_code == 200
    assert "seen" not in page.content.decode().lower()
