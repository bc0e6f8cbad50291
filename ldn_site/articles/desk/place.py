"""Where a page stands, and what the next step is for the person who looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from ldn_site.accounts.models import User
from ldn_site.articles.checking import blockers, check
from ldn_site.articles.desk.moments import in_words
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, OutsideRemark, SendBack
from ldn_site.articles.resolving import Text
from ldn_site.articles.signing import wrote_part_of_the_change
from ldn_site.articles.states import Standing, State, standing_of
from ldn_site.markup import Finding
from ldn_site.pharmacy.facts import signs_alone

MOST_REMARKS = 5  # of outside readers, above the text; all of them stand on their own page


@dataclass(frozen=True)
class Step:
    """What to do next, in words; with a button where it leads somewhere."""

    words: str
    button: str = ""
    url: str = ""


@dataclass(frozen=True)
class Place:
    """What the desk says above a text."""

    standing: Standing
    findings: Sequence[Finding]
    step: Step
    scheduled: str
    call_off_url: str
    sent_back: SendBack | None
    remarks: Sequence[OutsideRemark]
    outside_url: str

    def seen_from(self, path: str) -> Place:
        """The same, on the page at `path`: no button leads where one is already."""
        seen = self if self.call_off_url != path else replace(self, call_off_url="")
        return seen if seen.step.url != path else replace(seen, step=Step(seen.step.words))


def place_of(article: Article, user: User, library: Library | None = None) -> Place:
    """For the stored `article`, as `user` may act on it."""
    library = library or Library.load()
    standing = standing_of(article, library)
    findings = check(article, library)
    submission = standing.submission
    may_call_off = standing.scheduled_at and user.has_perm("articles.publish_article")
    return Place(
        standing=standing,
        findings=findings,
        step=_next_step(article, user, standing, findings, library),
        scheduled=in_words(standing.scheduled_at) if standing.scheduled_at else "",
        call_off_url=_url("call_off", article) if may_call_off else "",
        sent_back=submission.send_back if submission and standing.was_sent_back else None,
        remarks=list(
            OutsideRemark.objects.filter(link__article=article)
            .select_related("link")
            .order_by("-pk")[:MOST_REMARKS]
        ),
        outside_url=_url("outside", article),
    )


def _next_step(
    article: Article, user: User, standing: Standing, findings: Sequence[Finding], library: Library
) -> Step:
    may_write = user.has_perm("articles.change_article")
    may_publish = user.has_perm("articles.publish_article")
    if standing.state is State.IN_REVIEW:
        return _in_review(article, user, library)
    if _is_touched(article, standing) and (user.has_perm("articles.sign_article") or may_publish):
        return Step(
            _("Only a shared passage or a study changed. All pages it touches stand together."),
            _("See them together"),
            reverse("admin:articles_article_batch"),
        )
    if blockers(findings):
        return Step(
            _("Next: mend what must be mended, and save.")
            if may_write
            else _("Next: the writer mends what must be mended.")
        )
    if standing.is_signed:
        if standing.is_live_as_it_stands:
            return Step(_("Readers have this text, and it is signed. Nothing is left to do."))
        if standing.scheduled_at:
            return Step(_("It becomes public by itself at the time given."))
        if standing.state is State.WITHDRAWN:
            return Step(_("The page was taken down. It stays down until somebody publishes it."))
        if may_publish:
            return Step(
                _("Next: publish it, now or at a time."), _("Publish"), _url("publish", article)
            )
        return Step(_("Next: a publisher makes it public."))
    return _unsigned(article, user, standing)


def _is_touched(article: Article, standing: Standing) -> bool:
    """Whether the page says something else than readers have by no change of its own text."""
    live = standing.live
    is_changed = live is not None and not standing.is_live_as_it_stands
    return is_changed and live is not None and Text.of(article) == Text.of(live)


def _in_review(article: Article, user: User, library: Library) -> Step:
    if not user.has_perm("articles.sign_article"):
        return Step(_("Next: a reviewer reads it, and signs it or sends it back."))
    if wrote_part_of_the_change(article, user, library) and not signs_alone():
        return Step(
            _("You wrote part of this text, so another reviewer must sign it."),
            _("Read it as the reviewer will"),
            _url("review", article),
        )
    return Step(
        _("Next: read it, then sign it or send it back."), _("Review"), _url("review", article)
    )


def _unsigned(article: Article, user: User, standing: Standing) -> Step:
    """What comes before a signature; a page that nobody ever signed may also do without."""
    if user.has_perm("articles.change_article"):
        words = _("Next: send it to a reviewer.")
        if standing.was_sent_back:
            words = _("Next: change what the reviewer asks for and save, then send it again.")
        return Step(words, _("Send to a reviewer"), _url("submit", article))
    if standing.was_sent_back:
        return Step(_("Next: the writer changes what the reviewer asked for."))
    if user.has_perm("articles.sign_article"):
        words = _("Nobody has sent it to you yet. You may read and sign it all the same.")
        if standing.submission:
            words = _("It was changed since it was sent to you. You may read it as it is now.")
        return Step(
            words,
            _("Review"),
            _url("review", article),
        )
    if user.has_perm("articles.publish_article") and not standing.was_ever_signed:
        if standing.is_live_as_it_stands:
            return Step(_("Readers have this text. It waits for its first signature."))
        return Step(
            _("You may publish it unsigned; the page then says that no pharmacist checked it."),
            _("Publish"),
            _url("publish", article),
        )
    return Step(_("Next: the writer sends it to a reviewer."))


def _url(name: str, article: Article) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])
