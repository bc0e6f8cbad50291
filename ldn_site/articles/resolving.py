"""From an article to the whole of what a page says, and the digest of exactly that.

A clinical reviewer signs the review digest. It is always computed from the content itself
and never read back from a column, so that no way of writing can leave it behind.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields
from typing import Any

from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication
from ldn_site.markup import Rendered, expand, pictures_in, render

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
RENDERER = 3  # raised when the renderer makes other HTML of the same text


@dataclass(frozen=True)
class Text:
    """What the writer of a page decides and a reader sees."""

    path: str
    language: str
    title: str
    summary: str
    evidence: int | None
    evidence_reason: str
    icd10: list[str]
    synonyms: list[str]
    body: str

    @classmethod
    def of(cls, row: Article | Publication) -> Text:
        body = row.source if isinstance(row, Publication) else row.body
        shared = (field.name for field in fields(cls) if field.name != "body")
        return cls(**{name: getattr(row, name) for name in shared}, body=body)


def gather(text: Text, library: Library) -> dict[str, Any]:
    """The inputs of `text`: the shared blocks and pictures it uses, the references it names.

    A reference belongs to a page as soon as its key stands anywhere in the expanded text,
    whether it is cited or drawn; that needs no rendering and can leave none out.
    """
    expanded = expand(text.body, library.blocks)
    keys = sorted(set(KEY.findall(expanded.text)) & library.references.keys())
    return {
        "blocks": {name: library.blocks[name] for name in sorted(expanded.blocks)},
        "references": {key: library.references[key] for key in keys},
        "images": {
            name: library.pictures[name]
            for name in sorted(pictures_in(expanded.text))
            if name in library.pictures
        },
    }


def review_digest(text: Text, library: Library) -> str:
    """SHA-256 of everything in the page that carries meaning, as 64 hex digits."""
    meaning = asdict(text)
    meaning["body"] = expand(text.body, library.blocks).text
    inputs = gather(text, library)
    meaning["references"], meaning["images"] = inputs["references"], inputs["images"]
    canonical = json.dumps(meaning, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def article_digest(article: Article, library: Library) -> str:
    """The digest of `article` as it stands."""
    return review_digest(Text.of(article), library)


def publication_digest(publication: Publication) -> str:
    """The digest of `publication`, from its own frozen source and inputs."""
    return review_digest(Text.of(publication), Library.frozen(publication.inputs))


@dataclass(frozen=True)
class Resolved:
    """An article with its inputs gathered and its HTML made."""

    text: Text
    inputs: dict[str, Any]
    review_digest: str
    rendered: Rendered


def resolve(article: Article, library: Library | None = None) -> Resolved:
    """Gather and render `article` as it stands, with everything as the database has it now."""
    library = library or Library.load()
    text = Text.of(article)
    return Resolved(
        text=text,
        inputs=gather(text, library),
        review_digest=review_digest(text, library),
        rendered=render(text.body, library.resources),
    )


def made_from(rendered: Rendered) -> dict[str, Any]:
    """The columns of a publication that the renderer derives, and can derive again."""
    return {
        "html": rendered.html,
        "outline": [{"level": h.level, "id": h.id, "text": h.text} for h in rendered.outline],
        "citations": list(rendered.citations),
        "plain_text": rendered.plain_text,
    }
