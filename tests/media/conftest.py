import pytest


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    """An empty folder for the files of pictures."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
