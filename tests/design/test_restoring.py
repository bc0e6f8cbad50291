"""The past of shared blocks and studies."""

import pytest
from django.urls import reverse

from ldn_site.articles.models import SharedBlock
from ldn_site.articles.states import State, standing_of
from ldn_site.articles.writing import save_block
from ldn_site.evidence.models import Reference
from ldn_site.evidence.writing import save_reference
from tests.factories import make_block, make_publication, make_reference, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signed_in(client, admin_user):
    client.force_login(admin_user)


def page(name, row, query=""):
    kind = f"{row._meta.app_label}_{row._meta.model_name}"
    return reverse(f"admin:{kind}_{name}", args=[row.pk]) + query


@pytest.fixture
def block():
    make_block(body="Old words here.\n")
    return save_block(SharedBlock(name="off-label", body="New words.\n"), by=None, note="Shorter")


@pytest.fixture
def study():
    row = make_reference(n=40)
    row.n, row.arms = 41, []
    return save_reference(row, by=None, note="Corrected")


def first_save(row):
    return f"save-{row.history.earliest('history_id').pk}"


def test_history_of_a_block_says_what_each_save_changed(client, block):
    html = client.get(page("history", block)).content.decode()

    assert "Shorter" in html
    assert "text +1 −2 words" in html
    assert "first save" in html


def test_two_states_of_a_study_are_compared_field_by_field(client, study):
    parts = client.get(page("compare", study, f"?from={first_save(study)}&to=now")).context["parts"]

    names = [part.name for part in parts]
    assert names == ["people", "arms"]
    assert "events: 12" in parts[1].comparison.hunks[0].old[0].text


@pytest.mark.parametrize("kind", ["block", "study"])
def test_older_text_is_brought_back_and_the_live_page_waits(client, kind, request):
    row = request.getfixturevalue(kind)
    body = "{{ block: off-label }}\n" if kind == "block" else "It helped. [@smith-2020-trial]\n"
    article = make_publication(body=body).article
    shown = client.get(page("restore", row, f"?which={first_save(row)}"))

    response = client.post(page("restore", row), shown.context["confirm"])

    row = type(row).objects.get()
    assert response.status_code == 302
    assert (row.body if kind == "block" else row.n) == (
        "Old words here.\n" if kind == "block" else 40
    )
    assert "Restored" in row.history.first().history_change_reason
    assert standing_of(article).state is State.LIVE_WITH_CHANGES


def test_restoring_over_a_save_that_was_not_seen_is_stopped(client, block):
    shown = client.get(page("restore", block, f"?which={first_save(block)}"))
    save_block(SharedBlock(name="off-label", body="Theirs.\n"), by=None)

    response = client.post(page("restore", block), shown.context["confirm"])

    assert "Somebody saved this" in response.content.decode()
    assert SharedBlock.objects.get().body == "Theirs.\n"


def test_state_that_today_refuses_is_said_in_words(client, study):
    study.history.update(title="")
    shown = client.get(page("restore", study, f"?which={first_save(study)}"))

    response = client.post(page("restore", study), shown.context["confirm"])

    assert "cannot be saved as it is" in response.content.decode()
    assert Reference.objects.get().n == 41


@pytest.mark.parametrize("key", ["save-9999", "save-x", "", "live"])
def test_state_that_is_not_there_is_not_found(client, block, key):
    assert client.get(page("compare", block, f"?from={key}")).status_code == 404


def test_save_of_another_block_is_not_shown(client, block):
    other = make_block("other", "Other.\n")

    assert client.get(page("compare", block, f"?from={first_save(other)}")).status_code == 404


def test_reader_looks_back_and_cannot_restore(client, block):
    client.force_login(make_user("articles.view_sharedblock"))

    assert client.get(page("history", block)).status_code == 200
    assert client.get(page("compare", block)).status_code == 200
    assert client.post(page("restore", block), {"which": first_save(block)}).status_code == 403


def test_past_of_a_block_is_closed_to_staff_without_rights(client, block):
    client.force_login(make_user("articles.view_article"))

    for name in ("history", "compare", "restore"):
        assert client.get(page(name, block)).status_code == 403


def test_history_takes_the_same_queries_however_long(client, block, django_assert_max_num_queries):
    client.get(page("history", block))
    with django_assert_max_num_queries(60) as few:
        client.get(page("history", block))
    for number in range(60):
        save_block(SharedBlock(name="off-label", body=f"Words {number}.\n"), by=None)

    with django_assert_max_num_queries(len(few)):
        shown = client.get(page("history", block)).context["page"]

    assert len(shown.object_list) == 50
