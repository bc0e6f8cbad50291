"""What waits for a person among the pages, by what that person may do. Counted in one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ldn_site.accounts.models import User
from ldn_site.articles.board import counted
from ldn_site.articles.models import Article, Autosave, BoardMark, BoardRow
from ldn_site.articles.sifting import QUESTIONS, list_url
from ldn_site.design.waiting import Group, Item, Urgency

READ, WRITE, SIGN, PUBLISH = (
    f"articles.{verb}_article" for verb in ("view", "change", "sign", "publish")
)
NOW, WAITS, LATER = Urgency.NOW, Urgency.SOON, Urgency.LATER
MOST_UNSAVED = 5


@dataclass(frozen=True)
class Line:
    """A number of the front page: the answers to the questions of the list, and its words."""

    label: str | Promise
    answers: tuple[tuple[str, str], ...]
    urgency: Urgency = LATER
    lead: str | Promise = ""
    hint: str | Promise = ""
    report: str = ""  # the address that says more than the filtered list, by name

    @property
    def url(self) -> str:
        return reverse(self.report) if self.report else list_url(**dict(self.answers))

    def condition(self, person: User) -> Q:
        today = timezone.localdate()
        met = Q()
        for question, answer in self.answers:
            met &= QUESTIONS[question][answer].condition(today, person)
        return met


# For whom (the permission), under which heading, and what. In the order of the page.
GROUPS: tuple[tuple[str, str, str | Promise, tuple[Line, ...]], ...] = (
    (
        SIGN,
        "signing",
        _("To sign"),
        (
            Line(
                _("wait for a reviewer"),
                (("state", "in-review"),),
                NOW,
                _("Pages to read and sign"),
                _("Read each and sign it, or send it back."),
            ),
        ),
    ),
    (
        WRITE,
        "writing",
        _("To write"),
        (
            Line(
                _("sent back to you"),
                (("mine", "sent-back"),),
                NOW,
                _("Pages sent back to you"),
                _("A reviewer asks for changes."),
            ),
            Line(
                _("your drafts"),
                (("state", "draft"), ("mine", "owned")),
                WAITS,
                _("Your drafts"),
                _("Go on writing, or ask for a review."),
            ),
            Line(_("all drafts"), (("state", "draft"),)),
            Line(_("all sent back"), (("state", "sent-back"),)),
        ),
    ),
    (
        PUBLISH,
        "publishing",
        _("To publish"),
        (
            Line(
                _("signed and not public"),
                (("state", "to-publish"),),
                NOW,
                _("Signed pages that are not public"),
                _("Publish each, or give it a time."),
            ),
            Line(_("scheduled"), (("state", "scheduled"),)),
        ),
    ),
    (
        READ,
        "reviews",
        _("Reviews"),
        (
            Line(
                _("overdue"),
                (("review", "overdue"),),
                NOW,
                _("Pages overdue for review"),
                _("Readers see that the review is late."),
            ),
            Line(
                _("due within 30 days"),
                (("review", "30"),),
                WAITS,
                _("Pages due for review within 30 days"),
                _("Read them again soon."),
            ),
            Line(_("due within 60 days"), (("review", "60"),)),
            Line(_("due within 90 days"), (("review", "90"),)),
            Line(_("live without a signature"), (("signature", "live-unsigned"),)),
            Line(_("live with changes not yet public"), (("state", "live-with-changes"),)),
        ),
    ),
    (
        READ,
        "health",
        _("Page health"),
        (
            Line(
                _("must be mended"),
                (("problems", "blockers"),),
                WAITS,
                _("Pages that must be mended"),
                _("They cannot be published as they are."),
            ),
            Line(
                _("have links that lead nowhere"),
                (("problems", "links"),),
                report="admin:articles_article_broken_links",
            ),
            Line(_("have warnings"), (("problems", "warnings"),)),
            Line(_("have hints"), (("problems", "hints"),)),
        ),
    ),
)


def waiting_for(person: User) -> list[Group]:
    """Every number that concerns `person`, zeros included; nothing without a right to it."""
    mine = [group for group in GROUPS if person.has_perm(READ) and person.has_perm(group[0])]
    lines = {f"n{i}": line for i, line in enumerate(line for group in mine for line in group[3])}
    if not lines:
        return []
    # A count by itself is answered by an index; one pass over all rows would grow with them.
    counts = BoardMark.objects.filter(pk=1).values(
        **{
            name: counted(BoardRow.objects.filter(line.condition(person)))
            for name, line in lines.items()
        }
    )
    found = counts.first() or dict.fromkeys(lines, 0)
    items = {
        line: Item(
            label=str(line.label),
            count=found[name],
            url=line.url,
            urgency=line.urgency,
            lead=str(line.lead),
            hint=str(line.hint),
        )
        for name, line in lines.items()
    }
    return [
        Group(name, str(title), tuple(items[line] for line in of_group))
        for _right, name, title, of_group in mine
    ]


@dataclass(frozen=True)
class Unsaved:
    """A text that this person typed and has not saved."""

    title: str
    url: str
    kept_at: datetime


def unsaved_by(person: User) -> list[Unsaved]:
    """The newest texts that `person` typed and did not save, for those who may write."""
    if not (person.has_perm(WRITE) or person.has_perm("articles.add_article")):
        return []
    kept = list(
        Autosave.objects.filter(person=person)
        .order_by("-saved_at")
        .values("article_id", "saved_at", "values__title")[:MOST_UNSAVED]
    )
    typed = reverse("admin:articles_article_typed")
    titles = dict(
        Article.objects.filter(pk__in=[row["article_id"] for row in kept]).values_list(
            "pk", "title"
        )
    )
    return [
        Unsaved(
            title=titles.get(row["article_id"])
            or str(row["values__title"] or _("A new page without a title")),
            url=f"{typed}?{urlencode({'text': row['article_id']})}",
            kept_at=row["saved_at"],
        )
        for row in kept
    ]
