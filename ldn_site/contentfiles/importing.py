"""Files into the database, in one transaction, without ever overwriting a person's work.

Every file is read and every piece vetted before the first row is written. Should a writer
refuse a piece all the same, everything is undone and tried again without it and without what
rests on it, so that what is bad never takes the rest down and never goes in by half.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from ldn_site.accounts.models import User
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, Publication
from ldn_site.articles.publishing import CannotPublish, NothingChanged, publish
from ldn_site.articles.resolving import Text, article_digest, gather
from ldn_site.articles.states import Standing, standings
from ldn_site.articles.writing import Stale
from ldn_site.contentfiles import storing
from ldn_site.contentfiles.agreeing import Digests, agree, agreements
from ldn_site.contentfiles.canonical import file_digest
from ldn_site.contentfiles.deciding import Outcome, decide
from ldn_site.contentfiles.moving import park, settle
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.reporting import Report
from ldn_site.contentfiles.shapes import Content, Kind, Piece, Problem
from ldn_site.contentfiles.vetting import Shelf, addresses_in, choose

FIRST = "First published."


class _Refused(Exception):
    """Writers refused some pieces; `problems` says which and why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


def import_content(
    folder: Path,
    *,
    by: User | None = None,
    base: Digests | None = None,
    is_home: bool = True,
    with_publishing: bool = False,
    is_dry_run: bool = False,
) -> Report:
    """Bring the files in `folder` into the database, and say what came of each piece.

    `by` is the person in whose name it is done; None is the command line. `base` holds what the
    files said when they left the site, where they know it better than the agreements do.
    `is_home` says that this is the site's own content folder: only there is agreed on anything.
    `with_publishing` publishes what this creates, and what it changes of pages that were never
    signed, never withdrawn and are not scheduled. A dry run does it all and takes it back.
    """
    content = read_content(folder)
    with transaction.atomic():
        report = _import(
            content, by=by, base=base, is_home=is_home, with_publishing=with_publishing
        )
        if is_dry_run:
            transaction.set_rollback(True)
    return report


def _import(
    content: Content,
    *,
    by: User | None,
    base: Digests | None,
    is_home: bool,
    with_publishing: bool,
) -> Report:
    stored = storing.load()
    report = Report(problems=list(content.problems))
    report.outcomes = _decide_all(content, stored, agreements() if base is None else base)
    wanted = report.pieces(Outcome.CREATE, Outcome.UPDATE)
    before = Library.load() if wanted and with_publishing else None
    standing = standings(_articles(report, stored), before) if before else {}
    written = _write_what_is_good(wanted, Shelf(stored, addresses_in(content)), report, by)
    report.drop(set(wanted) - set(written))
    if is_home:
        agree(report.pieces(Outcome.CREATE, Outcome.UPDATE, Outcome.UNCHANGED))
    if before and written:
        _publish(report, standing, before, addresses_in(content))
    return report


def _decide_all(content: Content, stored: storing.Rows, last: Digests) -> dict[Piece, Outcome]:
    on_site = {name: storing.as_piece(name[0], row) for name, row in stored.items()}
    digests = {name: file_digest(piece) for name, piece in on_site.items()}
    outcomes = {
        piece: decide(
            file=file_digest(piece), last=last.get(piece.name), stored=digests.get(piece.name)
        )
        for piece in content.pieces
    }
    in_files = {piece.name for piece in content.pieces}
    for name, piece in on_site.items():
        if name not in in_files and not content.may_hold(piece):
            outcomes[piece] = decide(file=None, last=last.get(name), stored=digests[name])
    return outcomes


def _write_what_is_good(
    wanted: list[Piece], shelf: Shelf, report: Report, by: User | None
) -> list[Piece]:
    while True:
        good, problems = choose(wanted, shelf)
        good, strays = settle(good, shelf.rows)
        report.problems += [*(p for p in problems if not p.is_warning), *strays]
        try:
            with transaction.atomic():
                _write(good, shelf.rows, by)
            return good
        except _Refused as refused:
            report.problems += refused.problems
            names = {problem.piece for problem in refused.problems}
            wanted = [piece for piece in good if piece.name not in names]


def _write(pieces: list[Piece], rows: storing.Rows, by: User | None) -> None:
    park(pieces, rows)
    refused: list[Problem] = []
    order = list(Kind)
    # What is cited goes before what cites it, an original before its translation.
    for piece in sorted(
        pieces, key=lambda p: (order.index(p.kind), bool(p.values.get("translates")))
    ):
        try:
            storing.save(piece, rows.get(piece.name), by=by)
        except ValidationError as error:
            remedy = "correct it"
            refused += [Problem(piece.file, 0, m, remedy, piece.name) for m in error.messages]
        except Stale:
            message = "somebody saved this on the site in this moment"
            refused.append(Problem(piece.file, 0, message, "import again", piece.name))
    if refused:
        raise _Refused(refused)


def _articles(report: Report, stored: storing.Rows) -> list[Article]:
    """The articles, as they were, that this import could publish again."""
    pieces = report.pieces(Outcome.UPDATE, Outcome.UNCHANGED)
    rows = [stored[piece.name] for piece in pieces if piece.kind is Kind.ARTICLE]
    return [row for row in rows if isinstance(row, Article)]


def _publish(
    report: Report, standing: dict[str, Standing], before: Library, addresses: frozenset[str]
) -> None:
    after = Library.load()
    after = replace(after, paths=after.paths | addresses)
    rows = Article.objects.in_bulk([piece.key for piece in report.articles()])
    for piece, outcome in report.articles().items():
        note = FIRST if outcome is Outcome.CREATE else storing.UPDATED
        if outcome in (Outcome.CREATE, Outcome.UPDATE):
            is_decided = piece.key in standing and not _is_left_to_files(standing[piece.key])
            if is_decided or _holds_a_draft(rows[piece.key], report, after):
                report.held.append(piece)
                continue
        elif not _follows(rows[piece.key], standing[piece.key], before, after):
            continue
        _publish_one(piece, rows[piece.key], note, after, report)


def _is_left_to_files(standing: Standing) -> bool:
    """Whether no person has decided on the page: signed it, taken it down, or set a time."""
    return standing.may_republish and standing.scheduled_at is None


def _holds_a_draft(article: Article, report: Report, library: Library) -> bool:
    """Whether the page holds a shared block or a picture as staff have it and nobody published."""
    kept = report.pieces(Outcome.KEEP, Outcome.CONFLICT)
    inputs = gather(Text.of(article), library)
    used = [
        (part, name, inputs[part][name])
        for kind, part in ((Kind.BLOCK, "blocks"), (Kind.PICTURE, "images"))
        for name in inputs[part].keys() & {piece.key for piece in kept if piece.kind is kind}
    ]
    if not used:
        return False
    public = list(Publication.objects.live().values_list("inputs", flat=True))
    return not all(
        any(seen[part].get(name) == value for seen in public) for part, name, value in used
    )


def _follows(article: Article, standing: Standing, before: Library, after: Library) -> bool:
    """Whether a page, itself unchanged, was live as it stood and says something else now."""
    return (
        standing.is_live_as_it_stands
        and _is_left_to_files(standing)
        and article_digest(article, before) != article_digest(article, after)
    )


def _publish_one(
    piece: Piece, article: Article, note: str, library: Library, report: Report
) -> None:
    try:
        publication = publish(article, by=None, change_note=note, library=library)
    except NothingChanged:
        return
    except CannotPublish as error:
        remedy = "mend it and import again, or publish it on the site"
        report.problems.append(Problem(piece.file, 0, str(error), remedy, piece.name))
    else:
        report.published.append(publication.path)
