import shutil

import pytest

from tests import serving

SEND = """
from tests.factories import make_message
print(make_message(text="A price, please.").code)
"""


@pytest.fixture(scope="session")
def backed_up(set_up_folder, tmp_path_factory):
    """A site with real content, one message, a picture, a session and a backup of all that."""
    folder = tmp_path_factory.mktemp("backed-up") / "var"
    shutil.copytree(set_up_folder, folder, ignore=shutil.ignore_patterns("static"))
    picture = folder / "media" / "pictures" / "ab" / "abcd.webp"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")
    serving.run("manage.py", "shell", "--no-imports", "-c", SEND, data=folder)
    serving.run("manage.py", "backup", data=folder)
    return folder


@pytest.fixture
def data(backed_up, tmp_path):
    """A copy of that folder for one test."""
    return shutil.copytree(backed_up, tmp_path / "var")


@pytest.fixture
def backup(data):
    (file,) = (data / "backups").iterdir()
    return file
