"""The history of a page: every save, any two compared, and an older text brought back."""

from __future__ import annotations

from ldn_site.articles.desk.routes import Route

URLS: list[Route] = []
