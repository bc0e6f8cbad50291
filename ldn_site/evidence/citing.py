"""How a reference is written down for readers."""

import re
from collections.abc import Mapping
from typing import Any

from ldn_site.evidence.arms import as_arm
from ldn_site.evidence.models import Reference
from ldn_site.markup import Study

# What readers see of a reference, and so what a clinical reviewer signs.
PRINTED = (
    "authors",
    "title",
    "journal",
    "year",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "url",
    "design",
    "population",
    "n",
    "dose",
    "duration",
    "comparator",
    "conditions",
    "direction",
    "arms",
    "result",
    "limits",
    "retracted",
)
PERSON = re.compile(r"^(?P<surname>.+) [A-Z]{1,4}$")  # "Younger J", as PubMed writes names
ET_AL = "et al."


def printed(reference: Reference) -> dict[str, Any]:
    """The printed data of `reference`, as plain values that can be frozen as JSON."""
    return {name: getattr(reference, name) for name in PRINTED}


def label(data: Mapping[str, Any]) -> str:
    """A few words that name the work: "Younger 2013", or its publisher where no author is known."""
    first = next((author for author in data["authors"] if author != ET_AL), "")
    person = PERSON.match(first)
    who = person["surname"] if person else first or data["journal"] or data["title"]
    return f"{who} {data['year']}" if data["year"] else str(who)


def byline(data: Mapping[str, Any], most: int = 3) -> str:
    """The authors in a line; beyond `most` of them, "et al."."""
    authors = [author for author in data["authors"] if author != ET_AL]
    cut = len(authors) > most or ET_AL in data["authors"]
    return ", ".join(authors[:most]) + (f", {ET_AL}" if cut and authors else "")


def whereabouts(data: Mapping[str, Any]) -> str:
    """Journal, year, volume, issue and pages: "PAIN Reports. 2023;8(4):e1080"."""
    issue = f"({data['issue']})" if data["issue"] else ""
    place = f"{data['volume']}{issue}" + (f":{data['pages']}" if data["pages"] else "")
    when = ";".join(part for part in (str(data["year"] or ""), place) if part)
    return ". ".join(part for part in (data["journal"], when) if part)


def links(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where the work can be opened, as (name, address), best first."""
    found = []
    if data["doi"]:
        found.append((f"doi:{data['doi']}", f"https://doi.org/{data['doi']}"))
    if data["pmid"]:
        found.append((f"PubMed {data['pmid']}", f"https://pubmed.ncbi.nlm.nih.gov/{data['pmid']}/"))
    if data["pmcid"]:
        found.append((data["pmcid"], f"https://pmc.ncbi.nlm.nih.gov/articles/{data['pmcid']}/"))
    if data["url"] and not found:
        found.append((re.sub(r"^https?://(www\.)?", "", data["url"]).rstrip("/"), data["url"]))
    return found


def as_study(key: str, data: Mapping[str, Any]) -> Study:
    """The reference as the renderer takes it."""
    return Study(
        key=key,
        label=label(data),
        arms=tuple(map(as_arm, data["arms"])),
        result=data["result"],
        comparator=data["comparator"],
        retracted=data["retracted"],
    )
