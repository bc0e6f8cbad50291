import logging
from datetime import date

import pytest

from ldn_site.evidence.searched import searched_on


def test_month_of_the_search_is_read(tmp_path):
    path = tmp_path / "evidence.yaml"
    path.write_text("searched_on: 2026-11\n")

    assert searched_on(path) == date(2026, 11, 1)


def test_missing_file_means_no_date(tmp_path):
    assert searched_on(tmp_path / "absent.yaml") is None


@pytest.mark.parametrize(
    "broken",
    [b"", b"a: [b", b"\xff\xfe\x00", b"- a\n", b"searched_on: 3\n", b"searched_on: soon\n", b"["],
)
def test_broken_file_means_no_date_and_the_log_says_why(tmp_path, caplog, broken):
    path = tmp_path / "evidence.yaml"
    path.write_bytes(broken)

    with caplog.at_level(logging.WARNING):
        assert searched_on(path) is None

    assert str(path) in caplog.text
