"""Two texts of a page beside each other, as readers read them or as they are written."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ldn_site.articles.changes import Change, Changes
from ldn_site.articles.frozen import Frozen
from ldn_site.articles.wording import in_words
from ldn_site.design.diffing import compare
from ldn_site.evidence.citing import label

READ, WRITTEN = "read", "written"


def differences(old: Frozen, new: Frozen, *, way: str) -> list[Change]:
    """What differs from `old` to `new`, a part for each thing; empty where both say the same.

    In both ways, a shared block or a study that changed between the two is a part of its own.
    """
    changes = Changes(old, new)
    if way == WRITTEN:
        body = Change(_("Text, as it is written"), changes.source)
    else:
        body = Change(_("Text, as readers read it"), compare(_words(old), _words(new)))
    parts = [*changes.fields, body, *changes.inputs]
    return [part for part in parts if part.comparison.differs]


def _words(frozen: Frozen) -> str:
    labels = {key: label(data) for key, data in frozen.inputs["references"].items()}
    return in_words(frozen.rendered.html, labels)
