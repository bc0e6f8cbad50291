"""Articles and a library for the checker's tests, without a database."""

from __future__ import annotations

from typing import Any

from ldn_site.articles.checking import check
from ldn_site.articles.checking.page import Page
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article
from ldn_site.evidence.citing import PRINTED
from ldn_site.markup import Finding, Term, render_here

BLANK: dict[str, Any] = dict.fromkeys(PRINTED, "") | {
    "authors": [],
    "arms": [],
    "conditions": [],
    "retracted": False,
    "n": None,
    "year": 2020,
}
PICTURES = {
    "pills": "Two white pills",
    "file": "pills.jpg",
    "photo": "Photo of two pills",
    "long": "Pills " * 30,
    "line": "",
    "cure": "LDN cures pain",
    "graph": "Graphs on a wall, 150 characters or fewer",
}
BLOCKS = {
    "opioid-warning": "/// warning | Do not take LDN with opioids\n\nAsk first.\n\n///",
    "off-label": "The FDA has not approved it for this.",
    "how-we-earn": "We make and sell LDN.",
    "report-side-effects": "Tell us what you feel.",
}


def study(design: str = "randomised-trial", direction: str = "benefit", **data: Any) -> dict:
    """The printed data of a reference."""
    said = {"title": "A study", "design": design, "direction": direction, "comparator": "placebo"}
    return {**BLANK, **said, **data}


def picture(alt: str, **data: Any) -> dict[str, Any]:
    """The printed data of a picture; one without words is decorative."""
    said = {"alt": alt, "decorative": not alt, "caption": "", "credit": "", "focal": [50, 50]}
    return {"digest": "ab" * 32, "width": 640, "height": 480, **said, **data}


def library(**parts: Any) -> Library:
    references = {
        "smith-2020-trial": study(n=40, result="12 of 20 on LDN and 8 of 20 on placebo."),
        "jones-2021-old": study(retracted=True),
    }
    return Library(
        **{
            "references": references,
            "blocks": BLOCKS,
            "pictures": {name: picture(alt) for name, alt in PICTURES.items()},
            "terms": (Term("placebo", "Placebo", ("placebos",)), Term("opioid", "Opioid")),
            "paths": frozenset({"/basics/what-is-ldn/"}),
            **parts,
        }
    )


LIBRARY = library()


def article(body: str = "Some words.", **fields: Any) -> Article:
    values = {
        "id": "page",
        "topic": "basics",
        "title": "A page",
        "summary": "We do not know yet.",
        "body": body,
    } | fields
    return Article(**{"slug": values["id"], **values})


def page(body: str = "Some words.", on: Library = LIBRARY, **fields: Any) -> Page:
    made = article(body, **fields)
    return Page(made, on, render_here(made.body, on.resources))


def findings(body: str = "Some words.", on: Library = LIBRARY, **fields: Any) -> list[Finding]:
    made = article(body, **fields)
    return check(made, on, render_here(made.body, on.resources))


def codes(*args: Any, **fields: Any) -> set[str]:
    return {finding.code for finding in findings(*args, **fields)}


CONDITION = """\
{{ block: opioid-warning }}

/// facts

- One fact.
- Two facts.
- More facts.

///

{{ block: off-label }}

## What we do not know

- Whether it helps.
- How long it acts.

## Other options

**No new treatment.** You can wait.

**Walks.** You can go out.

## Questions for your doctor

- Is it for me?

{{ block: how-we-earn }}
"""


def condition(body: str = CONDITION, **fields: Any) -> dict[str, Any]:
    """The fields of a page about a condition with nothing wrong, graded by `study`s."""
    return {
        "body": body,
        "topic": "conditions",
        "evidence": 0,
        "evidence_reason": "We found no study.",
    } | fields


MEDICINE = """\
{{ block: opioid-warning }}

/// facts

- One fact.
- Two facts.
- More facts.

///

{{ block: off-label }}

## What LDN is

A small dose.

## Who can and cannot take it

Ask first.

## How and when it is taken

As you are told.

## Side effects

Some.

{{ block: report-side-effects }}

## Other medicines

Ask first.

## Pregnancy

Ask first.

## Common questions

Ask us.

## What we do not know

- Whether it helps.
- How long it acts.

{{ block: how-we-earn }}
"""


def medicine(body: str = MEDICINE) -> dict[str, Any]:
    """The fields of a page about the medicine with nothing wrong."""
    return {"body": body, "id": "what-is-ldn"}
