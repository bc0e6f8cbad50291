"""An import that is killed in the middle leaves the database as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.contentfiles.folders import article, fill, one_of_each

# Runs the command in a process of its own, which stops at the `nth` call of `name` to be killed.
STOPPING = """
import importlib, signal, sys
import django
from django.core.management import call_command

django.setup()
module, name, nth = importlib.import_module(sys.argv[1]), sys.argv[2], int(sys.argv[3])
original, calls = getattr(module, name), []

def stopping(*args, **kwargs):
    calls.append(name)
    if len(calls) == nth:
        print("in the middle", flush=True)
        signal.pause()
    return original(*args, **kwargs)

setattr(module, name, stopping)
call_command("import_content", publish=True, verbosity=0)
"""
PLACES = [
    ("ldn_site.contentfiles.storing", "save", 6),
    ("ldn_site.contentfiles.importing", "agree", 1),
    ("ldn_site.contentfiles.importing", "publish", 2),
]
FILES = {**one_of_each(), "en/basics/rest.md": article("rest")}


def environment(data: Path, content: Path) -> dict[str, str]:
    ours = {"DATA_DIR": str(data), "CONTENT_DIR": str(content), "DEBUG": "False"}
    ours["DJANGO_SETTINGS_MODULE"] = "ldn_site.settings"
    return {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | ours


def manage(data: Path, content: Path, *command: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command, "--verbosity=0"],
        cwd=settings.BASE_DIR,
        env=environment(data, content),
        check=True,
        timeout=120,
    )


def kill_in_the_middle(data: Path, content: Path, place: tuple[str, str, int]) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STOPPING, *map(str, place)],
        cwd=settings.BASE_DIR,
        env=environment(data, content),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout.readline() == "in the middle\n"
        finally:
            process.kill()


def dump(data: Path) -> list[str]:
    connection = sqlite3.connect(data / "db.sqlite3")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    data = tmp_path_factory.mktemp("migrated") / "data"
    subprocess.run(
        [sys.executable, "-m", "ldn_site.bootstrap"],
        cwd=settings.BASE_DIR,
        env=environment(data, data),
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )
    manage(data, data, "migrate")
    return data


@pytest.fixture(scope="module")
def imported(migrated, tmp_path_factory):
    data = shutil.copytree(migrated, tmp_path_factory.mktemp("imported") / "data")
    content = fill(tmp_path_factory.mktemp("content"), FILES)
    manage(data, content, "import_content", "--publish")
    return data


def changed(files: dict[str, str]) -> dict[str, str]:
    changes = {"LDN and": "Naltrexone and", "This use": "Such", "events: 12": "events: 11"}
    changes |= {"A look-alike": "Something", "Nobody knows": "We do not know"}
    for old, new in changes.items():
        files = {name: text.replace(old, new) for name, text in files.items()}
    return files


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1])
def test_first_import_that_is_killed_leaves_nothing(migrated, tmp_path, folder, place):
    data = shutil.copytree(migrated, tmp_path / "data")
    before = dump(data)

    kill_in_the_middle(data, fill(folder, FILES), place)

    assert dump(data) == before


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[1])
def test_update_that_is_killed_leaves_the_old_state(imported, tmp_path, folder, place):
    data = shutil.copytree(imported, tmp_path / "data")
    before = dump(data)

    kill_in_the_middle(data, fill(folder, changed(FILES)), place)

    assert dump(data) == before


def test_import_that_was_killed_can_be_run_again(imported, tmp_path, folder):
    data = shutil.copytree(imported, tmp_path / "data")
    kill_in_the_middle(data, fill(folder, changed(FILES)), PLACES[-1])

    manage(data, folder, "import_content", "--publish")

    assert any("Naltrexone and sleep" in line for line in dump(data))
