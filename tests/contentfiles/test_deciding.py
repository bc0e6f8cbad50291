"""The importer's promise to staff, as a table."""

from itertools import product

import pytest

from ldn_site.contentfiles.deciding import Outcome, decide

TABLE = [
    # file, last agreement, database
    ("a", None, None, Outcome.CREATE),
    ("a", None, "a", Outcome.UNCHANGED),
    ("a", None, "b", Outcome.CONFLICT),
    ("a", "a", "a", Outcome.UNCHANGED),
    ("a", "b", "a", Outcome.UNCHANGED),
    ("b", "a", "a", Outcome.UPDATE),
    ("a", "a", "b", Outcome.KEEP),
    ("a", "b", "c", Outcome.CONFLICT),
    ("a", "a", None, Outcome.KEEP),
    ("b", "a", None, Outcome.CONFLICT),
    (None, None, "a", Outcome.KEEP),
    (None, "a", "a", Outcome.VANISHED),
    (None, "a", "b", Outcome.VANISHED),
    (None, "a", None, Outcome.UNCHANGED),
]


@pytest.mark.parametrize(("file", "last", "stored", "outcome"), TABLE)
def test_decision_follows_the_table(file, last, stored, outcome):
    assert decide(file=file, last=last, stored=stored) is outcome


def test_database_is_written_only_when_it_says_what_was_last_agreed():
    writes = [
        (file, last, stored)
        for file, last, stored in product([None, "a", "b", "c"], repeat=3)
        if decide(file=file, last=last, stored=stored) in (Outcome.CREATE, Outcome.UPDATE)
    ]

    assert len(writes) == 9
    assert all(stored == last and file not in (None, stored) for file, last, stored in writes)
