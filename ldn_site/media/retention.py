from ldn_site.guards.retention import STAFF, Rule

RULES = (
    Rule(
        people=STAFF,
        holds="Who uploaded or changed which picture. Of the file, its pixels alone",
        why="To ask where a picture came from",
        guarded="Seen by those whose role has to do with the texts",
        kept="As long as the picture",
        covers=("media.Picture", "media.HistoricalPicture"),
    ),
)
