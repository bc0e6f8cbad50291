"""What the toolbar of the editor looks up: pages, studies, words, passages."""

from __future__ import annotations

from ldn_site.articles.desk.routes import Route

URLS: list[Route] = []
