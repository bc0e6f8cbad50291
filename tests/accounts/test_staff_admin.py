import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse

from ldn_site.accounts.models import User
from ldn_site.trail.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery"


@pytest.fixture
def manager(client):
    call_command("set_up_roles", verbosity=0)
    user = make_user(display_name="Manager")
    user.groups.add(Group.objects.get(name="Managers"))
    client.force_login(user)
    return user


@pytest.fixture
def root(client):
    call_command("set_up_roles", verbosity=0)
    user = make_user(display_name="Root", is_superuser=True)
    client.force_login(user)
    return user


def page_of(user: User) -> str:
    return reverse("admin:accounts_user_change", args=[user.pk])


def as_it_is(user: User, **fields):
    return {
        "username": user.username,
        "display_name": user.display_name,
        "credential": user.credential,
        "email": user.email,
        "is_active": "on",
        "is_staff": "on",
        "_save": "Save",
    } | fields


def test_manager_makes_an_account_with_a_role(client, manager):
    writers = Group.objects.get(name="Writers")

    response = client.post(
        "/admin/accounts/user/add/",
        {
            "username": "ana",
            "password1": PASSWORD,
            "password2": PASSWORD,
            "display_name": "Ana Ruiz",
            "credential": "PharmD",
            "email": "ana@example.org",
            "locations": ["houston"],
            "is_active": "on",
            "is_staff": "on",
            "groups": [writers.pk],
        },
    )

    ana = User.objects.get(username="ana")
    event = Event.objects.get(verb="made an account")
    assert response.status_code == 302
    assert ana.check_password(PASSWORD)
    assert [place.slug for place in ana.locations.all()] == ["houston"]
    assert (event.actor_name, event.thing_name) == ("Manager", "Ana Ruiz")
    assert event.detail == "Now open; may: Writers."


def test_change_of_role_is_in_the_trail(client, manager):
    user = make_user(display_name="Ana")
    role = Group.objects.get(name="Publishers")

    client.post(page_of(user), as_it_is(user, groups=[role.pk]))

    event = Event.objects.get(verb="changed an account")
    assert (event.actor_name, event.thing_name) == ("Manager", "Ana")
    assert event.detail.endswith("Now open; may: Publishers.")


def test_closing_an_account_is_in_the_trail(client, manager):
    user = make_user()
    fields = as_it_is(user)
    del fields["is_active"]

    client.post(page_of(user), fields)

    assert not User.objects.get(pk=user.pk).is_active
    assert "Now closed" in Event.objects.get().detail


def test_new_password_is_in_the_trail_without_the_password(client, manager):
    user = make_user()

    client.post(
        reverse("admin:auth_user_password_change", args=[user.pk]),
        {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"},
    )

    assert User.objects.get(pk=user.pk).check_password(PASSWORD)
    assert Event.objects.get().verb == "changed an account"
    assert PASSWORD not in str(vars(Event.objects.get()))


def test_manager_can_neither_give_nor_take_every_right(client, manager):
    user, root = make_user(), make_user(is_superuser=True)

    client.post(page_of(user), as_it_is(user, is_superuser="on", user_permissions=["1"]))
    client.post(page_of(manager), as_it_is(manager, is_superuser="on"))
    refused = [
        client.post(page_of(root), as_it_is(root, display_name="Mine")),
        client.post(
            reverse("admin:auth_user_password_change", args=[root.pk]),
            {"password1": PASSWORD, "password2": PASSWORD},
        ),
    ]

    assert set(User.objects.filter(is_superuser=True)) == {root}
    assert not User.objects.get(pk=user.pk).user_permissions.exists()
    assert [response.status_code for response in refused] == [403, 403]
    assert User.objects.get(pk=root.pk).display_name == root.display_name


def test_superuser_can_give_every_right(client, root):
    user = make_user()

    client.post(page_of(user), as_it_is(user, is_superuser="on"))

    assert User.objects.get(pk=user.pk).is_superuser
    assert "everything" in Event.objects.get().detail


def test_accounts_are_closed_and_never_deleted(client, root):
    user = make_user()

    deleting = client.post(reverse("admin:accounts_user_delete", args=[user.pk]), {"post": "yes"})
    client.post(
        "/admin/accounts/user/",
        {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"},
    )

    assert deleting.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_groups_that_are_not_roles_cannot_be_given(client, manager):
    other = Group.objects.create(name="Friends")
    user = make_user()

    response = client.post(page_of(user), as_it_is(user, groups=[other.pk]))

    assert response.status_code == 200
    assert not user.groups.exists()


@pytest.mark.parametrize("password", ["short", "password1234", "naltrexone-ldn"])
def test_weak_password_is_refused(client, manager, password):
    client.post(
        "/admin/accounts/user/add/",
        {
            "username": "ana",
            "password1": password,
            "password2": password,
            "display_name": "Ana",
        },
    )

    assert not User.objects.filter(username="ana").exists()


def test_list_asks_as_often_for_many_accounts_as_for_one(
    client, manager, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as few:
        client.get("/admin/accounts/user/")
    for _ in range(10):
        make_user()

    with django_assert_max_num_queries(len(few)):
        client.get("/admin/accounts/user/")
