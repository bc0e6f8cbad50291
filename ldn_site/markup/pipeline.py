"""The one way from Markdown to HTML, in this process.

Limits, shared blocks, line reading, Markdown, finishing pass, sanitizer, slots,
glossary. A text from a person goes through `process.render`, which runs this in
a worker that can be stopped.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ldn_site.markup.dialect import to_html
from ldn_site.markup.expanding import expand
from ldn_site.markup.glossary import link_terms
from ldn_site.markup.limits import LONGEST_TEXT, check_limits, refuse
from ldn_site.markup.plain import plain_text
from ldn_site.markup.reading import Reading, read
from ldn_site.markup.sanitize import sanitize
from ldn_site.markup.shapes import EMPTY, Finding, Rendered, Resources, Severity
from ldn_site.markup.state import State
from ldn_site.markup.text import CONTROLS, MOST_MARKS, escape, find_pile

MOST_FINDINGS = 200
# A citation's number stays with the word before it: alone on the next line it reads as a number
# of the text.
_GAP = re.compile(r'[ \n]{1,4}(?=<sup class="cite)')


def render_here(source: str, resources: Resources = EMPTY, *, heading_offset: int = 0) -> Rendered:
    """Render in this process. Never raises for any text, but may be slow for a hostile one."""
    try:
        return _render(source, resources, heading_offset)
    except Exception as error:  # a text is never the reason for a page that fails
        return refused(
            source,
            refuse(
                "not-rendered",
                0,
                f"This text could not be rendered ({type(error).__name__}).",
                "Simplify the part that was changed last: deep nesting is the usual cause.",
            ),
        )


def refused(source: str, finding: Finding) -> Rendered:
    """What stands for a text that was not rendered: its beginning, as it was typed."""
    shown = escape(CONTROLS.sub("", source[:2_000]))
    return Rendered(html=f"<pre>{shown}</pre>", plain_text="", findings=(finding,))


def _render(source: str, resources: Resources, heading_offset: int) -> Rendered:
    if len(source) > LONGEST_TEXT:
        return refused(source, check_limits(source) or refuse("text-too-long", 0, "", ""))
    findings = _left_out(source)
    expanded = expand(source, resources.blocks)
    findings += expanded.findings
    problem = check_limits(expanded.text)
    if problem:
        return refused(source, _moved(problem, expanded.lines))
    reading = read(expanded.text, resources)
    state = State(expanded.text, reading, resources, heading_offset)
    html = _GAP.sub("", _fill(sanitize(to_html(reading.text, state)), reading))
    found = [_moved(f, expanded.lines) for f in (*reading.findings, *state.findings)]
    links = tuple(
        replace(link, line=expanded.lines[link.line - 1] if link.line else 0)
        for link in state.links
    )
    terms: tuple[str, ...] = ()
    text = plain_text(html)
    if resources.terms:
        html, terms = link_terms(html, resources.terms)
    return Rendered(
        html=html,
        outline=tuple(state.outline),
        citations=tuple(state.citations),
        terms=terms,
        plain_text=text,
        findings=_told([*findings, *found]),
        links=links,
        images=tuple(reading.images),
        blocks=expanded.blocks,
        facts=tuple(reading.facts),
        studies=tuple(reading.studies),
    )


def _told(findings: list[Finding]) -> tuple[Finding, ...]:
    """In the order of the text. Of a flood, the worst: a person mends a few at a time."""
    worst = sorted(findings, key=lambda f: f.severity is not Severity.BLOCKER)[:MOST_FINDINGS]
    return tuple(sorted(worst, key=lambda f: f.line))


def _left_out(source: str) -> list[Finding]:
    """What normalizing takes away, which a writer should hear of."""
    findings = []
    control, pile = CONTROLS.search(source), find_pile(source)
    if control:
        findings.append(
            Finding(
                "control-character",
                Severity.WARNING,
                source.count("\n", 0, control.start()) + 1,
                f"There is an invisible character (U+{ord(control[0]):04X}) here; it was left out.",
                "Delete it. It often comes with text pasted from elsewhere.",
            )
        )
    if pile:
        findings.append(
            Finding(
                "piled-marks",
                Severity.WARNING,
                source.count("\n", 0, pile.start()) + 1,
                f"A letter here carries more than {MOST_MARKS} accents; the rest were left out.",
                "Type the letter again.",
            )
        )
    return findings


def _moved(finding: Finding, lines: tuple[int, ...]) -> Finding:
    """The finding with its line as in the source, before shared blocks were put in."""
    return replace(finding, line=lines[finding.line - 1] if 0 < finding.line <= len(lines) else 0)


def _fill(html: str, reading: Reading) -> str:
    """Exchange each slot's token for its HTML."""
    token = re.compile(rf"<p>{reading.token}(\d+)</p>|{reading.token}(\d+)")
    return token.sub(lambda m: reading.slots[int(m[1] or m[2])].html, html)
