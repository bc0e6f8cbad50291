"""What an article weighs on its way to a reader: its HTML and its style sheets."""

import re

import brotli
import pytest
from django.test import Client

from ldn_site.articles.models import Publication
from ldn_site.pagecache.finished import finish
from tests.sheets import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

# What a server may send before it first waits for the browser: ten packets, as most begin.
LIMIT = 14 * 1024
# Articles with more words or more sources than go into that, each with a limit of its own.
LONGER = {
    "/basics/common-questions/": 24_320,
    "/basics/what-is-ldn/": 15_616,
    "/conditions/autoimmune-disorders/": 15_616,
    "/safety/is-ldn-safe/": 15_360,
}
SHEET = re.compile(r'<link rel="stylesheet" href="[^"]*/css/([a-z-]+)\.')


def weight_of(html: str) -> int:
    sheets = sum(len(brotli.compress(sheet(name).encode())) for name in SHEET.findall(html))
    return sheets + len(finish("200 OK", [], html.encode()).bodies["br"].data)


def test_every_article_comes_in_the_first_packets(client: Client):
    paths = Publication.objects.live().values_list("path", flat=True)
    weights = {path: weight_of(client.get(path).content.decode()) for path in paths}

    assert len(weights) >= 40
    assert {path: w for path, w in weights.items() if w > LONGER.get(path, LIMIT)} == {}
    assert {path for path in LONGER if weights[path] <= LIMIT} == set()
