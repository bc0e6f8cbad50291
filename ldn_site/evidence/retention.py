from ldn_site.guards.retention import STAFF, Rule

RULES = (
    Rule(
        people=STAFF,
        holds="Who changed which study, and when",
        why="To see how its numbers came to be",
        guarded="Seen by those whose role has to do with the texts",
        kept="For good, with the study",
        covers=("evidence.HistoricalReference",),
    ),
)
# Authors of papers are public.
OF_NOBODY = ("evidence.Reference", "evidence.Claim")
