"""References: what is stored, how it is written down, what the form refuses."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ldn_site.evidence.arms import as_arm, clean_arms
from ldn_site.evidence.citing import byline, label, links, printed, whereabouts
from ldn_site.evidence.models import Claim, Reference
from ldn_site.evidence.writing import save_claim, save_reference
from tests.factories import make_arm, make_reference

WORK = {
    "authors": ["Bested K", "Jensen LM", "Andresen T", "Tarp G", "et al."],
    "title": "A title",
    "journal": "PAIN Reports",
    "year": 2023,
    "volume": "8",
    "issue": "4",
    "pages": "e1080",
    "doi": "10.1097/PR9.1",
    "pmid": "38226027",
    "pmcid": "PMC10789452",
    "url": "https://doi.org/10.1097/PR9.1",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "Bested 2023"),
        ({"authors": ["Beaudette-Zlatanova B"]}, "Beaudette-Zlatanova 2023"),
        ({"authors": ["van der Berg AB"]}, "van der Berg 2023"),
        ({"authors": ["Mayo Clinic"], "year": None}, "Mayo Clinic"),
        ({"authors": []}, "PAIN Reports 2023"),
        ({"authors": [], "journal": "", "year": None}, "A title"),
    ],
)
def test_label_names_the_work_in_few_words(changes, expected):
    assert label(WORK | changes) == expected


@pytest.mark.parametrize(
    ("authors", "expected"),
    [
        (WORK["authors"], "Bested K, Jensen LM, Andresen T, et al."),
        (["Chan CF", "et al."], "Chan CF, et al."),
        (["Chan CF", "Page N"], "Chan CF, Page N"),
        ([], ""),
    ],
)
def test_byline_cuts_long_lists(authors, expected):
    assert byline(WORK | {"authors": authors}) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "PAIN Reports. 2023;8(4):e1080"),
        ({"issue": "", "pages": ""}, "PAIN Reports. 2023;8"),
        ({"volume": "", "issue": "", "pages": ""}, "PAIN Reports. 2023"),
        ({"volume": "", "issue": "", "pages": "", "year": None}, "PAIN Reports"),
    ],
)
def test_whereabouts_leave_out_what_is_not_known(changes, expected):
    assert whereabouts(WORK | changes) == expected


def test_links_lead_to_the_permanent_addresses():
    assert [address for _name, address in links(WORK)] == [
        "https://doi.org/10.1097/PR9.1",
        "https://pubmed.ncbi.nlm.nih.gov/38226027/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC10789452/",
    ]


def test_link_falls_back_to_the_address():
    bare = WORK | {"doi": "", "pmid": "", "pmcid": "", "url": "https://www.fda.gov/medwatch/"}

    assert links(bare) == [("fda.gov/medwatch", "https://www.fda.gov/medwatch/")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": ""}, '"name" is missing'),
        ({"outcom": "x"}, 'unknown key "outcom"'),
        ({"events": 21}, "cannot pass it"),
        ({"events": -1}, "cannot pass it"),
        ({"n": None}, "needs n"),
        ({"n": 2.5}, "whole number"),
        ({"percent": 50}, "exactly one"),
        ({"events": None}, "exactly one"),
        ({"events": None, "percent": 101}, "0 to 100"),
        ({"events": None, "mean": "much"}, "must be a number"),
        ({"ci95": [1]}, "two numbers"),
        ({"sd": "wide"}, "sd must be a number"),
        ({"sd": float("nan")}, "sd must be a number"),
        ({"events": None, "mean": float("inf")}, "must be a number"),
        ({"events": None, "mean": 10**5000}, "must be a number"),
        ({"events": None, "mean": 1.0e-15}, "must be a number"),
        ({"ci95": [1, float("inf")]}, "two numbers"),
        ({"n": 10**10}, "whole number"),
        ({"at": "week\0"}, "not text"),
        ({"at": "\ud800"}, "not text"),
    ],
)
def test_arm_that_cannot_be_drawn_truly_is_refused_by_row(change, message):
    with pytest.raises(ValidationError) as caught:
        clean_arms([make_arm("Placebo", 3), make_arm("LDN", 8) | change])

    assert any("Arm 2" in text and message in text for text in caught.value.messages)


@pytest.mark.parametrize("value", ["text", {"name": "x"}, ["row"], None])
def test_arms_of_another_shape_are_refused(value):
    with pytest.raises(ValidationError):
        clean_arms(value)


def test_clean_arm_becomes_what_the_renderer_draws():
    [row] = clean_arms([make_arm("LDN", 8) | {"ci95": [1, 2], "sd": None}])

    assert list(row) == ["name", "n", "outcome", "events", "ci95", "unit", "at"]
    assert as_arm(row).ci95 == (1, 2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"doi": "", "journal": ""}, "__all__"),
        ({"doi": "doi:10.1/x"}, "doi"),
        ({"pmid": "PMID12"}, "pmid"),
        ({"design": "hearsay"}, "design"),
        ({"direction": "good"}, "direction"),
        ({"authors": "Younger J"}, "authors"),
        ({"title": ""}, "title"),
        ({"arms": [{}]}, "arms"),
    ],
)
def test_reference_that_readers_could_not_use_is_refused(fields, field):
    with pytest.raises(ValidationError) as caught:
        make_reference(**fields)

    assert field in caught.value.message_dict
    assert not Reference.objects.exists()


@pytest.mark.django_db
def test_every_printed_field_is_a_plain_value():
    reference = Reference.objects.get(pk=make_reference().pk)

    assert set(printed(reference)) >= {"arms", "result", "limits", "retracted", "doi"}
    assert isinstance(printed(reference)["arms"], list)


@pytest.mark.django_db
def test_save_without_a_change_leaves_no_history():
    reference = make_reference()
    save_reference(Reference.objects.get(), by=None)

    assert reference.history.count() == 1


@pytest.mark.django_db
def test_claim_keeps_its_references_as_words():
    with pytest.raises(ValidationError):
        save_claim(
            Claim(id="a", claim="It works.", verdict="misleading", answer="No.", references=[1]),
            by=None,
        )


@pytest.mark.django_db
def test_arms_that_cannot_be_read_come_back_in_the_form(client, admin_user):
    client.force_login(admin_user)
    make_reference()
    url = reverse("admin:evidence_reference_change", args=["smith-2020-trial"])
    form = client.get(url).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}

    response = client.post(url, {**data, "arms": "- name: [unclosed\n", "n": 40})

    assert "cannot be read" in response.content.decode()
    assert "- name: [unclosed" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arms",
    [
        "- {name: LDN, outcome: pain, unit: points, at: 8 weeks, mean: .nan}",
        "- {name: LDN, outcome: pain, unit: points, at: 2026-13-45, mean: 1}",
        "- {name: LDN, outcome: pain, unit: points, at: 8 weeks, mean: 0x" + "f" * 9000 + "}",
        '- {name: "\\ud800", outcome: pain, unit: points, at: 8 weeks, mean: 1}',
        "- &a {name: *a}",
        "- ? [a, b]\n  : c",
        "- !!int ''",
        "[" * 3000,
    ],
)
def test_arms_that_nobody_means_come_back_in_the_form(client, admin_user, arms):
    client.force_login(admin_user)

    response = client.post(
        reverse("admin:evidence_reference_add"),
        {"id": "a", "title": "T", "journal": "J", "design": "review", "arms": arms},
    )

    assert response.status_code == 200
    assert response.context["adminform"].form.errors["arms"]
    assert not Reference.objects.exists()


@pytest.mark.django_db
def test_numbers_changed_in_the_form_are_stored(client, admin_user):
    client.force_login(admin_user)
    make_reference()
    url = reverse("admin:evidence_reference_change", args=["smith-2020-trial"])
    form = client.get(url).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    data["arms"] = form["arms"].value().replace("events: 12", "events: 13")

    response = client.post(url, {key: value for key, value in data.items() if value is not False})

    assert response.status_code == 302, response.context["errors"]
    assert Reference.objects.get().arms[0]["events"] == 13
    assert Reference.objects.get().authors == ["Smith A", "et al."]


@pytest.mark.django_db
def test_reference_cannot_hold_the_same_people_as_itself():
    with pytest.raises(ValidationError, match="Name another report"):
        make_reference("smith-2020-trial", part_of="smith-2020-trial")
