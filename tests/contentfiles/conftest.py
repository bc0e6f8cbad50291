import pytest


@pytest.fixture
def folder(tmp_path, settings):
    """An empty content folder, which the commands take for the site's, and one for media."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.CONTENT_DIR = tmp_path / "content"
    settings.CONTENT_DIR.mkdir()
    return settings.CONTENT_DIR
