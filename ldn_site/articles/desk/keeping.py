"""What keeps a text safe while it is typed: unsaved text, who else is here, two saves at once."""

from __future__ import annotations

from ldn_site.articles.desk.routes import Route

URLS: list[Route] = []
