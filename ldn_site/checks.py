"""What must be true before patients see the site; `manage.py check` says what is not."""

from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from ldn_site.pharmacy.needed import blanks_of, the_facts


def field_keys_open_and_lock(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """A key of the wrong form would only show when the first patient writes."""
    faults: list[CheckMessage] = []
    for number, key in enumerate(settings.FIELD_KEYS, start=1):
        try:
            Fernet(key)
        except ValueError:
            faults.append(
                Error(
                    f"Key {number} of FIELD_KEYS is not a Fernet key.",
                    hint="Make one with: python -c 'from cryptography.fernet import Fernet; "
                    "print(Fernet.generate_key().decode())'",
                    id="ldn.E001",
                )
            )
    if not settings.FIELD_KEYS:
        faults.append(Error("FIELD_KEYS is empty.", id="ldn.E002"))
    return faults


def hosts_are_exact(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """A host that anybody can name would end up in links and redirects."""
    return [
        Error(
            f"ALLOWED_HOSTS holds {host!r}, which lets in hosts that are not ours.",
            hint="Name each host in full.",
            id="ldn.E003",
        )
        for host in settings.ALLOWED_HOSTS
        if host == "*" or host.startswith(".")
    ]


def mail_is_sent(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Without a mail server, links to a new password would be readable in the log."""
    if settings.IS_HTTPS and "console" in settings.EMAIL_BACKEND:
        return [
            CheckWarning(
                "EMAIL_URL names no mail server, so mail goes to the log.",
                hint="The desk is told of new messages, and staff get links to a new password, "
                "by mail. Set EMAIL_URL, for example smtps://user:password@mail.example.org.",
                id="ldn.W002",
            )
        ]
    return []


def proxy_is_named(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Behind a proxy that is not named, every visitor would share one address and one limit."""
    if settings.IS_HTTPS and not settings.TRUSTED_PROXIES:
        return [
            CheckWarning(
                "SITE_URL is https, but TRUSTED_PROXIES names no proxy that speaks it.",
                hint="gunicorn speaks plain http. Name the address of the proxy before it, "
                "for example TRUSTED_PROXIES=127.0.0.1.",
                id="ldn.W001",
            )
        ]
    return []


def facts_are_filled_in(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """A blank fact leaves no trace on a page, so nobody would miss it. This does.

    Without a database, as before the first start, there is nothing to say.
    """
    try:
        blanks = blanks_of(the_facts())
    except (DatabaseError, ImproperlyConfigured):
        return []
    missed: dict[str, list[str]] = {}
    for blank in blanks:
        missed.setdefault(blank.page, []).append(blank.full_name)
    return [
        CheckWarning(
            f"Still blank for {page}: {', '.join(names)}.",
            hint="A manager fills it in on the desk, under Pharmacy and Locations.",
            id="ldn.W003",
        )
        for page, names in missed.items()
    ]
