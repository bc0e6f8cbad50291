import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import reverse

from ldn_site.accounts import roles
from ldn_site.accounts.roles import ROLES, set_up_roles
from ldn_site.contact.models import Message
from ldn_site.pharmacy.models import Location, Pharmacy
from tests.factories import make_article, make_message, make_user

pytestmark = pytest.mark.django_db


def permissions_of(role: str) -> set[str]:
    rows = Group.objects.get(name=role).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{codename}" for app, codename in rows}


def log_in(client, *names: str):
    call_command("set_up_roles", verbosity=0)
    user = make_user()
    user.groups.set(Group.objects.filter(name__in=names))
    client.force_login(user)
    return user


def test_migrations_make_the_roles():
    assert set(Group.objects.values_list("name", flat=True)) >= set(ROLES)
    assert "contact.view_message" in permissions_of("Message desk")


def test_command_makes_groups_hold_exactly_the_table(capsys):
    Group.objects.get(name="Writers").permissions.set(Permission.objects.all())
    Group.objects.get(name="Publishers").delete()

    call_command("set_up_roles")
    call_command("set_up_roles")

    first, second = capsys.readouterr().out.splitlines()
    assert "Writers" in first
    assert "Publishers" in first
    assert second == f"{len(ROLES)} roles: all as they should be."
    for role, names in ROLES.items():
        assert permissions_of(role) == set(names)


def test_members_of_a_role_stay_when_it_is_set_up_again(client):
    user = log_in(client, "Writers")

    set_up_roles()

    assert [group.name for group in user.groups.all()] == ["Writers"]


def test_misspelled_permission_is_named(monkeypatch):
    monkeypatch.setattr(roles, "ROLES", {"Writers": ["articles.wiew_article"]})

    with pytest.raises(ImproperlyConfigured, match=r"Writers: .*articles\.wiew_article"):
        set_up_roles()


def test_roles_need_no_permission_made_beforehand():
    Group.objects.all().delete()
    Permission.objects.all().delete()

    assert set_up_roles() == list(ROLES)


def test_only_reviewers_sign_and_only_desk_and_managers_see_messages():
    holders = {
        name: {role for role, names in ROLES.items() if name in names}
        for name in ("articles.sign_article", "contact.view_message", "contact.delete_message")
    }

    assert holders == {
        "articles.sign_article": {"Clinical reviewers"},
        "contact.view_message": {"Message desk", "Managers"},
        "contact.delete_message": {"Managers"},
    }


def test_no_role_deletes_what_must_keep_an_answer():
    names = {name for names in ROLES.values() for name in names}

    assert {name for name in names if ".delete_" in name} == {
        "articles.delete_redirect",
        "contact.delete_message",
        "media.delete_picture",  # refused while any text shows it
    }


# What each role reaches of the rooms that not everybody may see, by GET.
ROOMS = {
    "/admin/contact/message/": {"Message desk", "Managers"},
    "/admin/pharmacy/location/": {"Message desk", "Managers"},
    "/admin/trail/event/": {"Managers"},
    "/admin/accounts/user/": {"Managers"},
    "/admin/accounts/user/add/": {"Managers"},
    "/admin/articles/article/": {"Writers", "Clinical reviewers", "Publishers", "Managers"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("address", ROOMS)
def test_role_opens_its_rooms_and_no_others(client, role, address):
    log_in(client, role)

    expected = 200 if role in ROOMS[address] else 403
    assert client.get(address).status_code == expected


@pytest.mark.parametrize("role", ["Writers", "Clinical reviewers", "Publishers"])
def test_content_roles_cannot_reach_messages_by_a_forged_post(client, role):
    log_in(client, role)
    message = make_message(text="Private words")
    address = reverse("admin:contact_message_change", args=[message.pk])
    attempts = [
        client.get(address),
        client.get(f"{address.removesuffix('change/')}history/"),
        client.post(f"{address.removesuffix('change/')}step/", {"do": "close"}),
        client.post(f"{address.removesuffix('change/')}note/", {"kind": "note", "text": "x"}),
        client.post(f"{address.removesuffix('change/')}delete/", {"post": "yes"}),
        client.post(
            f"{address.removesuffix('change/')}person/forget/",
            {"chosen": [message.pk], "sure": "yes"},
        ),
    ]

    assert {response.status_code for response in attempts} == {403}
    assert Message.objects.get().state == "new"
    assert "Private words" not in str([response.content for response in attempts])


@pytest.mark.parametrize("role", ["Writers", "Clinical reviewers", "Publishers", "Message desk"])
def test_only_managers_change_the_pharmacy_by_a_forged_post(client, role):
    log_in(client, role)

    client.post("/admin/pharmacy/pharmacy/1/change/", {"legal_name": "Mine", "_save": "1"})
    client.post(
        "/admin/pharmacy/location/houston/change/", {"name": "Mine", "order": 1, "_save": "1"}
    )

    assert Pharmacy.objects.get().legal_name == ""
    assert Location.objects.get(pk="houston").name == "Houston"


def test_desk_cannot_reach_articles(client):
    log_in(client, "Message desk")
    article = make_article(title="Kept")
    address = reverse("admin:articles_article_change", args=[article.pk])

    assert client.get(address).status_code == 403
    assert client.post(address, {"title": "Mine"}).status_code == 403


def test_someone_without_a_role_sees_an_empty_desk(client):
    log_in(client)

    response = client.get("/admin/")

    assert response.status_code == 200
    assert not response.context["app_list"]


def test_groups_are_not_edited_by_hand(client, admin_user):
    client.force_login(admin_user)

    assert client.get("/admin/auth/group/").status_code == 404
    assert "auth" in {config.label for config in apps.get_app_configs()}
