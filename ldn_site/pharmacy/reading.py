"""Reads opening hours as staff type them for people: "Mon-Fri 9 am-6 pm".

Each line becomes a row of tokens, and the kinds of the tokens a word that a pattern reads:
"Sat, Sun 9-1" is ``D,DT-T``. Where am or pm is missing, a shop's day is meant: doors open
between 6 in the morning and 5 in the afternoon, and close at the next such hour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from ldn_site.pharmacy.hours import ALL_DAY, CLOSED, MIDNIGHT, NOON, Day, Span, Week

EARLIEST = 6  # "5-8" is an evening, "6-8" begins in the morning

SPELLINGS = (
    "m mo mon mons monday mondays",
    "tu tue tues tuesday tuesdays",
    "w we wed weds wednesday wednesdays",
    "th thu thur thurs thursday thursdays",
    "f fr fri fris friday fridays",
    "sa sat sats saturday saturdays",
    "su sun suns sunday sundays",
)
DAYS: dict[str, Sequence[int]] = {
    **{word: (day,) for day, words in enumerate(SPELLINGS) for word in words.split()},
    **dict.fromkeys(("daily", "everyday"), range(7)),
    **dict.fromkeys(("weekday", "weekdays"), range(5)),
    **dict.fromkeys(("weekend", "weekends"), (5, 6)),
}
KINDS = {
    **dict.fromkeys(DAYS, "D"),
    **dict.fromkeys(("noon", "midday", "midnight"), "T"),
    **dict.fromkeys(("-", "to", "thru", "through", "until", "till", "til"), "-"),
    **dict.fromkeys((",", "&", "+", "/", "and"), ","),
    "closed": "C",
    "nonstop": "A",
    **dict.fromkeys(("open", "from", "on", "hours"), ""),
}
# Ways to say one word in several, or with other signs.
PHRASES = (
    (re.compile(r"[\u2010-\u2015\u2212]"), "-"),
    (re.compile(r"\b(?:every day|(?:7|seven) days(?: a week)?)"), "daily"),
    (re.compile(r"\b24\s*/\s*7\b"), "daily nonstop"),
    (re.compile(r"\b(?:24[ -]hours?|all day|around the clock)\b"), "nonstop"),
)
TOKEN = re.compile(
    r"""(?P<time>(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?!\d)
            (?:\s*(?P<half>[ap])(?:\.?m\b|\b)\.?)?)
    | (?P<word>[a-z]+)\.?
    | (?P<sign>[-,&+/])
    | [\s:]+""",
    re.VERBOSE,
)
CLAUSE = re.compile(
    r"""(?: D(?:[-,]?D)* [-,]? (?: T-T(?:,?T-T)* | C | A )
      | T-T(?:,?T-T)* ,? D(?:[-,]?D)*
      | [CA] D(?:[-,]?D)*
      | A ) ,?""",
    re.VERBOSE,
)


class HoursUnreadable(ValueError):
    """Hours that cannot be understood. `problems` are sentences for people."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


class _Doubt(Exception):
    """Why a line cannot be read, where more can be said than that."""


class _Token(NamedTuple):
    kind: str
    word: str = ""
    time: re.Match[str] | None = None


def read_hours(text: str) -> Week:
    """The week that `text` tells of; HoursUnreadable names each line that cannot be read."""
    week: list[Day | None] = [None] * 7
    problems = []
    for line in re.split(r"[\n\r;]", text):
        try:
            for days, spans in _clauses(line):
                for day in days:
                    week[day] = _joined(week[day], spans)
        except _Doubt as doubt:
            problems.append(
                _("We cannot read “%(line)s”. %(doubt)s")
                % {"line": line.strip()[:80], "doubt": doubt}
            )
    if problems:
        raise HoursUnreadable(problems)
    return Week(tuple(week))


def week_of(text: str) -> Week | None:
    """The week that `text` tells of, or None where nobody can tell."""
    try:
        week = read_hours(text)
    except HoursUnreadable:
        return None
    return week if any(day is not None for day in week.days) else None


def _clauses(line: str) -> Iterator[tuple[list[int], Day]]:
    """Each "days times" of a line, such as both of "Mon-Fri 9-6, Sat 9-1"."""
    tokens = list(_tokens(line))
    shape = "".join(token.kind for token in tokens)
    place = 0
    while place < len(shape):
        found = CLAUSE.match(shape, place)
        if not found:
            raise _Doubt(
                _(
                    "Write the days, then the times, like “Mon-Fri 9 am-6 pm” or “Sun closed”. "
                    "Other words belong in “About the hours”."
                )
            )
        place = found.end()
        yield _clause(tokens[found.start() : place])


def _tokens(line: str) -> Iterator[_Token]:
    text = line.lower()
    for pattern, word in PHRASES:
        text = pattern.sub(word, text)
    place = 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if not found:
            yield _Token("?")
            return
        place = found.end()
        if found["time"]:
            yield _Token("T", time=found)
        elif word := found["word"] or found["sign"]:
            kind = KINDS.get(word, "?")
            if kind:
                yield _Token(kind, word)


def _clause(tokens: list[_Token]) -> tuple[list[int], Day]:
    days: list[int] = []
    times: list[_Token] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind == "D":
            which = DAYS[token.word]
            if days and before and before.kind == "-":
                which = range(days[-1] + 1, days[-1] + 1 + (which[0] - days[-1]) % 7)
            days += [day % 7 for day in which]
        elif token.kind == "T":
            times.append(token)
    kinds = {token.kind for token in tokens}
    if "C" in kinds:
        return days, CLOSED
    if "A" in kinds:
        return days or list(range(7)), ALL_DAY
    spans: list[Span] = []
    for opens, closes in zip(times[::2], times[1::2], strict=True):
        spans.append(_span(opens, closes, after=spans[-1].closes if spans else EARLIEST * 60))
    return days, tuple(spans)


def _span(first: _Token, last: _Token, *, after: int) -> Span:
    """From `first` to `last`. Where it may be either, it opens in the half day that is `after`."""
    by_24_hours = any(_is_by_24_hours(token) for token in (first, last))
    opens = min(_choices(first, by_24_hours), key=lambda minutes: (minutes < after, minutes))
    closes = [minutes or MIDNIGHT for minutes in _choices(last, by_24_hours)]
    later = [minutes for minutes in closes if minutes > opens]
    if not later:
        raise _Doubt(_("It closes before it opens. Write am and pm, like “9 am-6 pm”."))
    return Span(opens, min(later))


def _is_by_24_hours(token: _Token) -> bool:
    return token.time is not None and (
        int(token.time["hour"]) > 12 or token.time["hour"].startswith("0")
    )


def _choices(token: _Token, by_24_hours: bool) -> list[int]:
    """Every time of day that may be meant."""
    if token.time is None:
        return [0] if token.word == "midnight" else [NOON]
    hour, minute = int(token.time["hour"]), int(token.time["minute"] or 0)
    half = token.time["half"]
    if hour > 24 or minute > 59 or hour * 60 + minute > MIDNIGHT or (half and not 1 <= hour <= 12):
        raise _Doubt(_("There is no such time as “%s”.") % token.time["time"].strip())
    if half:
        return [hour % 12 * 60 + minute + (NOON if half == "p" else 0)]
    if by_24_hours:
        return [hour * 60 + minute]
    return [hour % 12 * 60 + minute, hour % 12 * 60 + minute + NOON]


def _joined(known: Day | None, more: Day) -> Day:
    """What two lines say of one day, such as a morning and an afternoon."""
    spans = tuple(sorted({*(known or ()), *more}))
    is_contrary = known is not None and (known == CLOSED) != (more == CLOSED)
    overlap = any(
        after.opens < before.closes for before, after in zip(spans, spans[1:], strict=False)
    )
    if is_contrary or overlap:
        raise _Doubt(_("It names a day again with other hours. Keep one of the two."))
    return spans
