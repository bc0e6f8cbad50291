"""The list of studies as other programs read it."""

import pytest
from django.test import Client

from tests.factories import make_reference
from tests.pages.files import items_of, records_of, table_of
from tests.pages.reading import tree

pytestmark = pytest.mark.django_db

FORMATS = ["csv", "ris", "json"]


def test_table_holds_a_row_for_each_study(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd", "cancer"], result='He said "so",\nand left.')
    make_reference("b-2020-news", design="news")

    response = client.get("/evidence/studies.csv")

    (row,) = table_of(response)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert row["key"] == "a-2020-trial"
    assert row["conditions"] == "ptsd; cancer"
    assert (row["people"], row["direction"], row["design"]) == ("40", "Benefit", "Randomized trial")
    assert row["result"] == 'He said "so",\nand left.'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\r="])
def test_no_cell_of_the_table_can_act_as_a_formula(client: Client, start):
    make_reference("a-2020-trial", dose=f"{start}HYPERLINK(A1)", title=f"{start}1")

    (row,) = table_of(client.get("/evidence/studies.csv"))

    assert not [cell for cell in row.values() if cell.lstrip()[:1] in tuple("=+-@")]
    assert row["dose"].startswith("'")


def test_reference_manager_gets_whole_records(client: Client):
    make_reference(
        "a-2020-trial",
        authors=["van der Berg AB", "Mayo Clinic", "et al."],
        title="A trial:\nmore",
        pages="1018-1020",
        pmid="123",
        pmcid="PMC9",
        volume="8",
        issue="4",
        conditions=["ptsd", "cancer"],
    )

    (record,) = records_of(client.get("/evidence/studies.ris"))

    assert record == [
        ("TY", "JOUR"),
        ("ID", "a-2020-trial"),
        ("AU", "van der Berg, A. B."),
        ("AU", "Mayo Clinic"),
        ("TI", "A trial: more"),
        ("T2", "A Journal"),
        ("PY", "2020"),
        ("VL", "8"),
        ("IS", "4"),
        ("SP", "1018"),
        ("EP", "1020"),
        ("DO", "10.1000/xyz"),
        ("AN", "123"),
        ("C2", "PMC9"),
        ("UR", "https://doi.org/10.1000/xyz"),
        ("KW", "ptsd"),
        ("KW", "cancer"),
        ("N1", "The list of authors is shortened."),
        ("ER", ""),
    ]


def test_csl_item_says_the_same(client: Client):
    make_reference("a-2020-trial", authors=["van der Berg AB", "Mayo Clinic"], pages="1-2")

    (item,) = items_of(client.get("/evidence/studies.json"))

    assert item == {
        "id": "a-2020-trial",
        "type": "article-journal",
        "title": "A trial",
        "author": [{"family": "van der Berg", "given": "A. B."}, {"literal": "Mayo Clinic"}],
        "container-title": "A Journal",
        "issued": {"date-parts": [[2020]]},
        "page": "1-2",
        "DOI": "10.1000/xyz",
        "URL": "https://doi.org/10.1000/xyz",
    }


def test_work_without_a_journal_is_a_web_page(client: Client):
    make_reference("a-2020-trial", doi="", journal="", url="https://example.org/a", year=None)

    (record,) = records_of(client.get("/evidence/studies.ris"))
    (item,) = items_of(client.get("/evidence/studies.json"))

    assert (record[0], item["type"]) == (("TY", "ELEC"), "webpage")
    assert "issued" not in item
    assert "PY" not in dict(record)


def test_retracted_work_is_marked_in_every_format(client: Client):
    make_reference("a-2020-trial", retracted=True)

    answers = [client.get(f"/evidence/studies.{kind}").content.decode() for kind in FORMATS]

    assert table_of(client.get("/evidence/studies.csv"))[0]["retracted"] == "yes"
    assert all("Retracted." in answer for answer in answers[1:])


@pytest.mark.parametrize("kind", FORMATS)
def test_file_holds_what_the_same_filters_list(client: Client, kind):
    make_reference("a-2020-trial", conditions=["ptsd"], direction="benefit")
    make_reference("b-2020-trial", conditions=["ptsd"], direction="harm")
    make_reference("c-2020-trial", conditions=["cancer"], direction="harm")

    some = client.get(f"/evidence/studies.{kind}?condition=ptsd&direction=harm").content
    every = client.get(f"/evidence/studies.{kind}?condition=%00&design=nope").content

    assert [key in some for key in (b"a-2020", b"b-2020", b"c-2020")] == [False, True, False]
    assert all(key in every for key in (b"a-2020", b"b-2020", b"c-2020"))


@pytest.mark.parametrize("kind", FORMATS)
def test_file_is_saved_under_a_name_and_kept_out_of_search_engines(client: Client, kind):
    response = client.get(f"/evidence/studies.{kind}")

    assert response["Content-Disposition"] == f'attachment; filename="ldn-studies.{kind}"'
    assert response["X-Robots-Tag"] == "noindex"


def test_list_of_studies_sends_its_filters_with_each_download(client: Client):
    make_reference("a-2020-trial", conditions=["ptsd"])

    form = tree(client.get("/evidence/?condition=ptsd")).find(".//form[@class='downloads']")

    hidden = {field.get("name"): field.get("value") for field in form.iter("input")}
    targets = {button.get("formaction", form.get("action")) for button in form.iter("button")}
    assert hidden == {"condition": "ptsd"}
    assert targets == {f"/evidence/studies.{kind}" for kind in FORMATS}


def test_no_study_can_take_the_address_of_a_file(client: Client):
    make_reference("studies", title="A study named so")

    assert b"A study named so" in client.get("/evidence/studies/").content
    assert client.get("/evidence/studies.csv")["Content-Type"].startswith("text/csv")
