"""What an import does with one piece, decided from three digests.

This function is the site's promise to the people who work on it: nothing that a person wrote
is overwritten without a person deciding so.
"""

from enum import Enum


class Outcome(str, Enum):
    CREATE = "create"
    UNCHANGED = "unchanged"
    UPDATE = "update"
    KEEP = "keep"
    CONFLICT = "conflict"
    VANISHED = "vanished"


def decide(*, file: str | None, last: str | None, stored: str | None) -> Outcome:
    """Compare digests of the file now, the last agreement, and the database now.

    None means: no file, never agreed, not in the database.
    """
    if file == stored:
        return Outcome.UNCHANGED
    if file is None:
        return Outcome.VANISHED if last else Outcome.KEEP  # a missing file deletes nothing
    if stored == last:
        return Outcome.CREATE if stored is None else Outcome.UPDATE  # only the file has changed
    if file == last:
        return Outcome.KEEP  # only the site has changed it, or taken it away
    return Outcome.CONFLICT  # both have; a person decides
