"""What is refused before the Markdown parser sees it.

Python-Markdown's time grows with the square of some inputs, and its recursion
with their depth. These limits are far above what an article needs and name the
line to mend. What they miss, the time limit on the worker (process.py) catches.
"""

from __future__ import annotations

import re

from ldn_site.markup.shapes import Finding, Severity

LONGEST_TEXT = 200_000
LONGEST_LINE = 10_000
MOST_LINES = 10_000
DEEPEST_INDENT = 32
DEEPEST_MARKERS = 8
MOST_COLUMNS = 20
# In one paragraph, list or table: a run of lines without a blank one.
MOST_IN_A_BLOCK = {
    "[": 400,
    "<": 400,
    "`": 800,
    "*": 1_500,
    "_": 1_500,
    "&": 1_500,
    "\\": 1_500,
    "|": 4_000,
}
LONGEST_RUN = 200

_MARKERS = re.compile(r"(?:\s*(?:>|[*+-]\s|\d+\.\s))*")
_RUN = re.compile(rf"([^\w\s-])\1{{{LONGEST_RUN},}}")


def refuse(code: str, line: int, message: str, remedy: str) -> Finding:
    return Finding(code, Severity.BLOCKER, line, message, remedy)


def check_limits(source: str) -> Finding | None:
    """Why this text may not be rendered, or None."""
    if len(source) > LONGEST_TEXT:
        return refuse(
            "text-too-long",
            0,
            f"The text has {len(source):,} characters; the most is {LONGEST_TEXT:,}.",
            "Divide it into several pages.",
        )
    lines = source.split("\n")
    if len(lines) > MOST_LINES:
        return refuse(
            "too-many-lines",
            0,
            f"The text has {len(lines):,} lines; the most is {MOST_LINES:,}.",
            "Divide it into several pages.",
        )
    counts = dict.fromkeys(MOST_IN_A_BLOCK, 0)
    for number, line in enumerate(lines, start=1):
        problem = _line(line, number)
        if problem:
            return problem
        if not line.strip():
            counts = dict.fromkeys(MOST_IN_A_BLOCK, 0)
            continue
        for sign, most in MOST_IN_A_BLOCK.items():
            counts[sign] += line.count(sign)
            if counts[sign] > most:
                return refuse(
                    "too-many-signs",
                    number,
                    f"One block of lines holds more than {most:,} of the sign {sign}.",
                    "Divide it with blank lines, or remove what was pasted by mistake.",
                )
    return None


def _line(line: str, number: int) -> Finding | None:
    if len(line) > LONGEST_LINE:
        return refuse(
            "line-too-long",
            number,
            f"This line has {len(line):,} characters; the most is {LONGEST_LINE:,}.",
            "Divide it into paragraphs.",
        )
    if len(line) - len(line.lstrip(" \t")) > DEEPEST_INDENT and line.strip():
        return refuse(
            "indent-too-deep",
            number,
            f"This line is indented by more than {DEEPEST_INDENT} spaces.",
            "Use fewer levels of lists.",
        )
    markers = _MARKERS.match(line)
    if markers and len(re.findall(r"[>*+-]|\d+\.", markers[0])) > DEEPEST_MARKERS:
        return refuse(
            "nested-too-deep",
            number,
            f"This line begins with more than {DEEPEST_MARKERS} list or quotation marks.",
            "Use one mark for each line.",
        )
    if _RUN.search(line):
        return refuse(
            "sign-repeated",
            number,
            f"This line repeats one sign more than {LONGEST_RUN} times.",
            "Remove what was pasted by mistake.",
        )
    if line.lstrip().startswith("|") and line.count("|") > MOST_COLUMNS + 1:
        return refuse(
            "table-too-wide",
            number,
            f"This table has more than {MOST_COLUMNS} columns.",
            "Divide it into several tables.",
        )
    return None
