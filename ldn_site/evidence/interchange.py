"""References as other programs take them: a spreadsheet, and two kinds of reference manager."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from ldn_site.evidence import citing
from ldn_site.evidence.models import Design, Direction, Reference

COLUMNS = (
    "key",
    "study",
    "title",
    "journal",
    "year",
    "conditions",
    "design",
    "people",
    "who took part",
    "dose",
    "length",
    "compared with",
    "direction",
    "result",
    "doi",
    "pmid",
    "address",
    "retracted",
)
FORMULA = re.compile(r"^\s*[=+\-@\t\r]")  # a spreadsheet would run such a cell
PERSON = re.compile(r"^(?P<family>.+) (?P<initials>[A-Z]{1,4})$")  # as PubMed writes names
SHORTENED = "The list of authors is shortened."
RETRACTED = "Retracted."
BOM = "\ufeff"  # without it, Excel takes the file for the local alphabet


def to_csv(references: Iterable[Reference]) -> str:
    """A table with one row for each reference. No cell can act as a formula."""
    out = io.StringIO(BOM)
    out.seek(0, io.SEEK_END)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for reference in references:
        writer.writerow([_cell(value) for value in _row(reference)])
    return out.getvalue()


def to_ris(references: Iterable[Reference]) -> str:
    """One RIS record for each reference."""
    return "".join(
        "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in _tags(reference) if value)
        + "ER  - \r\n"
        for reference in references
    )


def to_csl(references: Iterable[Reference]) -> str:
    """A list of CSL-JSON items."""
    items = [_item(reference) for reference in references]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def _row(reference: Reference) -> list[Any]:
    data = citing.printed(reference)
    return [
        reference.pk,
        citing.label(data),
        reference.title,
        reference.journal,
        reference.year,
        "; ".join(reference.conditions),
        Design(reference.design).label,
        reference.n,
        reference.population,
        reference.dose,
        reference.duration,
        reference.comparator,
        Direction(reference.direction).label if reference.direction else "",
        reference.result,
        reference.doi,
        reference.pmid,
        _address(data),
        "yes" if reference.retracted else "no",
    ]


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) else text


def _tags(reference: Reference) -> Iterable[tuple[str, Any]]:
    is_article = _is_article(reference)
    first, _dash, last = reference.pages.partition("-")
    yield "TY", "JOUR" if is_article else "ELEC"
    yield "ID", reference.pk
    for author in _authors(reference):
        person = PERSON.match(author)
        initials = " ".join(f"{letter}." for letter in person["initials"]) if person else ""
        yield "AU", f"{person['family']}, {initials}" if person else author
    yield "TI", reference.title
    yield "T2" if is_article else "PB", reference.journal
    yield "PY", reference.year
    yield "VL", reference.volume
    yield "IS", reference.issue
    yield "SP", first
    yield "EP", last
    yield "DO", reference.doi
    yield "AN", reference.pmid
    yield "C2", reference.pmcid
    yield "UR", _address(citing.printed(reference))
    for condition in reference.conditions:
        yield "KW", condition
    yield "N1", _note(reference)


def _item(reference: Reference) -> dict[str, Any]:
    item = {
        "id": reference.pk,
        "type": "article-journal" if _is_article(reference) else "webpage",
        "title": reference.title,
        "author": [_name(author) for author in _authors(reference)],
        "container-title": reference.journal,
        "issued": {"date-parts": [[reference.year]]} if reference.year else None,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.pages,
        "DOI": reference.doi,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "URL": _address(citing.printed(reference)),
        "keyword": ", ".join(reference.conditions),
        "note": _note(reference),
    }
    return {name: value for name, value in item.items() if value}


def _name(author: str) -> dict[str, str]:
    person = PERSON.match(author)
    if not person:
        return {"literal": author}
    return {"family": person["family"], "given": " ".join(f"{i}." for i in person["initials"])}


def _authors(reference: Reference) -> list[str]:
    return [author for author in reference.authors if author != citing.ET_AL]


def _note(reference: Reference) -> str:
    is_shortened = citing.ET_AL in reference.authors
    return " ".join([RETRACTED] * reference.retracted + [SHORTENED] * is_shortened)


def _is_article(reference: Reference) -> bool:
    return bool(reference.doi or reference.pmid or (reference.journal and reference.volume))


def _address(data: dict[str, Any]) -> str:
    links = citing.links(data)
    return links[0][1] if links else ""


def _line(value: Any) -> str:
    """A value on one line: a line break would end the tag."""
    return " ".join(str(value).split())
