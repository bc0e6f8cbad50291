"""The buttons of a message. Each posts what its person saw, does one step and comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ldn_site.accounts.models import User
from ldn_site.contact import desk
from ldn_site.contact.models import Message, NoteKind, State
from ldn_site.contact.retention import CLOSED, SPAM
from ldn_site.contact.screens.common import (
    CHANGE,
    SEE,
    Route,
    message_numbered,
    page_of,
    person_with,
)
from ldn_site.contact.screens.forms import (
    CLOSE,
    WAIT,
    HandOverForm,
    LookAgainForm,
    NoteForm,
    WaitForm,
    day_to_look_again,
)
from ldn_site.contact.screens.looking import show
from ldn_site.guards.retention import Rule


def plain_steps() -> dict[str, tuple[Callable[..., None], str]]:
    """The steps that need nothing filled in, and what is said once each is done."""
    return {
        "take": (desk.take, _("It is in your hands.")),
        "close": (desk.close, closed_words()),
        "reopen": (desk.reopen, _("Opened again. It is in your hands.")),
        "spam": (
            desk.mark_spam,
            _("Marked as spam. You can take it back for %d days; then it goes.") % _days(SPAM),
        ),
        "not-spam": (desk.mark_not_spam, _("Not spam. It is among the new messages.")),
        "take-apart": (desk.take_apart, _("Taken apart. It is to be answered by itself.")),
    }


def closed_words() -> str:
    return _("Closed. For %d days you can open it again; then it is deleted.") % _days(CLOSED)


def _days(rule: Rule) -> int:
    assert rule.delete_after
    return rule.delete_after.days


@require_POST
def step_view(request: HttpRequest, admin_site: AdminSite, number: int) -> HttpResponse:
    person = person_with(request, SEE, CHANGE)
    message = message_numbered(number)
    name, saw = request.POST.get("do", ""), request.POST.get("saw", "")
    if request.POST.get("text"):  # a note that was begun when the button was pressed
        note = NoteForm(request.POST)
        if not note.is_valid():
            return show(request, admin_site, message, note=note)
        _write_down(request, message, note, by=person)
    if name in (known := plain_steps()):
        step, said = known[name]
        return _done(request, message, lambda: step(message, by=person, saw=saw), said)
    if name in FILLED_IN:
        return FILLED_IN[name](request, admin_site, message, person, saw)
    messages.warning(request, _("Nothing was done. Press one of the buttons below."))
    return redirect(page_of(message))


def _hand_over(
    request: HttpRequest, admin_site: AdminSite, message: Message, person: User, saw: str
) -> HttpResponse:
    form = HandOverForm(request.POST, message=message)
    if not form.is_valid():
        return show(request, admin_site, message, hand_over=form)
    to = form.cleaned_data["to"]
    said = _("It is in the hands of %s now.") % to
    return _done(request, message, lambda: desk.hand_over(message, to=to, by=person, saw=saw), said)


def _wait(
    request: HttpRequest, admin_site: AdminSite, message: Message, person: User, saw: str
) -> HttpResponse:
    form = WaitForm(request.POST)
    if not form.is_valid():
        return show(request, admin_site, message, wait=form)
    until = form.cleaned_data["until"]
    said = _("Waiting for an answer. It comes back to you on %s.") % date_format(until)
    return _done(
        request, message, lambda: desk.wait(message, until=until, by=person, saw=saw), said
    )


def _look_again(
    request: HttpRequest, admin_site: AdminSite, message: Message, person: User, saw: str
) -> HttpResponse:
    form = LookAgainForm(request.POST)
    if not form.is_valid():
        return show(request, admin_site, message, look_again=form)
    on = form.cleaned_data["on"]
    said = _("It comes back to you on %s.") % date_format(on) if on else _("The day is taken away.")
    return _done(
        request, message, lambda: desk.look_again(message, on=on, by=person, saw=saw), said
    )


def _merge(
    request: HttpRequest, admin_site: AdminSite, message: Message, person: User, saw: str
) -> HttpResponse:
    wanted = request.POST.get("into", "")
    into = get_object_or_404(
        Message.objects.defer(*desk.WORDS), pk=wanted if wanted.isdecimal() else 0
    )
    said = _("Merged into %s. You can take it apart again.") % into.code
    return _done(
        request, message, lambda: desk.merge(message, into=into, by=person, saw=saw), said, into
    )


FILLED_IN: dict[str, Callable[..., HttpResponse]] = {
    "hand-over": _hand_over,
    "wait": _wait,
    "look-again": _look_again,
    "merge": _merge,
}


@require_POST
def note_view(request: HttpRequest, admin_site: AdminSite, number: int) -> HttpResponse:
    """Keeps a note whatever colleagues do meanwhile; the step it takes along may be refused."""
    person = person_with(request, SEE, CHANGE)
    message = message_numbered(number)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, admin_site, message, note=form)
    _write_down(request, message, form, by=person)
    step = _step_after(message, form.cleaned_data, by=person, saw=request.POST.get("saw", ""))
    return _done(request, message, *step) if step else redirect(page_of(message))


def _write_down(request: HttpRequest, message: Message, form: NoteForm, *, by: User) -> None:
    values = form.cleaned_data
    try:
        desk.write_down(message, by=by, text=values["text"], kind=values["kind"])
    except desk.Meanwhile as gone:
        raise Http404(str(gone)) from gone
    messages.success(request, _("Written down."))


def _step_after(
    message: Message, values: dict[str, Any], *, by: User, saw: str
) -> tuple[Callable[[], None], str] | None:
    """What the note takes along, if anything, and what is said of it."""
    if values["then"] == CLOSE:
        return lambda: desk.close(message, by=by, saw=saw), closed_words()
    if values["then"] == WAIT:
        until = day_to_look_again()
        said = _("Waiting for an answer. It comes back to you on %s.") % date_format(until)
        return lambda: desk.wait(message, until=until, by=by, saw=saw), said
    if values["kind"] != NoteKind.NOTE and message.state == State.NEW:
        # Whoever spoke to somebody goes on with the message.
        return lambda: desk.take(message, by=by, saw=saw), _("It is in your hands.")
    return None


def _done(
    request: HttpRequest,
    message: Message,
    step: Callable[[], None],
    said: str,
    then: Message | None = None,
) -> HttpResponse:
    """Take the step and say so, or say which colleague was quicker."""
    try:
        step()
    except desk.Meanwhile as meanwhile:
        messages.warning(request, str(meanwhile))
        return redirect(page_of(message))
    messages.success(request, said)
    return redirect(page_of(then or message))


URLS: list[Route] = [
    ("<int:number>/step/", step_view, "step"),
    ("<int:number>/note/", note_view, "note"),
]
