"""Markdown on standard input, the site's HTML on standard output."""

import io
import sys
from types import SimpleNamespace

import html5lib
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tests.factories import make_block, make_reference


@pytest.fixture
def run(monkeypatch):
    def run(source: bytes) -> tuple[str, str]:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(source)))
        out, err = io.StringIO(), io.StringIO()
        call_command("render_markdown", stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


@pytest.mark.django_db
def test_references_and_blocks_of_the_site_are_used(run):
    make_reference("smith-2020-trial")
    make_block("off-label", "Shared words.")

    html, findings = run(b"{{ block: off-label }}\n\nIt helped. [@smith-2020-trial]")

    assert "Shared words." in html
    assert 'href="#source-smith-2020-trial"' in html
    assert findings == ""


@pytest.mark.django_db
def test_scripts_do_not_survive(run):
    html, _findings = run(b"<script>alert(1)</script> [x](javascript:alert(1))")

    tree = html5lib.parse(html, namespaceHTMLElements=False)
    assert tree.findall(".//script") == []
    assert tree.findall(".//a[@href]") == []
    assert "alert(1)" in html


@pytest.mark.django_db
def test_findings_name_line_and_remedy(run):
    _html, findings = run(b"One.\n\n[@nobody-2020]\n")

    assert findings.startswith("line 3: ")
    assert findings.rstrip().endswith(")")


@pytest.mark.django_db
def test_bytes_that_are_not_utf8_are_refused_in_words(run):
    with pytest.raises(CommandError, match="Byte 2 of the input is not UTF-8"):
        run(b"ab\xff")


def test_missing_database_is_said_and_the_rest_is_rendered(run, monkeypatch):
    def fail():
        raise OperationalError("unable to open database file")

    monkeypatch.setattr("ldn_site.articles.library.Library.load", fail)

    html, notes = run(b"**Words**")

    assert "<strong>Words</strong>" in html
    assert "The database cannot be reached" in notes
