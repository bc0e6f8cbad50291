"""The checker and the reading grade, for a text that is still being written."""

from __future__ import annotations

from ldn_site.articles.desk.routes import Route

URLS: list[Route] = []
