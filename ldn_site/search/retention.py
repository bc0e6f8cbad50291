from datetime import timedelta

from ldn_site.guards.retention import VISITORS, Rule

KEPT = timedelta(days=90)

RULES = (
    Rule(
        people=VISITORS,
        holds="Words that somebody searched for and that no page holds, counted by the day",
        why="To write what is missing",
        guarded="Without network address, time of day or anything else that would tie two searches "
        "together. As a hash made with INDEX_KEY until they were searched for on 3 days; staff who "
        "write pages see them from then on. Searches with numbers, addresses, many words or words "
        "of danger are not counted.",
        kept="{}",
        covers=tuple(f"search.Unanswered.{name}" for name in ("words_hash", "words", "day")),
        delete_after=KEPT,
        clock="day",
    ),
)
OF_NOBODY = (
    "search.Mark",
    "search.Entry",
    "search.Posting",
    "search.Word",
    "search.Unanswered.id",
    "search.Unanswered.times",
)
