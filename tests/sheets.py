"""Our style sheets as browsers get them."""

from pathlib import Path

from django.conf import settings

from ldn_site.design.sheets import joined

STATIC = Path(settings.BASE_DIR, "static")


def from_disk(path: str) -> str:
    return (STATIC / path).read_text(encoding="utf-8")


def sheet(name: str) -> str:
    """A sheet in one piece, for example `sheet("site")`."""
    return joined(f"css/{name}.css", from_disk)
