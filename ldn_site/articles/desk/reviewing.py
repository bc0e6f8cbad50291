"""From asking for a review to a sign-off: submitting, sending back, batches, outside readers."""

from __future__ import annotations

from ldn_site.articles.desk.routes import Route

URLS: list[Route] = []
