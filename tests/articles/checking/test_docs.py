"""docs/writing.md tells the truth."""

import re

from django.conf import settings

from ldn_site.articles.checking import check
from ldn_site.contentfiles.parsing import read_file
from ldn_site.contentfiles.reading import read_content
from ldn_site.contentfiles.shapes import Kind
from ldn_site.contentfiles.storing import as_row
from ldn_site.contentfiles.vetting import Shelf, addresses_in
from ldn_site.markup import Severity
from tests.articles.checking.test_seeded import CASES
from tests.contentfiles.folders import REAL_CONTENT

WRITING = (settings.BASE_DIR / "docs" / "writing.md").read_text(encoding="utf-8")


def test_table_of_codes_is_whole_and_right():
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+)", WRITING, re.M)

    weights = {code: severity.value for code, (severity, _caught, _left) in CASES.items()}
    weights |= {"idle-exception": "warning", "reading-grade": "warning"}
    assert dict(rows) == weights


def test_example_has_nothing_wrong():
    example = WRITING.split("````markdown\n")[1].split("````")[0]
    content = read_content(REAL_CONTENT)
    shelf = Shelf({}, addresses_in(content)).with_pieces(content.pieces)

    pieces, problems = read_file("en/conditions/fibromyalgia.md", Kind.ARTICLE, example.encode())
    found = check(as_row(pieces[0]), shelf.library)

    assert problems == []
    assert [f for f in found if f.severity is not Severity.HINT] == []
