from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection

from ldn_site.contact.models import Message, Note
from ldn_site.guards import resealing
from ldn_site.guards.sealing import KeyMissing
from tests.factories import make_message, make_user

pytestmark = pytest.mark.django_db

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


@pytest.fixture
def message(settings):
    """A message with a note, and an account with a second step, all under the old key."""
    settings.FIELD_KEYS = [OLD]
    message = make_message(name="Ana Ruiz", text="What does it cost?")
    Note.objects.create(message=message, text="Called her.")
    person = make_user()
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    return message


def reencrypt() -> str:
    out = StringIO()
    call_command("reencrypt", stdout=out, stderr=out)
    return out.getvalue()


def columns() -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, reply_to, text FROM contact_message ORDER BY id")
        return cursor.fetchall()


def test_old_key_can_be_taken_out_once_all_is_encrypted_anew(message, settings):
    settings.FIELD_KEYS = [NEW, OLD]
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()

    printed = reencrypt()

    settings.FIELD_KEYS = [NEW]
    assert "Encrypted anew: 6 values." in printed
    stored = Message.objects.get()
    assert (stored.name, stored.text) == ("Ana Ruiz", "What does it cost?")
    assert stored.reply_to == message.reply_to
    assert Note.objects.get().text == "Called her."
    totp, recovery = (Authenticator.objects.get(type=kind) for kind in ("totp", "recovery_codes"))
    assert decrypt(totp.data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert recovery.wrap().generate_codes() == codes


def test_second_run_writes_nothing(message, settings):
    settings.FIELD_KEYS = [NEW, OLD]
    reencrypt()
    before = columns()

    assert "Encrypted anew: 0 values." in reencrypt()
    assert columns() == before


def test_every_sealed_column_of_every_room_is_found():
    found = {f"{model._meta.label}.{field.name}" for model, field in resealing.sealed_columns()}

    assert found >= {
        "contact.Message.name",
        "contact.Message.reply_to",
        "contact.Message.text",
        "contact.Note.text",
    }


def test_batches_reach_every_row(message, settings, monkeypatch):
    for _ in range(5):
        make_message()
    monkeypatch.setattr(resealing, "BATCH", 2)
    settings.FIELD_KEYS = [NEW, OLD]

    reencrypt()

    settings.FIELD_KEYS = [NEW]
    assert len([row.text for row in Message.objects.all()]) == 6


def test_what_is_saved_meanwhile_is_not_undone(message, settings, monkeypatch):
    settings.FIELD_KEYS = [NEW, OLD]
    honest = resealing.reseal

    def slow(sealed: str, *, what: str) -> str:
        if "Note" in what:
            Note.objects.filter(text__isnull=False).update(text="She called back.")
        return honest(sealed, what=what)

    monkeypatch.setattr(resealing, "reseal", slow)

    reencrypt()

    settings.FIELD_KEYS = [NEW]
    assert Note.objects.get().text == "She called back."


def test_value_that_no_key_opens_is_named_and_the_others_go_on(message, settings):
    settings.FIELD_KEYS = [OTHER]
    lost = make_message()
    settings.FIELD_KEYS = [NEW, OLD]
    out = StringIO()

    with pytest.raises(CommandError, match="the 3 values named above"):
        call_command("reencrypt", stdout=out, stderr=out)

    settings.FIELD_KEYS = [NEW]
    assert Message.objects.get(pk=message.pk).name == "Ana Ruiz"
    for name in ("name", "reply_to", "text"):
        assert f"contact.Message {lost.pk}: {name}" in out.getvalue()
    assert "gAAAA" not in out.getvalue()


def test_second_step_that_no_key_opens_is_named(message, settings):
    settings.FIELD_KEYS = [NEW]
    out = StringIO()

    with pytest.raises(CommandError):
        call_command("reencrypt", stdout=out, stderr=out)

    for pk in Authenticator.objects.values_list("pk", flat=True):
        assert f"mfa.Authenticator {pk}: data" in out.getvalue()


def test_wrong_key_is_said_in_words_and_never_as_ciphertext(message, settings, client):
    settings.FIELD_KEYS = [OTHER]
    client.force_login(make_user("contact.view_message", "contact.change_message"))
    client.raise_request_exception = False

    response = client.get(f"/admin/contact/message/{message.pk}/change/")
    body = response.content.decode()

    assert response.status_code == 503
    assert "FIELD_KEYS" in body
    assert "Nothing is lost" in body
    assert not any(sealed in body for row in columns() for sealed in row)


def test_error_of_a_wrong_key_holds_no_ciphertext(message, settings):
    settings.FIELD_KEYS = [OTHER]

    with pytest.raises(KeyMissing) as raised:
        Message.objects.get()

    assert "a stored message" in str(raised.value)
    assert "gAAAA" not in str(raised.value)
