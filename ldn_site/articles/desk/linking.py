"""Which pages lead to which, and which links lead nowhere."""

from __future__ import annotations

from ldn_site.articles.desk.routes import Route

URLS: list[Route] = []
