"""Which file holds what, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings

from ldn_site.articles.models import Topic
from ldn_site.contentfiles.fields import KEY, LONGEST_KEY
from ldn_site.contentfiles.shapes import LISTS, SYNONYMS, Kind
from ldn_site.contentfiles.sheets import SHEETS
from ldn_site.contentfiles.yamlreading import Fault
from ldn_site.evidence import searched

BLOCKS = "blocks"
PICTURES = "images"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
WHERE = "an article is <language>/<topic>/<slug>.md, a shared block blocks/<name>.md"


def file_of(kind: Kind, key: str, values: Mapping[str, Any]) -> str:
    """The file, relative to the content folder, in which a piece belongs."""
    if kind is Kind.ARTICLE:
        return f"{values['language']}/{values['topic']}/{values['slug']}.md"
    return LISTS.get(kind) or f"{BLOCKS}/{key}.md"


def kind_of(file: str) -> Kind | None:
    """What `file` holds; None for the files that the site reads as they are, without an import.

    Raises Fault for a stranger.
    """
    path = PurePosixPath(file)
    if file in (SYNONYMS, searched.FILE, *SHEETS):
        return None
    for kind, name in LISTS.items():
        if file == name:
            return kind
    if path.suffix == ".md" and len(path.parts) == 2 and path.parts[0] == BLOCKS:
        check_key(path.stem)
        return Kind.BLOCK
    if path.suffix == ".md" and len(path.parts) == 3:
        article_place(file)
        return Kind.ARTICLE
    raise Fault(0, "this file does not belong here", WHERE)


def article_place(file: str) -> dict[str, str]:
    """`en/safety/is-ldn-safe.md` as language, topic and slug. Raises Fault."""
    language, topic, name = PurePosixPath(file).parts
    if language not in LANGUAGES:
        raise Fault(0, f'"{language}" is not a language of the site', f"use {_or(LANGUAGES)}")
    if topic not in Topic.values:
        raise Fault(0, f'"{topic}" is not a topic', f"use {_or(Topic.values)}")
    slug = name.removesuffix(".md")
    check_key(slug)
    return {"language": language, "topic": topic, "slug": slug}


def check_key(key: str) -> None:
    """Raises Fault for a name of a file that can be no name of a piece."""
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        raise Fault(
            0,
            f'the file name "{key}" cannot be part of an address',
            f"use small letters, digits and single hyphens, {LONGEST_KEY} at most",
        )


def _or(words: list[str]) -> str:
    return ", ".join(words[:-1]) + f" or {words[-1]}"
