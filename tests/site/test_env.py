import re
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from ldn_site import env
from tests.serving import ROOT, clean_environment

KEYS = {"SECRET_KEY": "s" * 50, "FIELD_KEYS": "f", "INDEX_KEY": "i"}


@pytest.mark.parametrize("value", ["true", "1", "yes", "on", " True"])
def test_flag_takes_true_and_false_only(monkeypatch, value):
    monkeypatch.setenv("A_FLAG", value)

    with pytest.raises(ImproperlyConfigured, match="A_FLAG.*True or False"):
        env.flag("A_FLAG")


@pytest.mark.parametrize("value", ["ten", "-1", "1.5", "1e3"])
def test_number_takes_whole_numbers_only(monkeypatch, value):
    monkeypatch.setenv("A_NUMBER", value)

    with pytest.raises(ImproperlyConfigured, match="A_NUMBER.*whole number"):
        env.number("A_NUMBER", 1)


def test_words_are_split_at_commas_and_trimmed(monkeypatch):
    monkeypatch.setenv("SOME_WORDS", "one.example, two.example,,")

    assert env.words("SOME_WORDS") == ["one.example", "two.example"]


def test_empty_value_counts_as_not_given(monkeypatch):
    monkeypatch.setenv("A_TEXT", "")

    assert env.text("A_TEXT", "default") == "default"
    with pytest.raises(ImproperlyConfigured, match=r"A_TEXT is not set\. .*make run"):
        env.text("A_TEXT")


def test_environment_counts_before_the_file(monkeypatch, tmp_path):
    monkeypatch.setattr(env, "_file", {})
    (tmp_path / "secret.env").write_text("# keys\n\nA_TEXT=from the file\nB_TEXT=a=b\n")
    monkeypatch.setenv("A_TEXT", "from the environment")

    env.read_file(tmp_path / "secret.env")

    assert env.text("A_TEXT") == "from the environment"
    assert env.text("B_TEXT") == "a=b"


def test_broken_line_of_the_file_is_named(tmp_path):
    (tmp_path / "secret.env").write_text("A_TEXT=fine\nnonsense\n")

    with pytest.raises(ImproperlyConfigured, match=r"secret\.env, line 2: expected NAME=value"):
        env.read_file(tmp_path / "secret.env")


def start_with(tmp_path, **values: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import ldn_site.settings"],
        cwd=ROOT,
        env=clean_environment(tmp_path, **values),
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"FIELD_KEYS": ""}, "FIELD_KEYS is not set"),
        ({"INDEX_KEY": ""}, "INDEX_KEY is not set"),
        ({"SITE_URL": "www.example.org"}, "SITE_URL is 'www.example.org'; write it as https://"),
        ({"CACHE_URL": "memcached://127.0.0.1"}, "CACHE_URL must begin with redis://"),
        ({"DEBUG": "yes"}, "DEBUG is 'yes'; write True or False"),
    ],
)
def test_nonsense_stops_the_start_and_says_why(tmp_path, values, words):
    done = start_with(tmp_path, **(KEYS | values))

    assert done.returncode != 0
    assert words in done.stderr


def test_site_starts_with_nothing_but_keys(tmp_path):
    assert start_with(tmp_path, **KEYS).returncode == 0


def test_example_names_every_setting_there_is():
    example = (ROOT / ".env.example").read_text()
    sources = [ROOT / "ldn_site" / "settings.py", ROOT / "deploy" / "gunicorn.conf.py"]
    code = "".join(path.read_text() for path in sources)
    read = set(re.findall(r"env\.\w+\(\s*\"(\w+)\"|environ\.get\([\"'](\w+)", code))
    named = set(re.findall(r"^(\w+)=", example, re.MULTILINE))

    assert len(read) > 10
    assert named == {name for pair in read for name in pair if name}
    assert len(re.findall(r"^\w+=", example, re.MULTILINE)) == len(named)
