from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import OperationalError, models
from django.test.utils import isolate_apps
from django.utils import timezone

from ldn_site import privacy
from ldn_site.contact.models import Message
from ldn_site.contact.retention import CLOSED, SPAM
from ldn_site.guards import retention
from ldn_site.guards.retention import STAFF, Rule, all_rules, in_words
from tests.factories import make_message

DOCS = settings.BASE_DIR / "docs" / "privacy.md"


def faults():
    return {message.id: message for message in privacy.every_field_has_a_rule(None)}


def test_every_field_of_the_database_has_a_rule():
    assert not faults()


def test_new_field_without_a_rule_is_an_error_that_says_what_to_do(monkeypatch):
    field = models.TextField(name="birthday")
    fields = (*Message._meta.concrete_fields, field)
    monkeypatch.setattr(Message._meta, "concrete_fields", fields)

    error = faults()["ldn.E010"]

    assert "contact.Message.birthday" in error.msg
    assert "retention" in error.hint
    assert "python -m ldn_site.privacy" in error.hint


@isolate_apps("ldn_site.contact")
def test_new_model_without_a_rule_is_an_error(monkeypatch):
    class Diary(models.Model):
        class Meta:
            app_label = "contact"

        def __str__(self):
            return ""

    known = privacy.apps.get_models
    monkeypatch.setattr(privacy.apps, "get_models", lambda **how: [*known(**how), Diary])

    assert "contact.Diary" in faults()["ldn.E010"].msg


def test_rule_for_a_field_that_is_gone_is_an_error(monkeypatch):
    stale = Rule(STAFF, "Shoe sizes", "None", "Not", "Never", covers=("accounts.User.shoes",))
    monkeypatch.setattr(privacy, "all_rules", lambda: [*all_rules(), stale])

    assert "accounts.User.shoes" in faults()["ldn.E011"].msg


def test_fields_of_messages_and_accounts_are_named_one_by_one():
    covered = {name for rule in all_rules() for name in rule.covers} | retention.nobodys()

    assert not covered & {"contact.Message", "contact.Note", "contact.Viewer", "accounts.User"}


def test_privacy_page_for_the_pharmacy_holds_exactly_the_table():
    text = DOCS.read_text(encoding="utf-8")

    assert privacy.with_table(text) == text, "Run: python -m ldn_site.privacy"


def test_table_says_the_times_that_the_purge_goes_by():
    table = privacy.table()

    assert f"{CLOSED.delete_after.days} days after the message was closed" in table
    assert f"{SPAM.delete_after.days} days after it was marked as spam" in table


@pytest.mark.django_db
def test_every_clock_of_the_table_can_be_run(django_assert_num_queries):
    clocks = [rule for rule in all_rules() if rule.clock]

    assert len(clocks) >= 5
    with django_assert_num_queries(len(clocks)):
        assert [rule.due(timezone.now()).count() for rule in clocks]


@pytest.mark.django_db
def test_lost_key_is_named_before_staff_meet_it(settings):
    message = make_message()
    assert not privacy.a_key_opens_what_is_stored(None)

    settings.FIELD_KEYS = ["A" * 43 + "="]
    (warning,) = privacy.a_key_opens_what_is_stored(None)

    assert f"contact.Message {message.pk}: text" in warning.msg
    assert "reencrypt" in warning.hint


def test_check_of_keys_is_silent_where_there_is_no_database():
    with patch.object(privacy, "lost_at_a_glance", side_effect=OperationalError("none")):
        assert privacy.a_key_opens_what_is_stored(None) == []


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(days=90), "90 days"),
        (timedelta(days=1), "1 day"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(minutes=10), "10 minutes"),
    ],
)
def test_times_are_written_as_people_say_them(time, words):
    assert in_words(time) == words
