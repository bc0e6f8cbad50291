"""Who reaches which address of the desk: every role against every address, by GET and by a
forged POST. A new address needs a line in one of the two tables below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.template.response import SimpleTemplateResponse
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, reverse

from ldn_site.accounts.models import User
from ldn_site.articles import board
from ldn_site.articles.models import Article, GlossaryTerm, Notice, Redirect, SignOff
from ldn_site.trail.models import Event
from ldn_site.trail.recording import record
from tests.factories import (
    make_article,
    make_block,
    make_claim,
    make_message,
    make_picture,
    make_publication,
    make_reference,
    make_user,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db

W, R, P = "Writers", "Clinical reviewers", "Publishers"
D, M = "Message desk", "Managers"
ROOT, NO_ROLE = "everything", "no role"
PEOPLE = (W, R, P, D, M, NO_ROLE, ROOT)

NOBODY: set[str] = set()
CONTENT = {W, R, P, M, ROOT}
ONLY_ROOT = {ROOT}
STAFF = set(PEOPLE)


@dataclass(frozen=True)
class Rights:
    """Who sees the list, a row and its history; who adds, changes and deletes."""

    see: set[str]
    add: set[str]
    change: set[str]
    delete: set[str]


def written_by(*roles: str, see: set[str] = CONTENT, delete: set[str] = NOBODY) -> Rights:
    return Rights(see=see, add={*roles, ROOT}, change={*roles, ROOT}, delete=delete)


READ_ONLY = Rights(see=CONTENT, add=NOBODY, change=NOBODY, delete=NOBODY)

# What is edited through Django's own four pages.
MODELS: dict[str, Rights] = {
    "articles_article": written_by(W),
    "articles_glossaryterm": written_by(W),
    "articles_notice": written_by(M),
    "articles_publication": READ_ONLY,
    "articles_redirect": written_by(M, delete={M, ROOT}),
    "articles_sharedblock": written_by(W),
    "articles_signoff": READ_ONLY,
    "accounts_user": written_by(M, see={M, ROOT}),
    "contact_message": Rights(see={D, M, ROOT}, add=NOBODY, change={D, M, ROOT}, delete={M, ROOT}),
    "evidence_claim": written_by(W),
    "evidence_reference": written_by(W),
    "media_picture": written_by(W, delete={W, ROOT}),
    "pharmacy_location": Rights(see={D, M, ROOT}, add=NOBODY, change={M, ROOT}, delete=NOBODY),
    "pharmacy_pharmacy": Rights(see={D, M, ROOT}, add=NOBODY, change={M, ROOT}, delete=NOBODY),
    "trail_event": Rights(see={M, ROOT}, add=NOBODY, change=NOBODY, delete=NOBODY),
}


@dataclass(frozen=True)
class Rule:
    """Who gets past by GET and by POST. `sample` is False where the address of a thing that is
    not there stands in: those who may get a 404."""

    get: set[str]
    post: set[str]
    sample: bool = True


def only(*roles: str) -> Rule:
    return Rule(get={*roles, ROOT}, post={*roles, ROOT})


def looked_up_by(*roles: str) -> Rule:
    return Rule(get={*roles, ROOT}, post=NOBODY)


def posted_by(*roles: str) -> Rule:
    return Rule(get=NOBODY, post={*roles, ROOT})


READ = Rule(get=CONTENT, post=CONTENT)
EVERYBODY = Rule(get=STAFF, post=STAFF)
READ_BY_EVERYBODY = Rule(get=STAFF, post=NOBODY)
POSTED_BY_EVERYBODY = Rule(get=NOBODY, post=STAFF)
MISSING = Rule(get=STAFF, post=STAFF, sample=False)
# What needs no account.
PUBLIC: dict[str, Rule] = {
    "account_login": EVERYBODY,
    "account_logout": POSTED_BY_EVERYBODY,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": READ_BY_EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": READ_BY_EVERYBODY,
    "account_again": EVERYBODY,
    "account_confirm_email": EVERYBODY,
    "mfa_authenticate": EVERYBODY,
    "admin:login": EVERYBODY,
    "admin:logout": POSTED_BY_EVERYBODY,
    "admin:jsi18n": READ_BY_EVERYBODY,
}

# Every other address, by name.
ADDRESSES: dict[str, Rule] = {
    **PUBLIC,
    # The frame of the desk
    "admin:index": EVERYBODY,
    "admin:password_change": EVERYBODY,
    "admin:password_change_done": READ_BY_EVERYBODY,
    "admin:autocomplete": Rule(get=NOBODY, post=NOBODY),
    "admin:view_on_site": MISSING,
    "admin:app_list": only(D, M),  # of the messages; the others go by the same rule
    "guide": READ_BY_EVERYBODY,
    # One's own account
    "account_overview": READ_BY_EVERYBODY,
    "account_change_password": EVERYBODY,
    "account_email": EVERYBODY,
    "account_reauthenticate": EVERYBODY,
    "account_sessions": EVERYBODY,
    "mfa_index": READ_BY_EVERYBODY,
    "mfa_reauthenticate": EVERYBODY,
    "mfa_activate_totp": EVERYBODY,
    "mfa_deactivate_totp": MISSING,
    "mfa_view_recovery_codes": Rule(get=STAFF, post=NOBODY, sample=False),
    "mfa_generate_recovery_codes": EVERYBODY,
    "admin:auth_user_password_change": only(M),
    # A page on its way to the reader
    "preview": READ,
    "preview_typed": posted_by(W),
    "admin:articles_article_draft_problems": posted_by(W),
    "admin:articles_article_keep": posted_by(W),
    "admin:articles_article_differences": posted_by(W),
    "admin:articles_article_here": posted_by(W),
    "admin:articles_article_discard": posted_by(W),
    "admin:articles_article_typed": Rule(get=STAFF, post=NOBODY, sample=False),  # one's own
    "admin:articles_article_submit": only(W),
    "admin:articles_article_review": only(R),
    "admin:articles_article_batch": only(R, P, M),
    "admin:articles_article_publish": only(P, M),
    "admin:articles_article_call_off": only(P, M),
    "admin:articles_article_withdraw": only(P, M),
    "admin:articles_article_outside": only(W, R, P, M),
    "admin:articles_article_revoke": Rule(get=NOBODY, post=CONTENT, sample=False),
    "admin:articles_article_history": looked_up_by(*CONTENT),
    # What was, what leads where, and what the toolbar looks up
    "admin:articles_article_compare": Rule(get=CONTENT, post=NOBODY, sample=False),
    "admin:articles_article_restore": Rule(get={W, ROOT}, post={W, ROOT}, sample=False),
    "admin:articles_article_links": looked_up_by(*CONTENT),
    "admin:articles_article_broken_links": looked_up_by(*CONTENT),
    "admin:articles_article_pick_pages": looked_up_by(*CONTENT),
    "admin:articles_article_pick_headings": Rule(get=CONTENT, post=NOBODY, sample=False),
    "admin:articles_article_pick_references": looked_up_by(*CONTENT),
    "admin:articles_article_pick_terms": looked_up_by(*CONTENT),
    "admin:articles_article_pick_blocks": looked_up_by(*CONTENT),
    "admin:articles_article_pick_facts": looked_up_by(*CONTENT),
    "admin:articles_sharedblock_compare": Rule(get=CONTENT, post=NOBODY, sample=False),
    "admin:articles_sharedblock_restore": Rule(get={W, ROOT}, post={W, ROOT}, sample=False),
    "not_found": looked_up_by(W),
    # Messages: their steps are posts of their own, and each reading is of one page
    "admin:contact_message_changelist": looked_up_by(D, M),
    "admin:contact_message_change": looked_up_by(D, M),
    "admin:contact_message_step": posted_by(D, M),
    "admin:contact_message_note": posted_by(D, M),
    "admin:contact_message_here": posted_by(D, M),
    "admin:contact_message_find": only(D, M),
    "admin:contact_message_person": looked_up_by(D, M),
    "admin:contact_message_export": posted_by(M),
    "admin:contact_message_forget": posted_by(M),
    "admin:evidence_reference_compare": Rule(get=CONTENT, post=NOBODY, sample=False),
    "admin:evidence_reference_restore": Rule(get={W, ROOT}, post={W, ROOT}, sample=False),
    # Pictures and files
    "admin:media_picture_upload": posted_by(W),
    "admin:media_picture_search": looked_up_by(*CONTENT),
    "admin:media_picture_compare": Rule(get=CONTENT, post=NOBODY, sample=False),
    "admin:media_picture_restore": Rule(get={W, ROOT}, post={W, ROOT}, sample=False),
    "files": Rule(get={W, M, ROOT}, post=NOBODY),
    "files_export": posted_by(W, M),
    "files_upload": posted_by(W),
    "files_report": Rule(get={W, ROOT}, post={W, ROOT}, sample=False),
}

# What may be done to several rows at once, by those who see the list.
ACTIONS: dict[str, dict[str, set[str]]] = {
    "accounts_user": {"switch_off_second_step": {M, ROOT}},
    "articles_publication": {"call_off": {P, M, ROOT}},
    "articles_redirect": {"delete_selected": {M, ROOT}},
}

REFUSED = {401, 403, 404, 405}
OTHERS_WITHOUT_NAME = ("<path:object_id>/", "(?P<url>.*)$")  # both only lead on


def patterns(resolver: Any = None, route: str = "", space: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of the desk: its full name and its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            inner = f"{space}{entry.namespace}:" if getattr(entry, "namespace", None) else space
            yield from patterns(entry, here, inner)
        elif here.startswith(f"{settings.ADMIN_PATH}/"):
            if entry.name:
                yield f"{space}{entry.name}", entry
            else:
                assert here.endswith(OTHERS_WITHOUT_NAME), f"{here} has no name to be listed by"


def rules() -> dict[str, Rule]:
    """Both tables as one: by the full name of each address."""
    found: dict[str, Rule] = {}
    for name, rights in MODELS.items():
        found |= {
            f"admin:{name}_changelist": Rule(get=rights.see, post=rights.see),
            f"admin:{name}_history": Rule(get=rights.see, post=rights.see),
            f"admin:{name}_change": Rule(get=rights.see, post=rights.change),
            f"admin:{name}_add": Rule(get=rights.add, post=rights.add),
            f"admin:{name}_delete": Rule(get=rights.delete, post=rights.delete),
        }
    return found | ADDRESSES


@pytest.fixture
def rows(settings, tmp_path) -> dict[str, Any]:
    """One row of everything, by the model's name in addresses."""
    settings.MEDIA_ROOT = tmp_path / "media"
    article = make_article(id="sample")
    publication = make_publication(id="published")
    sign_as_it_stands(publication.article)
    board.catch_up()
    return {
        "articles_article": article,
        "articles_glossaryterm": GlossaryTerm.objects.create(
            slug="word", term="word", definition="A word."
        ),
        "articles_notice": Notice.objects.create(article=article, text="Careful."),
        "articles_publication": publication.pk,
        "articles_redirect": Redirect.objects.create(old_path="/a/", new_path="/safety/"),
        "articles_sharedblock": make_block("shared"),
        "articles_signoff": SignOff.objects.get().pk,
        "accounts_user": make_user(),
        "contact_message": make_message(text="Private words"),
        "evidence_claim": make_claim(),
        "evidence_reference": make_reference(),
        "media_picture": make_picture(),
        "pharmacy_location": "houston",
        "pharmacy_pharmacy": 1,
        "trail_event": Event.objects.latest("pk"),
    }


def address(name: str, pattern: Any, rows: dict[str, Any]) -> str:
    """An address of that name, of the sample rows."""
    model = re.sub(r"_(change|history|delete|compare|restore)$", "", name.removeprefix("admin:"))
    row = rows.get(model, 1)
    values = {
        "article_id": "sample",
        "object_id": getattr(row, "pk", row),
        "number": getattr(rows["contact_message"], "pk", 1),
        "id": rows["accounts_user"].pk,
        "app_label": "contact",
        "content_type_id": ContentType.objects.get_for_model(Article).pk,
        "link_id": 1,
        "token": "0" * 32,
        "key": "abc",
        "uidb36": "1",
    }
    wanted = [*pattern.pattern.converters, *pattern.pattern.regex.groupindex]
    if name == "admin:view_on_site":
        values["object_id"] = "sample"
    return reverse(name, kwargs={key: values[key] for key in wanted})


def person(role: str) -> User:
    user = make_user(is_superuser=role == ROOT)
    user.groups.set(Group.objects.filter(name=role))
    return User.objects.get(pk=user.pk)


def ask(client: Any, user: User | None, method: str, url: str) -> Any:
    if user and "_auth_user_id" not in client.session:  # some addresses sign people out
        client.force_login(user)
    response = getattr(client, method)(url, {"article": "sample", "slot": "sample", "tab": "one"})
    if response.streaming:  # read to its end, it closes its file
        b"".join(response.streaming_content)
    return response


def test_every_address_of_the_desk_has_a_line_in_the_table():
    names = {name for name, _pattern in patterns()}

    assert len(names) > 100
    assert names - set(rules()) == set(), "add a line to ADDRESSES or MODELS"
    assert set(rules()) - names == set(), "take the line out of the table"


@pytest.mark.parametrize("role", PEOPLE)
def test_role_reaches_its_addresses_and_no_others(client, role, rows, monkeypatch):
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")  # how it looks is no matter
    call_command("set_up_roles", verbosity=0)
    user = person(role)
    wrong = []

    for name, pattern in patterns():
        rule = rules()[name]
        for method, who in (("get", rule.get), ("post", rule.post)):
            status = ask(client, user, method, address(name, pattern, rows)).status_code
            may_be_missing = status == 404 and not rule.sample
            is_right = (status in REFUSED) != (role in who) or may_be_missing
            if not is_right:
                wrong.append(f"{method} {name}: {status}")

    assert not wrong, "\n".join(wrong)


def test_visitor_reaches_nothing_of_the_desk(client, rows):
    signing_in = tuple(map(reverse, ("account_login", "account_again", "admin:login")))
    reached = []

    for name, pattern in patterns():
        if name in PUBLIC:
            continue
        for method in ("get", "post"):
            url = address(name, pattern, rows)
            response = ask(client, None, method, url)
            # What somebody posts unsigned to their account is asked for again by a get.
            elsewhere = (*signing_in, url) if method == "post" else signing_in
            is_sent_away = response.status_code == 302 and response["Location"].startswith(
                elsewhere
            )
            if not (is_sent_away or response.status_code in REFUSED):
                reached.append(f"{method} {name}: {response.status_code}")

    assert not reached, "\n".join(reached)


@pytest.mark.parametrize("role", PEOPLE)
def test_role_is_offered_its_actions_and_no_others(role):
    call_command("set_up_roles", verbosity=0)
    request = RequestFactory().get("/")
    request.user = person(role)
    offered = {
        f"{model._meta.label_lower.replace('.', '_')}: {action}"
        for model, desk in admin.site._registry.items()
        for action in desk.get_actions(request)
        if desk.has_view_permission(request)
    }

    assert offered == {
        f"{name}: {action}"
        for name, actions in ACTIONS.items()
        for action, who in actions.items()
        if role in who
    }


@pytest.mark.parametrize("role", PEOPLE)
def test_forged_part_of_a_form_stores_nothing_that_the_role_may_not_store(client, role):
    """A notice is put up by managers; the form of an article holds a part for it."""
    call_command("set_up_roles", verbosity=0)
    article = make_article(id="sample")
    client.force_login(person(role))

    client.post(
        reverse("admin:articles_article_change", args=["sample"]),
        {
            "title": article.title,
            "topic": article.topic,
            "slug": article.slug,
            "summary": article.summary,
            "body": article.body,
            "language": "en",
            "order": article.order,
            "review_months": article.review_months,
            "seen_version": article.version,
            "notices-TOTAL_FORMS": "1",
            "notices-INITIAL_FORMS": "0",
            "notices-0-article": "sample",
            "notices-0-text": "Buy now.",
            "notices-0-is_shown": "on",
        },
    )

    assert Notice.objects.exists() == (role == ROOT)


@pytest.mark.parametrize("role", [W, R, P, NO_ROLE])
def test_messages_accounts_and_sessions_are_invisible_to_content_roles(client, role):
    call_command("set_up_roles", verbosity=0)
    user = person(role)
    client.force_login(user)
    message = make_message(text="Private words")
    record("read", message, by=user)
    lookup = {"app_label": "contact", "model_name": "message", "field_name": "handled_by"}
    attempts = [
        client.get("/admin/contact/message/", {"q": message.code}),
        client.get("/admin/contact/message/", {"handled_by__username__startswith": "p"}),
        client.get(reverse("admin:autocomplete"), {**lookup, "term": "p"}),
        client.get(reverse("admin:autocomplete"), {**lookup, "app_label": "accounts"}),
        client.get("/admin/accounts/user/", {"q": "person"}),
        client.get("/admin/trail/event/", {"q": message.code}),
        client.get("/admin/auth/group/"),
        client.get("/admin/sessions/session/"),
        client.get("/admin/usersessions/usersession/"),
    ]

    assert {response.status_code for response in attempts} <= {403, 404}
    shown = client.get("/admin/").content.decode()
    assert message.code not in shown
    assert "essages" not in shown


@pytest.mark.parametrize("role", [W, R, P])
def test_lists_of_the_content_are_no_way_to_look_into_accounts(client, role):
    """A filter by hand, letter by letter, would read a password's hash from a list."""
    call_command("set_up_roles", verbosity=0)
    client.force_login(person(role))
    make_article(owner=make_user())

    for lookup in ("owner__password__startswith", "sign_offs__reviewer__email__startswith"):
        response = client.get(reverse("admin:articles_article_changelist"), {lookup: "m"})
        assert response.status_code == 400
