import pytest
from django.core.cache import cache

from ldn_site.accounts import background


@pytest.fixture(autouse=True)
def nothing_tried_yet():
    cache.clear()


@pytest.fixture(autouse=True)
def background_is_waited_for(monkeypatch):
    """Another thread would look into another database than the test."""
    monkeypatch.setattr(background, "soon", lambda job: job())
