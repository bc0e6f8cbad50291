"""Each component of a template in each of its states. All data is plainly about nothing real."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import lazystr

from ldn_site.articles.models import Topic
from ldn_site.articles.reviews import Review
from ldn_site.contact.crisis import Care
from ldn_site.contact.forms import MessageForm
from ldn_site.evidence import citing
from ldn_site.evidence.counting import inputs_of
from ldn_site.evidence.models import Design, Direction, Reference, Verdict
from ldn_site.pages.claims import Checked, Work
from ldn_site.pages.filters import Filter, Option
from ldn_site.pages.gallery import Sample
from ldn_site.pages.listing import Entry, EvidenceGrade, Rung
from ldn_site.pages.prescribing import Mark
from ldn_site.pages.sources import source_of
from ldn_site.pages.studies import grouped
from ldn_site.pages.tallies import Basis
from ldn_site.pages.trails import Crumb
from ldn_site.pages.visiting import Box, Flag, Tick
from ldn_site.pages.visiting_evidence import Evidence, Trial
from ldn_site.pharmacy.models import Location, Pharmacy

HERE = "/design/"
YEAR = timedelta(days=365)


class SampleForm(forms.Form):
    name = forms.CharField(label="Sample words", help_text="A hint says what to type.")
    color = forms.ChoiceField(
        label="Sample choice", choices=[("a", "One"), ("b", "Other")], widget=forms.RadioSelect
    )


def study(key: str, **facts: Any) -> Reference:
    return Reference(
        id=key,
        authors=["Sample A", "Sample B"],
        title="A sample study of a sample medicine",
        journal="Journal of Samples",
        year=int(key.split("-")[1]),
        doi="10.0000/sample",
        conditions=["sample-condition"],
        dose="1 sample",
        duration="12 weeks",
        comparator="dummy pill",
        **facts,
    )


def studies() -> list[Reference]:
    trial = Design.RANDOMISED_TRIAL
    return [
        study("sample-2001", design=trial, n=60, direction=Direction.BENEFIT, result="A result."),
        study("sample-2002", design=trial, n=90, direction=Direction.NO_CLEAR_BENEFIT),
        study("sample-2003", design=Design.CASE_SERIES, n=12, direction=Direction.MIXED),
        study("sample-2004", design=Design.OBSERVATIONAL, n=40, direction=Direction.HARM),
        study("sample-2005", design=trial, n=30, direction=Direction.BENEFIT, retracted=True),
    ]


def grade(value: int) -> EvidenceGrade:
    return EvidenceGrade(value, f"Sample words for step {value}", "A sample reason.")


def entry(number: int, step: int | None = None) -> Entry:
    summary = "What a reader learns on this sample page, in a sentence or two."
    return Entry(f"Sample page {number}", HERE, summary, None if step is None else grade(step))


def place(slug: str, **facts: Any) -> Location:
    return Location(slug=slug, name=slug.replace("-", " ").capitalize(), **facts)


FILLED: Mapping[str, Any] = {
    "address": "1 Sample Street\nSample Town",
    "phone": "(713) 555-0100",
    "fax": "(713) 555-0101",
    "hours": "Mon-Fri 9 am-6 pm\nSat-Sun closed",
    "hours_note": "A sample note about the hours.",
    "npi": "0000000000",
    "ncpdp_id": "0000000",
    "erx_name": "Sample Pharmacy",
    "license": "Sample 1",
}


def whole_page() -> list[Sample]:
    return [
        Sample("site_header", note="It stands at the top of this page."),
        Sample("site_footer", note="It stands at the foot of this page."),
        Sample("card_tags", note="Nobody sees it: it stands in the head of a page."),
        Sample("breadcrumb", {"": {"crumbs": [Crumb("Sample home", HERE), Crumb("Topic", HERE)]}}),
        Sample("opioid_warning", {"": {"path": HERE}}),
        Sample(
            "review",
            {
                "checked": {"review": review(days_ago=10)},
                "checked by somebody who wrote part of it": {
                    "review": review(days_ago=10, is_by_author=True)
                },
                "overdue": {"review": review(days_ago=400)},
                "not checked": {"review": None},
            },
        ),
        Sample("share", {"as a script shows it": {}}),
        Sample(
            "entries",
            {
                "": {"entries": [entry(1), entry(2)], "level": 4},
                "with grades": {"entries": [entry(3, 0), entry(4, 3)], "level": 4},
                "brief": {"entries": [entry(5, 2), entry(6, 1)], "level": 4, "is_brief": True},
            },
        ),
        Sample("pager", {"": {"part": Paginator(range(3), 1).page(2)}}),
        Sample("search_form", {"": {"name": "sample", "words": "sample words"}}),
        Sample("topic_links", {"": {"topics": [Topic.BASICS, Topic.SAFETY]}}),
    ]


def review(days_ago: int, *, is_by_author: bool = False) -> Review:
    signed = timezone.localdate() - timedelta(days=days_ago)
    return Review("Sample Person", "PharmD", signed, signed + YEAR, is_by_author)


def evidence() -> list[Sample]:
    found = studies()
    inputs = inputs_of(found)
    group = grouped(found)[0]
    printed = citing.printed(found[0])
    source = source_of("sample-2001", printed)
    rungs = [Rung(grade(step), [entry(7)] if step == 2 else []) for step in (3, 2)]
    return [
        Sample("grade", {str(step): {"grade": grade(step)} for step in range(5)}),
        Sample("ladder", {"": {"rungs": rungs}}),
        Sample(
            "basis",
            {
                "": {"basis": Basis(inputs, HERE, date(2001, 1, 1))},
                "no study": {"basis": Basis(inputs_of([]), "", None)},
            },
        ),
        Sample("tally", {"": {"tally": inputs.trials, "name": "Sample trials:"}}, "<p>{}</p>"),
        Sample("mark", {str(way.label): {"value": way.value} for way in Direction}),
        Sample(
            "marks",
            {
                "": {"tally": inputs.trials, "kind": "trial"},
                "other": {"tally": inputs.others, "kind": "other"},
                "harm": {"tally": inputs.harms, "kind": "harm"},
            },
        ),
        Sample(
            "study_group",
            {"": {"group": group, "page": entry(8), "grade": grade(2), "is_open": True}},
        ),
        Sample("study_table", note="It stands in the group of studies above."),
        Sample("filter_links", {"": {"filter": filter_of()}}),
        Sample(
            "verdict_sign", {str(verdict.label): {"value": verdict.value} for verdict in Verdict}
        ),
        Sample("claim", {str(verdict.label): {"claim": claim(verdict)} for verdict in Verdict}),
        Sample(
            "source",
            {
                "": {"source": source, "path": HERE},
                "retracted": {"source": source_of("sample-2005", printed, is_retracted=True)},
            },
            "<p>{}</p>",
        ),
        Sample(
            "cited",
            {"": {"marks": [Mark(1, "sample-2001-trial", "Sample 2001")]}},
            "<p>A statement.{}</p>",
        ),
    ]


def claim(verdict: Verdict) -> Checked:
    work = Work("Sample 2001", "A sample study", HERE, verdict == Verdict.CONTRADICTED)
    return Checked(
        anchor=f"sample-{verdict.value}",
        claim="Samples are always right.",
        verdict=verdict.value,
        verdict_words=str(verdict.label),
        answer="What the evidence says of the sample.",
        works=[work],
    )


def filter_of() -> Filter:
    def option(label: str, count: int, *, is_current: bool = False) -> Option:
        return Option(
            value=label, label=label, count=count, path=HERE if count else "", is_current=is_current
        )

    options = [option("First", 3, is_current=True), option("Second", 4), option("Third", 0)]
    return Filter(name="sample", label="Sample filter", everything=option("", 7), options=options)


def contact() -> list[Sample]:
    blank, wrong = SampleForm(auto_id="blank-%s"), SampleForm({}, auto_id="wrong-%s")
    pharmacy = Pharmacy(
        legal_name="Sample Pharmacy",
        phone="(713) 555-0100",
        refill="How to ask for a refill stands here.",
        refill_url="https://www.example.org/",
        shipping="What staff wrote on shipping stands here.",
    )
    frame = SimpleNamespace(pharmacy=pharmacy, privacy_path="/about/privacy/")
    places = [place("first-place", **FILLED), place("second-place")]
    form = MessageForm(locations=places, auto_id="message-%s")
    form.stamp = "sample"  # another moment each time would make it another page
    return [
        Sample(
            "phone",
            {
                "": {"phone": "(713) 555-0100"},
                "not to be dialed": {"phone": "Sample 5"},
            },
            "<p>{}</p>",
        ),
        Sample(
            "field",
            {
                "": {"field": blank["name"]},
                "choices": {"field": blank["color"]},
                "with an error": {"field": wrong["name"]},
                "choices with an error": {"field": wrong["color"]},
            },
        ),
        Sample(
            "error_summary",
            {
                "": {"form": wrong},
                "one problem": {"form": blank, "problem": "A sample problem."},
            },
        ),
        Sample("contact_form", {"": {"form": form, "frame": frame}}),
        Sample("care_while_typing", note="It waits in the form above for words of a crisis."),
        Sample(
            "care_now",
            {
                kind.value: {"kind": kind.value, "phone": pharmacy.phone, "opioids": HERE}
                for kind in Care
            },
        ),
        Sample("before_writing", {"": {}}),
        Sample("before_asking", {"": {}}),
        Sample(
            "location_card",
            {
                "filled in": {"place": places[0], "level": 4},
                "blank": {"place": places[1], "level": 4},
            },
        ),
        Sample("refills", {"": {"pharmacy": pharmacy}}),
        Sample("who_does_what", {"": {}}),
        Sample("getting_ldn", {"": {"paths": {}, "pharmacy": pharmacy}}),
        Sample("routing", {"": {"place": place("third-place", **FILLED)}}, is_revealed=True),
        Sample("copy_fact", note="It stands in the way of a prescription above."),
    ]


def visit() -> list[Sample]:
    words = lazystr("Sample words")
    box = Box("sample-box", words, words, 100, "A hint says what to type.")
    flag = Flag("sample-flag", words, lazystr("and what a doctor should know."), ())
    trial = Trial("sample-2001", "Sample 2001", "60 people", "benefit", "benefit")
    found = Evidence(
        key="sample",
        name="Sample condition",
        grade=grade(2),
        trials=[trial],
        more="",
        reviews="benefit: Sample 2002",
        uncompared="mixed: Sample 2003",
        aside="",
        address="www.example.org/design/",
    )
    return [
        Sample(
            "visit_tick",
            {
                "": {"tick": Tick("sample-tick", words, "")},
                "with a hint": {"tick": Tick("sample-hint", words, "", "What counts.")},
            },
        ),
        Sample("visit_box", {"": {"box": box}}),
        Sample("visit_opioid", {"": {}}),
        Sample("visit_flag", {"": {"flag": flag, "works": "Sample 2001"}}, "<ul>{}</ul>"),
        Sample("visit_row", {"": {"box": box}}),
        Sample("visit_evidence", {"": {"condition": found}}, is_revealed=True),
        Sample(
            "visit_card",
            {
                "": {"pharmacy": Pharmacy()},
                "with the pharmacy": {
                    "pharmacy": Pharmacy(legal_name="Sample Pharmacy", phone="(713) 555-0100")
                },
            },
        ),
    ]
