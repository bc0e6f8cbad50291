"""The studies and claims that the site really has."""

import pytest
from django.test import Client

from tests.pages.files import items_of, records_of, table_of
from tests.pages.reading import text_of, tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_content")]

RIS_TAGS = {*("TY", "ID", "AU", "TI", "T2", "PB", "PY", "VL", "IS", "SP", "EP"), "ER"}
RIS_TAGS |= {"DO", "AN", "C2", "UR", "KW", "N1"}
# From the schema of CSL data, which allows no other names.
CSL_NAMES = {*("id", "type", "title", "author", "container-title", "issued", "volume", "issue")}
CSL_NAMES |= {"page", "DOI", "PMID", "PMCID", "URL", "keyword", "note"}


def test_every_real_claim_is_listed_with_sources_and_an_anchor(client: Client):
    response = client.get("/claims/")

    articles = list(tree(response).iter("article"))
    ids = [article.get("id") for article in articles]
    assert len(articles) >= 77
    assert len(set(ids)) == len(articles)
    assert not [
        article.get("id")
        for article in articles
        if not [a for a in article.iter("a") if a.get("href").startswith("/evidence/")]
    ]


def test_real_studies_keep_to_the_formats(client: Client):
    table = table_of(client.get("/evidence/studies.csv"))
    records = records_of(client.get("/evidence/studies.ris"))
    items = items_of(client.get("/evidence/studies.json"))

    assert len(table) == len(records) == len(items) >= 100
    for record in records:
        tags = [tag for tag, _value in record]
        assert set(tags) <= RIS_TAGS
        assert (tags[0], tags[-1]) == ("TY", "ER")
        assert {"TI", "UR", "ID"} <= set(tags)
    for item in items:
        assert set(item) <= CSL_NAMES
        assert {"id", "type", "title", "URL"} <= set(item)
        assert all(
            set(name) in ({"family", "given"}, {"literal"}) for name in item.get("author", [])
        )
    assert [row["key"] for row in table] == [item["id"] for item in items]


def test_real_numbers_agree_with_what_the_fibromyalgia_page_says(client: Client):
    words = text_of(client.get("/conditions/fibromyalgia/"))

    assert "Five studies have tested LDN against a placebo" in words
    assert "Trials with a comparison group: 5 studies, 296 people." in words
    assert "Last searched: November 2026." in words
