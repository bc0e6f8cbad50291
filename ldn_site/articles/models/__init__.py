from ldn_site.articles.models.base import KEY, AppendOnly, Grade, Topic
from ldn_site.articles.models.board import BoardMark, BoardRow
from ldn_site.articles.models.drafts import Autosave, OpenEditor, SetAside
from ldn_site.articles.models.overlays import Notice, Redirect
from ldn_site.articles.models.reviewing import OutsideLink, OutsideRemark, SendBack, Submission
from ldn_site.articles.models.texts import (
    Article,
    Cancellation,
    GlossaryTerm,
    Publication,
    PublicationQuerySet,
    SharedBlock,
    SignOff,
    Withdrawal,
)

__all__ = [
    "AppendOnly",
    "Article",
    "Autosave",
    "BoardMark",
    "BoardRow",
    "Cancellation",
    "GlossaryTerm",
    "Grade",
    "KEY",
    "Notice",
    "OpenEditor",
    "OutsideLink",
    "OutsideRemark",
    "Publication",
    "PublicationQuerySet",
    "Redirect",
    "SendBack",
    "SetAside",
    "SharedBlock",
    "SignOff",
    "Submission",
    "Topic",
    "Withdrawal",
]
