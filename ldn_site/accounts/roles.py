"""What each role may do: the one table. Nobody edits groups by hand."""

from collections.abc import Mapping, Sequence
from itertools import chain

from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

# Every role of the content sees what the others do to a page.
CONTENT = (
    "articles.view_article",
    "articles.view_historicalarticle",
    "articles.view_sharedblock",
    "articles.view_historicalsharedblock",
    "articles.view_glossaryterm",
    "articles.view_publication",
    "articles.view_signoff",
    "articles.view_withdrawal",
    "articles.view_cancellation",
    "articles.view_notice",
    "articles.view_redirect",
    "evidence.view_reference",
    "evidence.view_historicalreference",
    "evidence.view_claim",
    "media.view_picture",
    "media.view_historicalpicture",
)
THE_PHARMACY = ("pharmacy.view_pharmacy", "pharmacy.view_location")

ROLES: Mapping[str, Sequence[str]] = {
    "Writers": (
        *CONTENT,
        "articles.add_article",
        "articles.change_article",
        "articles.add_sharedblock",
        "articles.change_sharedblock",
        "articles.add_glossaryterm",
        "articles.change_glossaryterm",
        "evidence.add_reference",
        "evidence.change_reference",
        "evidence.add_claim",
        "evidence.change_claim",
        "media.add_picture",
        "media.change_picture",
        "media.delete_picture",
        "contentfiles.export_files",
        "contentfiles.import_files",
    ),
    "Clinical reviewers": (*CONTENT, "articles.sign_article"),
    "Publishers": (*CONTENT, "articles.publish_article"),
    "Message desk": (*THE_PHARMACY, "contact.view_message", "contact.change_message"),
    "Managers": (
        *CONTENT,
        *THE_PHARMACY,
        "articles.publish_article",
        "articles.add_notice",
        "articles.change_notice",
        "articles.add_redirect",
        "articles.change_redirect",
        "articles.delete_redirect",
        "pharmacy.change_pharmacy",
        "pharmacy.change_location",
        "contact.view_message",
        "contact.change_message",
        "contact.delete_message",
        "contact.export_message",
        "accounts.view_user",
        "accounts.add_user",
        "accounts.change_user",
        "contentfiles.export_files",
        "trail.view_event",
    ),
}


@transaction.atomic
def set_up_roles(apps: Apps = installed_apps) -> list[str]:
    """Make the groups hold exactly the table's permissions; returns the names changed.

    `apps` are those of a migration when one calls. It may stand before the migration that
    adds a permission, which is then left for the command. The command itself refuses a name
    that no room has.
    """
    Group = apps.get_model("auth", "Group")
    known = _permissions(apps)
    changed = []
    for role, names in ROLES.items():
        missing = [name for name in names if name not in known]
        if missing and apps is installed_apps:
            raise ImproperlyConfigured(
                f"ldn_site/accounts/roles.py, {role}: no such permission: {', '.join(missing)}. "
                "Mend the name there, or run `manage.py migrate` first."
            )
        wanted = {known[name] for name in names if name in known}
        group, is_new = Group.objects.get_or_create(name=role)
        if is_new or set(group.permissions.values_list("pk", flat=True)) != wanted:
            group.permissions.set(wanted)
            changed.append(role)
    return changed


def _permissions(apps: Apps) -> dict[str, int]:
    """The number of each permission by its full name, those just migrated included."""
    labels = {name.split(".")[0] for name in chain(*ROLES.values())}
    for label in labels:
        create_permissions(installed_apps.get_app_config(label), apps=apps, verbosity=0)
    rows = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=labels)
    return {
        f"{label}.{codename}": pk
        for label, codename, pk in rows.values_list("content_type__app_label", "codename", "pk")
    }
