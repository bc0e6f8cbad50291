"""Staff in a browser: accounts on a served site, and signing in as a person does."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.serving import Site

PASSWORD = "correct-horse-battery"
MAKE = """
import sys
from django.contrib.auth.models import Group
from ldn_site.accounts.models import User
for name, (display_name, *roles) in {people!r}.items():
    user = User(
        username=name, email=f"{{name}}@example.org", display_name=display_name,
        credential="PharmD", is_staff=True, is_superuser="everything" in roles,
    )
    user.set_password({password!r})
    user.save()
    user.groups.set(Group.objects.filter(name__in=roles))
"""


def make_staff(site: Site, username: str, display_name: str, *roles: str) -> None:
    """An account with these roles of `accounts/roles.py`; "everything" makes a superuser."""
    make_people(site, {username: (display_name, *roles)})


def make_people(site: Site, people: dict[str, tuple[str, ...]]) -> None:
    """As `make_staff` for several: user name -> name to show, and roles."""
    site.manage("shell", "--command", MAKE.format(people=people, password=PASSWORD))


def press(page: Page, role: str, name: str, *, exact: bool = True) -> None:
    """Press what is called `name` with the Enter key, and wait for the page that it leads to."""
    page.get_by_role(role, name=name, exact=exact).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/admin/login/")
    page.locator("input[name=username], input[name=login]").first.fill(username)
    page.locator("input[name=password]").fill(password)
    page.locator("form [type=submit]").first.click()
    page.wait_for_url(lambda url: "login" not in url)
