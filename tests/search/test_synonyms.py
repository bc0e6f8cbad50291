import logging
from pathlib import Path

import pytest

from ldn_site.search.synonyms import Meaning, synonyms


@pytest.fixture
def read(tmp_path):
    def read(content):
        path = Path(tmp_path, "synonyms.yaml")
        path.write_bytes(content)
        return synonyms(path)

    return read


def test_words_are_folded_and_meanings_kept_as_written(read):
    assert read(b"Chron's: [Crohn's disease]\nvih: HIV\n") == {
        ("chrons",): [Meaning(("crohns", "disease"), "Crohn's disease")],
        ("vih",): [Meaning(("hiv",), "HIV")],
    }


def test_missing_file_means_no_synonyms(tmp_path):
    assert synonyms(Path(tmp_path, "absent.yaml")) == {}


@pytest.mark.parametrize(
    "broken",
    [
        b"a: [b",
        b"\xff\xfe\x00",
        b"- a\n- b\n",
        b"just words",
        b"[" * 5000,
        b"a: !!python/object:os.system x",
    ],
)
def test_broken_file_means_no_synonyms_and_a_line_in_the_log(read, caplog, broken):
    with caplog.at_level(logging.WARNING):
        assert read(broken) == {}

    assert "synonyms.yaml" in caplog.text


@pytest.mark.parametrize(
    "odd", [b"1: [2]", b"no: [a]", b"a: [null, 3, '']", b"a:", b"'': [b]", b"'!': [b]"]
)
def test_entry_that_is_not_words_is_passed_over(read, odd):
    assert read(odd + b"\ngood: [kept]\n") == {("good",): [Meaning(("kept",), "kept")]}


def test_empty_file_means_no_synonyms(read):
    assert read(b"") == {}
