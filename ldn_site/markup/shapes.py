"""What goes into the renderer and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum


class Severity(str, Enum):
    """How much a finding matters: a page with a blocker must not become public."""

    BLOCKER = "blocker"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the writer of a text should know.

    `line` counts from 1; 0 is the whole text. `code` never changes, so that
    code and tests can ask for it.
    """

    code: str
    severity: Severity
    line: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article, with the id that links to it."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the writer wrote it."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Arm:
    """One group of a study and one outcome in it."""

    name: str
    outcome: str
    unit: str = ""
    at: str = ""
    n: int | None = None
    events: int | None = None
    percent: float | None = None
    mean: float | None = None
    sd: float | None = None
    ci95: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """A reference that a text may cite. `label` is short: "Younger 2013"."""

    key: str
    label: str
    arms: tuple[Arm, ...] = ()
    result: str = ""
    comparator: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """One file of a picture; `src` is where its bytes are served."""

    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of our own. `cuts` holds its files by crop ("" is the whole), smallest first."""

    cuts: Mapping[str, Sequence[Cut]]
    alt: str = ""
    decorative: bool = False
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary and the other forms it takes in a sentence."""

    slug: str
    word: str
    variants: tuple[str, ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything that a text may call on by name.

    `facts` holds the names allowed in `{{ pharmacy: name }}`; None allows any.
    """

    references: Mapping[str, Study] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, Image] = field(default_factory=dict)
    terms: Sequence[Term] = ()
    facts: frozenset[str] | None = None
    language: str = "en"


EMPTY = Resources()


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text with its shared blocks put in. `lines[i]` is the source line of output line i + 1."""

    text: str
    lines: tuple[int, ...]
    findings: tuple[Finding, ...] = ()
    blocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished text: safe HTML, and what it was found to hold."""

    html: str
    outline: tuple[Heading, ...] = ()
    citations: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    plain_text: str = ""
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity is Severity.BLOCKER)
