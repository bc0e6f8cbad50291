"""What visitors send, as little as possible, and unreadable without the keys."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ldn_site.guards.fields import EncryptedTextField

CODE_LETTERS = "23456789CDFGHJKMNPRTVWXY"  # nothing that sounds or looks like another


def new_code() -> str:
    """A reference that can be read out on the phone, such as K7XM-4TPD."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


class Sender(models.TextChoices):
    PATIENT = "patient", _("A patient, or somebody for them")
    PRESCRIBER = "prescriber", _("A prescriber’s office")


class Subject(models.TextChoices):
    """What a message is about. None of these tells anything about the sender's health."""

    PRESCRIPTION = "prescription", _("Sending a prescription")
    REFILL = "refill", _("A refill")
    PRICE = "price", _("Price or shipping")
    CALL = "call", _("Please call me")
    WEBSITE = "website", _("This website")
    OTHER = "other", _("Something else")
    QUESTION = "question", _("A prescriber’s question")


class BestTime(models.TextChoices):
    ANY = "any", _("Any time you are open")
    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")


class State(models.TextChoices):
    NEW = "new", _("New")
    IN_HAND = "in-hand", _("In hand")
    WAITING = "waiting", _("Waiting for an answer")
    CLOSED = "closed", _("Closed")
    SPAM = "spam", _("Spam")


class Message(models.Model):
    """One message from a visitor."""

    sender = models.CharField(
        _("from"), max_length=12, choices=Sender.choices, default=Sender.PATIENT
    )
    code = models.CharField(_("reference code"), max_length=9, unique=True, default=new_code)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    name = EncryptedTextField(_("name"))
    reply_to = EncryptedTextField(_("phone or e-mail"))
    # Keyed hashes: what somebody is found by without being read. See contact/finding.py.
    name_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    reply_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    subject = models.CharField(_("about"), max_length=20, choices=Subject.choices)
    location = models.ForeignKey(
        "pharmacy.Location", on_delete=models.PROTECT, verbose_name=_("location")
    )
    best_time = models.CharField(_("best time"), max_length=10, choices=BestTime.choices)
    text = EncryptedTextField(_("message"))
    fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages_in_hand",
        verbose_name=_("in the hands of"),
    )
    follow_up_on = models.DateField(_("look at it again on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    # When the desk was told by mail that this message waits; null until a mail went out.
    notified_at = models.DateTimeField(null=True, blank=True, editable=False)
    double_of = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="doubles",
        verbose_name=_("the same as"),
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-received_at"]
        permissions = [("export_message", _("Can download what is held on one person"))]

    def __str__(self) -> str:
        return self.code


class NoteKind(models.TextChoices):
    NOTE = "note", _("Note")
    PHONED = "phoned", _("Answered by phone")
    MAILED = "mailed", _("Answered by e-mail")
    TRIED = "tried", _("Tried, nobody there")


class Note(models.Model):
    """What staff wrote down about a message. Written once; goes when the message goes."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="notes")
    at = models.DateTimeField(_("when"), default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    author_name = models.CharField(_("who"), max_length=150, blank=True)
    kind = models.CharField(
        _("kind"), max_length=8, choices=NoteKind.choices, default=NoteKind.NOTE
    )
    text = EncryptedTextField(_("words"), blank=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.message.code}, {self.pk}"


class Viewer(models.Model):
    """A tab of a member of staff that has a message open. It locks nothing."""

    tab = models.CharField(primary_key=True, max_length=40)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="viewers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.tab
