"""What the texts and their making hold of people."""

from datetime import timedelta

from ldn_site.guards.retention import READERS, STAFF, Rule

WHO_HAS_A_ROLE = "Seen by those whose role has to do with the texts"

RULES = (
    Rule(
        people=STAFF,
        holds="Who wrote, sent, returned, signed, published or took down which text",
        why="Readers must be able to trust who checked a page",
        guarded=f"{WHO_HAS_A_ROLE}. The reviewer's name stands on the page.",
        kept="For good, with the text",
        covers=(
            "articles.Article",
            "articles.HistoricalArticle",
            "articles.HistoricalSharedBlock",
            "articles.SignOff",
            "articles.Publication",
            "articles.Cancellation",
            "articles.Withdrawal",
            "articles.Submission",
            "articles.SendBack",
            "articles.SetAside",
        ),
    ),
    Rule(
        people=STAFF,
        holds="What somebody typed into a page's form and has not saved",
        why="So that nothing typed is lost",
        guarded="Only the person sees it.",
        kept="Until the page is saved or the text is given up",
        covers=("articles.Autosave",),
    ),
    Rule(
        people=STAFF,
        holds="Who has a page open",
        why="So that two people know of each other",
        guarded=WHO_HAS_A_ROLE,
        kept="Until the page is closed, at most {}",
        covers=("articles.OpenEditor",),
        delete_after=timedelta(days=1),
        clock="seen_at",
    ),
    Rule(
        people=READERS,
        holds="Whom staff made a link for, and the name and remarks of who used it",
        why="To ask somebody outside about a text before it is signed",
        guarded=WHO_HAS_A_ROLE,
        kept="For good, with the text",
        covers=("articles.OutsideLink", "articles.OutsideRemark"),
    ),
)
OF_NOBODY = (
    "articles.SharedBlock",
    "articles.GlossaryTerm",
    "articles.BoardRow",
    "articles.BoardMark",
    "articles.Notice",
    "articles.Redirect",
)
