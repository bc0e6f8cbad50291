"""A reviewer reads a page with what changed since it was last signed, and signs or sends back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.changes import Changes
from ldn_site.articles.desk.acting import Refusal, article_for
from ldn_site.articles.desk.forms import SendBackForm, SignForm
from ldn_site.articles.desk.place import place_of
from ldn_site.articles.desk.routes import Route, preview_url
from ldn_site.articles.frozen import Frozen, as_last_signed, taken_as_read
from ldn_site.articles.library import Library
from ldn_site.articles.marking import Piece, marked
from ldn_site.articles.models import Article, Submission
from ldn_site.articles.signing import sign, wrote_part_of_the_change
from ldn_site.articles.submitting import send_back
from ldn_site.evidence.citing import byline
from ldn_site.markup import fill_facts
from ldn_site.pharmacy.facts import facts, signs_alone

SIGN, SEND_BACK = "sign", "send-back"


def review_view(request: HttpRequest, article_id: str, admin_site: AdminSite) -> HttpResponse:
    article = article_for(request, article_id, "articles.sign_article")
    user: User = request.user  # type: ignore[assignment]
    library = Library.load()
    stands = Frozen.of_article(article, library)
    place = place_of(article, user, library)
    wanted = request.POST.get("do", "") if request.method == "POST" else ""
    signing = SignForm(
        request.POST if wanted == SIGN else None,
        initial=SignForm.starting_values(article, stands.digest),
    )
    returning = SendBackForm(request.POST if wanted == SEND_BACK else None)
    submission = place.standing.submission
    if wanted == SIGN and signing.is_valid():
        try:
            sign(article, by=user, **_chosen(signing))
        except Refusal as error:
            signing.add_error(None, str(error))
        else:
            messages.success(request, _("Signed. Your name now stands on this text."))
            return redirect("admin:articles_article_change", article.pk)
    if wanted == SEND_BACK and submission and returning.is_valid():
        try:
            send_back(submission, by=user, remarks=returning.cleaned_data["remarks"])
        except Refusal as error:
            returning.add_error(None, str(error))
        else:
            messages.success(request, _("Sent back. The writer sees your remarks above the text."))
            return redirect("admin:articles_article_change", article.pk)
    signed = as_last_signed(article, library)
    context = {
        **admin_site.each_context(request),
        "title": _("Review"),
        "subtitle": str(article),
        "opts": Article._meta,
        "article": article,
        "text": stands.text,
        "place": place.seen_from(request.path),
        "signing": signing,
        "returning": returning if _may_be_sent_back(submission, place.standing.is_signed) else None,
        "submission": submission,
        "was_changed_since": submission and submission.review_digest != stands.digest,
        "last": taken_as_read(article.sign_offs.order_by("-pk")).first(),
        "is_exact": signed is not None and _is_signed(article, signed),
        "changes": Changes(signed, stands) if signed else None,
        "pieces": _pieces(signed, stands),
        "sources": [
            {"key": key, "byline": byline(data), **data}
            for key in stands.rendered.citations
            if (data := stands.inputs["references"].get(key))
        ],
        "is_author": wrote_part_of_the_change(article, user, library),
        "signs_alone": signs_alone(),
        "preview_url": preview_url(article),
    }
    return TemplateResponse(request, "admin/articles/review.html", context)


def _chosen(form: SignForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("review_digest", "review_due_on", "note")}


def _may_be_sent_back(submission: Submission | None, is_signed: bool) -> bool:
    return submission is not None and not hasattr(submission, "send_back") and not is_signed


def _is_signed(article: Article, text: Frozen) -> bool:
    return article.sign_offs.filter(review_digest=text.digest).exists()


def _pieces(old: Frozen | None, new: Frozen) -> list[Piece]:
    """The page as readers will read it, in pieces that say which are new since `old`."""
    known = facts()
    before = fill_facts(old.rendered.html, known) if old else None
    pieces = marked(before, fill_facts(new.rendered.html, known))
    # The HTML comes out of the sanitizer; what is filled in is escaped there.
    return [Piece(piece.kind, mark_safe(piece.html), piece.words) for piece in pieces]


URLS: list[Route] = [("<str:article_id>/review/", review_view, "review")]
