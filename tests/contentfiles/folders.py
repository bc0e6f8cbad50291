"""Content folders for tests."""

from pathlib import Path

from django.conf import settings

from ldn_site.articles.models import Article
from ldn_site.articles.writing import save_article
from ldn_site.contentfiles.canonical import file_digest
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.storing import as_piece, load
from tests.factories import make_master

REAL_CONTENT = settings.BASE_DIR / "content"
REFERENCE = """\
- id: smith-2020-trial
  title: A trial
  journal: A Journal
  year: 2020
  design: randomised-trial
  n: 40
  arms:
    - name: LDN
      n: 20
      outcome: better
      events: 12
      unit: people
      at: 8 weeks
    - name: Placebo
      n: 20
      outcome: better
      events: 8
      unit: people
      at: 8 weeks
"""
TERM = "- id: placebo\n  term: placebo\n  definition: A look-alike without medicine.\n"
CLAIM = """\
- id: helps
  claim: It helps.
  verdict: unsupported
  answer: Nobody knows.
  references:
    - smith-2020-trial
"""
SHOWN = "```picture\npicture: pill-bottle\n```"
PICTURE = "- id: pill-bottle\n  alt: A bottle of pills\n"
BLOCK = "This use is off-label.\n"


def article(
    key="sleep", *, title="LDN and sleep", summary="We do not know.", body="Some text.", **front
):
    """The canonical text of an article."""
    lines = [f"id: {key}", f"title: {title}", f"summary: {summary}"]
    front = {"order": 100, "review_months": 12} | front
    lines += [f"{name}: {value}" for name, value in front.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write `files` under `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def one_of_each() -> dict[str, str]:
    """A content folder with one text of every kind, resting on one another."""
    body = "{{ block: off-label }}\n\nSome got better. [@smith-2020-trial]"
    return {
        "en/basics/sleep.md": article(body=body),
        "blocks/off-label.md": BLOCK,
        "references.yaml": REFERENCE,
        "glossary.yaml": TERM,
        "claims.yaml": CLAIM,
        "synonyms.yaml": "sleep: [insomnia]\n",
    }


def with_a_picture(body: str = SHOWN) -> dict[str, str | bytes]:
    """A page that shows a picture, with its words and its file."""
    return {
        "en/basics/sleep.md": article(body=body),
        "images.yaml": PICTURE,
        "images/pill-bottle.webp": make_master().data,
    }


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def digests_in_files(folder: Path) -> dict:
    return {piece.name: file_digest(piece) for piece in read_content(folder).pieces}


def digests_on_site() -> dict:
    return {name: file_digest(as_piece(name[0], row)) for name, row in load().items()}


def edit(key="sleep", **fields) -> Article:
    """Change an article as staff do."""
    row = Article.objects.get(pk=key)
    for name, value in fields.items():
        setattr(row, name, value)
    return save_article(row, by=None)


def outcomes(report) -> dict:
    """What an import did with each piece, by key."""
    return {piece.key: outcome for piece, outcome in report.outcomes.items()}
