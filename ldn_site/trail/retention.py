"""What the trail holds of people."""

from ldn_site.guards.retention import STAFF, Rule

RULES = (
    Rule(
        people=STAFF,
        holds="Who did what and when; at a sign-in, from which network address. Of a message, its "
        "reference code and no word",
        why="To show who signed, published, read and deleted what",
        guarded="Append-only. Only managers see it.",
        kept="For good",
        covers=("trail.Event",),
    ),
)
