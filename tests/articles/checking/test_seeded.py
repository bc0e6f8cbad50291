"""Faults put in on purpose: each rule catches what it must, and lets good text be.

A case is a body, or the fields of an article.
"""

import re
from pathlib import Path

import pytest

from ldn_site.articles import checking
from ldn_site.articles.checking.page import BLOCKER, HINT, WARNING
from tests.articles.checking.pages import (
    CONDITION,
    MEDICINE,
    codes,
    condition,
    findings,
    library,
    medicine,
)

RULES = Path(checking.__file__).parent
CITED = " [@smith-2020-trial]"
LONG = " ".join(["We do not know how this works."] * 12)
HARD = (
    "Contemporary pharmacological investigations demonstrate considerable heterogeneity "
    "regarding therapeutic effectiveness, necessitating individualized considerations. "
)
EASY = "We do not know if it will help you. Ask the doctor who sees you. "
ITEMS = "\n".join(f"- Item {letter}." for letter in "abcdefgh")
PASSIVE = "The pill was tested by a team. "
ACTIVE = "A team looked at the pill. "


def facts(count):
    return "/// facts\n\n" + "- A fact.\n" * count + "\n///\n\nSome words."


def shows(name):
    return f"```picture\npicture: {name}\n```"


def about(harms, benefits):
    words = "word "
    return condition(
        CONDITION + f"\n## Side effects\n\n{words * harms}\n\n## What studies found\n\n"
        f"{words * benefits}\n"
    )


# code: (how serious, what must be caught, what must not)
CASES = {
    "dead-link": (
        BLOCKER,
        ["[x](/basics/nowhere/)", "[x](#not-there)", "[x](/evidence/nobody-2020/)"],
        ["[x](/basics/what-is-ldn/)", "[x](/evidence/smith-2020-trial/)", "[x](/glossary/)"],
    ),
    "alt-text": (
        BLOCKER,
        [shows("file"), shows("photo"), shows("long")],
        [shows("pills"), shows("line"), shows("graph"), "file photo long"],
    ),
    "dose-style": (
        BLOCKER,
        ["We saw 50mg.", "We saw .5 mg.", "We saw 5.0 mg.", {"title": "LDN 5MG"}],
        [f"We saw 4.5 mg.{CITED}", "See [@younger-2009-naltrexone-50mg-fibromyalgia]."],
    ),
    "long-summary": (
        WARNING,
        [{"summary": "We do not know. " * 16}, {"summary": "word " * 61}],
        [{"summary": "We do not know. " * 15}, {"summary": "No."}],
    ),
    "key-facts": (
        WARNING,
        [facts(2), facts(7), condition(CONDITION.replace("- More facts.\n", ""))],
        [facts(3), facts(6), "No facts are needed here."],
    ),
    "long-paragraph": (
        WARNING,
        ["One. Two. Three. Four. Five.", "word " * 81],
        ["One. Two. Three. Four.", "word " * 80],
    ),
    "long-list": (
        HINT,
        [ITEMS, ITEMS.replace("- ", "1. ")],
        [ITEMS.replace("- Item h.", ""), ITEMS.replace("- Item d.", "\nSome words.\n")],
    ),
    "missing-block": (
        BLOCKER,
        [
            condition(CONDITION.replace("{{ block: off-label }}", "The FDA has not approved it.")),
            condition(CONDITION.replace("{{ block: how-we-earn }}", "")),
            medicine(MEDICINE.replace("{{ block: report-side-effects }}", "")),
            {"id": "how-ldn-is-taken"},
        ],
        [condition(), medicine(), {"id": "history"}],
    ),
    "missing-section": (
        BLOCKER,
        [
            condition(CONDITION.replace("## Other options", "## More")),
            condition(CONDITION.replace("## Questions for your doctor", "## More")),
            medicine(MEDICINE.replace("## What we do not know", "## More")),
        ],
        [condition(), medicine(), "Some words."],
    ),
    "thin-section": (
        WARNING,
        [
            condition(CONDITION.replace("- How long it acts.\n", "")),
            condition(CONDITION.replace("**Walks.** You can go out.\n", "")),
        ],
        [condition(), medicine()],
    ),
    "no-treatment-left-out": (
        WARNING,
        [
            condition(CONDITION.replace("**No new treatment.** You can wait.", "You can run.")),
            condition(CONDITION.replace("**No new treatment.** You can wait.", "Try a swim.")),
        ],
        [
            condition(),
            condition(CONDITION.replace("**No new treatment.** You can", "Doing nothing: you can")),
        ],
    ),
    "section-order": (
        WARNING,
        [
            medicine(MEDICINE.replace("## Pregnancy", "## Babies")),
            medicine(
                MEDICINE.replace("## What LDN is", "## Later")
                + "\n## What LDN is\n\nA small dose.\n"
            ),
        ],
        [medicine(), "## Pregnancy\n\nAsk.\n\n## What LDN is\n\nA dose."],
    ),
    "uncited": (
        BLOCKER,
        [
            "About 45 out of 100 felt better.",
            "LDN lowers pain.",
            "Ten women took part.",
            "LDN can harm the liver.",
            "People had less pain on LDN than before.",
            "Sleep did not differ.",
            "Low mood has been reported with naltrexone.",
            f"All was well.{CITED} Then 40 people fell ill.",
            "| Drug | Share |\n| --- | --- |\n| LDN | 45% |",
            f"Some of 40 felt better.{CITED}\n\nAnd 40% were well.",
            {"body": "About 12 people took it.", "topic": "safety"},
        ],
        [
            f"About 45 out of 100 felt better. It was 28 on placebo.{CITED}",
            f"About 45 out of 100 felt better.{CITED} So 55 out of 100 did not.",
            f"LDN lowers pain.{CITED}",
            "LDN may help. We do not know if LDN lowers pain.",
            "Nobody knows whether people have less pain on LDN.",
            "Ask if LDN can harm your liver.",
            "Does LDN block pain for 12 hours?",
            "- How long 1 to 5 mg acts in people.\n- Whether 40 people are enough.",
            "Call 911, or Poison Help at 1-800-222-1222. It was founded in 1984.",
            f"Call for any of these:{CITED}\n\n- 3 bad days\n- a rash",
            f"| Drug | Share |\n| --- | --- |\n| LDN{CITED} | 45% |",
            f"It had 40 people.{CITED}\n\nWith 40 people, chance can play a part.",
            {"body": "We answer in 2 days.", "topic": "about"},
        ],
    ),
    "result-alone": (
        HINT,
        [
            condition(f"About 45 out of 100 felt better on placebo.{CITED}"),
            condition(f"- In 12 weeks, 45 out of 100 felt better.{CITED}"),
        ],
        [
            condition(f"In 12 weeks, 45 out of 100 felt better, and 28 on placebo.{CITED}"),
            condition(f"In the survey, 45 out of 100 felt better after 2 years.{CITED}"),
            f"About 45 out of 100 felt better.{CITED}",
        ],
    ),
    "retracted-reference": (
        WARNING,
        ["It helped. [@jones-2021-old]", "```study\nkey: jones-2021-old\n```"],
        [f"It helped.{CITED}", "Some words."],
    ),
    "one-in": (
        BLOCKER,
        [
            f"It helped 1 in 5.{CITED}",
            f"One in three felt it.{CITED}",
            {"summary": "It helps 1 in every 100 people."},
            "/// details | Is it one in a thousand?\n\nNo.\n\n///",
        ],
        [
            f"It helped 20 out of 100.{CITED}",
            f"It was tested in one in two small trials.{CITED}",
            f"We counted 3 in 2019.{CITED}",
        ],
    ),
    "mixed-denominators": (
        BLOCKER,
        [
            f"It was 4 out of 100.{CITED}\n\nThen 1 out of 10.{CITED}",
            {"summary": "It was 4 out of 1,000.", "body": f"It was 4 out of 100.{CITED}"},
        ],
        [f"It was 4 out of 100, then 1 out of 100.{CITED}", f"12 of 40 got out of 100.{CITED}"],
    ),
    "relative-figure": (
        BLOCKER,
        [
            f"People had 30% less pain.{CITED}",
            f"The risk was halved.{CITED}",
            f"Falls were three times as likely.{CITED}",
            f"Pain fell by 40%.{CITED}",
        ],
        [
            f"About 45 out of 100 had 30% less pain.{CITED}",
            f"Scores fell by 40%, from 50 to 30.{CITED}",
            f"Pain fell 28.8% on LDN and 18% on placebo.{CITED}",
        ],
    ),
    "chance-without-number": (
        WARNING,
        ["Dreams are common.", "- Harm is rare.", {"summary": "You are likely to feel better."}],
        [
            f"Dreams are common: 37 out of 100 had them.{CITED}",
            "We do not know how common it is.",
            "Headache was not more frequent.",
            "See the common questions.",
        ],
    ),
    "banned-claim": (
        BLOCKER,
        [
            "LDN cures pain.",
            "It is a miracle.",
            "It is all natural.",
            "This page has the HONcode seal.",
            "LDN has no side effects.",
            f"It is proven to work.{CITED}",
            "LDN is safe.",
            "LDN is FDA-approved.",
            "The FDA has approved low-dose naltrexone.",
            {"title": "The cure"},
            {"summary": "LDN is a safe choice."},
            "```steps\n- title: Start\n  text: It is proven.\n```",
        ],
        [
            "LDN does not cure pain.",
            "We do not know if LDN is safe.",
            "Is LDN safe?",
            "### Is it a miracle? I heard so. Is it?",
            "The FDA has not approved LDN. It is not FDA-approved.",
            "Nobody has proven that it works.",
            "Keep it in a safe place.",
            "Naltrexone is FDA-approved at 50 mg, and a low dose is not.",
            "Natural killer cells fight germs.",
        ],
    ),
    "personal-dose": (
        BLOCKER,
        [
            "Your dose is on this page: see below.",
            f"You should take 4.5 mg at night.{CITED}",
            f"Start with 1.5 mg.{CITED}",
            "Use our dose calculator.",
        ],
        [
            f"Most studies used 4.5 mg.{CITED}",
            "Ask if your dose is right.",
            "Your prescriber picks the dose.",
            "Do not take more than you were told.",
        ],
    ),
    "placeholder": (
        BLOCKER,
        ["Call 713-555-0100.", "Hours: TBD", "Lorem ipsum dolor.", {"summary": "TODO"}],
        ["Call Poison Help at 1-800-222-1222.", "Write down what to do.", "It is by the desk."],
    ),
    "promotion": (
        BLOCKER,
        [
            "Ask about our prices.",
            "Order it from us today.",
            f"It costs $30.{CITED}",
            {"body": "Free delivery.", "topic": "conditions"},
        ],
        [
            "In order to sleep, take it early.",
            "Do not order it from a website that asks for no prescription.",
            {"body": "Ask about prices.", "id": "cost-and-getting-it"},
            {"body": "We sell it for a price.", "topic": "about"},
        ],
    ),
    "unexplained-word": (
        WARNING,
        [
            "You may get tachycardia.",
            "- It can cause dyspnea and edema.",
            {"summary": "It is contraindicated."},
        ],
        [
            "You may get tachycardia (a fast heartbeat).",
            "A fast heartbeat (tachycardia) is a sign.",
            "It was tested against a placebo.",
            "Doctors call it remission.",
            {"title": "Tachycardia and LDN", "body": "About tachycardia."},
        ],
    ),
    "the-patient": (
        WARNING,
        ["The patient must ask.", "- Tell the patients."],
        ["You must ask.", "The report says “the patient slept”.", "Some patients slept."],
    ),
    "passive-voice": (
        HINT,
        ["\n\n".join([PASSIVE] * 3 + [ACTIVE] * 18), "\n\n".join([PASSIVE] * 25)],
        ["\n\n".join([PASSIVE] * 2 + [ACTIVE] * 19), PASSIVE],
    ),
    "harms-and-benefits": (
        HINT,
        [about(10, 40), about(70, 40)],
        [about(40, 40), about(30, 40)],
    ),
    "missing-grade": (
        BLOCKER,
        [condition(evidence=None), condition(evidence=None, evidence_reason="")],
        [condition(), "Some words."],
    ),
    "grade-contradicted": (
        BLOCKER,
        [condition(evidence=4), condition(evidence=3), condition(evidence=1)],
        [condition(), {"evidence": 4, "evidence_reason": "So."}],
    ),
    "reading-grade": (
        BLOCKER,
        [
            HARD * 12,
            {"summary": HARD},
            f"/// facts\n\n- {HARD}\n- {HARD}\n- {HARD}\n\n///",
            f"/// warning | Stop\n\n{HARD}\n\n///",
        ],
        [EASY * 4, {"summary": EASY}, f"/// warning | Stop\n\n{EASY}\n\n///"],
    ),
}
CAUGHT = [(code, case) for code, (_severity, caught, _left) in CASES.items() for case in caught]
LEFT = [(code, case) for code, (_severity, _caught, left) in CASES.items() for case in left]


def fields(case):
    return {"body": case} if isinstance(case, str) else case


@pytest.mark.parametrize(("code", "case"), CAUGHT)
def test_fault_is_caught_with_its_weight_and_a_remedy(code, case):
    found = [finding for finding in findings(**fields(case)) if finding.code == code]

    assert found
    assert {finding.severity for finding in found} == {CASES[code][0]}
    assert all(finding.message and finding.remedy for finding in found)


@pytest.mark.parametrize(("code", "case"), LEFT)
def test_good_text_is_let_be(code, case):
    assert code not in codes(**fields(case))


def test_every_code_has_two_faults_and_two_good_texts():
    written = set()
    for file in RULES.glob("*.py"):
        code = r'fault\(\s*"([a-z-]+)"'
        written |= set(re.findall(code, file.read_text(encoding="utf-8")))

    assert written - {"idle-exception"} == set(CASES)
    assert all(len(caught) >= 2 and len(left) >= 2 for _severity, caught, left in CASES.values())


@pytest.mark.parametrize("body", ["a\n\nLDN cures pain.", "- a\n- LDN cures pain.\n\nb"])
def test_finding_names_the_line_of_its_sentence(body):
    line = body[: body.index("LDN")].count("\n") + 1

    assert [f.line for f in findings(body) if f.code == "banned-claim"] == [line]


def test_fault_in_a_shared_block_has_the_line_of_its_marker():
    on = library(blocks={"bad": "a\n\nb\n\nLDN cures pain."})

    found = findings("One.\n\n{{ block: bad }}", on)

    assert [f.line for f in found if f.code == "banned-claim"] == [3]


def test_blockers_stand_first():
    found = findings("Dreams are common.\n\nLDN cures pain.")

    assert [f.severity for f in found][:1] == [BLOCKER]
    assert WARNING in [f.severity for f in found]


def test_icon_array_without_a_comparison_is_refused():
    alone = "```icon-array\ntitle: T\ngroups:\n  - name: LDN\n    count: 45\n```"
    two = alone.replace("```icon", "```icon", 1)[:-3] + "  - name: Placebo\n    count: 28\n```"

    assert "icon-array-without-comparator" in codes(alone)
    assert "icon-array-without-comparator" not in codes(two)


def test_more_than_three_care_cards_are_too_many():
    card = "/// care | urgent\n\nCall.\n\n///\n\n"

    assert "too-many-care-cards" in codes(card * 4)
    assert "too-many-care-cards" not in codes(card * 3)


def test_rules_about_english_words_leave_other_languages_alone():
    assert codes("LDN cures 1 in 5.", language="es") <= {"one-in", "banned-claim"}


def test_whole_pages_have_no_finding():
    assert findings(**condition()) == []
    assert findings(**medicine()) == []


def test_words_of_a_picture_are_checked_as_those_of_the_text():
    found = findings(f"Some words.\n\n{shows('cure')}")

    assert [(f.code, f.line) for f in found if f.code == "banned-claim"] == [("banned-claim", 3)]


def test_fault_of_a_picture_has_the_line_of_its_fence_or_of_the_block_around_it():
    on = library(blocks={"one": shows("file")})

    alone = findings(f"Some words.\n\n{shows('file')}")
    shared = findings("Some words.\n\nMore.\n\n{{ block: one }}", on)

    assert [f.line for f in alone if f.code == "alt-text"] == [3]
    assert [f.line for f in shared if f.code == "alt-text"] == [5]
