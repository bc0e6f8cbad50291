from datetime import timedelta

from ldn_site.guards.retention import VISITORS, Rule

BACKUPS = Rule(
    people=VISITORS,
    holds="Backups: all of the database but sessions and counts, and the pictures",
    why="To bring the site back",
    guarded="Messages in them are encrypted as in the database, and the keys are not in them. "
    "Only the account that runs the site can read the files.",
    kept="{}. So what was deleted is gone from the last backup that much later.",
    delete_after=timedelta(days=30),
)
RULES = (BACKUPS,)
