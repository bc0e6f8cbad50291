"""What a person may tick before a visit, and what each tick tells the doctor.

Every line rests on the works named beside it. Most of them are about naltrexone 50 mg: there
is no label for low doses, and the sheet says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABEL = "label-naltrexone-50mg"
OLDER_LABEL = "label-naltrexone-older-boxed"
MONOGRAPH = "mpr-naltrexone-monograph"
LEAFLET = "leaflet-naltrexone-multum"
LDN_SITE = "ldn-advocacy-cautions"

# Named on the sheet by its own words: the source of each line that names no other, and the
# older labels.
UNNAMED = frozenset({LABEL, OLDER_LABEL})
# Works without an author to name them by.
SHORT: dict[str, str | Promise] = {
    LABEL: _("50 mg label"),
    MONOGRAPH: "MPR",
    LEAFLET: "Multum",
    LDN_SITE: "lowdosenaltrexone.org",
    "leaflet-naltrexone-mayo": "Mayo Clinic",
    "leaflet-naltrexone-missed-dose": "Micromedex",
    "label-contrave": _("Contrave label"),
    "lactmed-naltrexone": "LactMed",
    "nct05430152-opioid-free-rule": "NCT05430152",
    "fda-off-label": "FDA",
    "fda-compounding-qa": "FDA",
}


@dataclass(frozen=True)
class Flag:
    """A line for the doctor: what it is about, what to know of it, and the works it rests on."""

    id: str
    subject: Promise
    words: Promise
    references: tuple[str, ...]


@dataclass(frozen=True)
class Tick:
    """A box on the form. Several boxes may raise one flag."""

    id: str
    label: Promise
    flag: str
    hint: Promise | str = ""


OPIOID_TICKS = (
    Tick(
        "opioid-pain",
        _("An opioid for pain"),
        "opioid-pain",
        _(
            "Oxycodone, hydrocodone, morphine, codeine, fentanyl or tramadol. Some pain pills "
            "have one mixed in: read the whole label."
        ),
    ),
    Tick(
        "opioid-treatment",
        _("Methadone or buprenorphine"),
        "opioid-treatment",
        _("Suboxone holds buprenorphine."),
    ),
    Tick(
        "opioid-recent",
        _("Any other opioid in the last 4 weeks"),
        "opioid-recent",
        _("Street drugs and leftover pills count too."),
    ),
    Tick(
        "cough",
        _("Cough or cold medicine with an opioid in it"),
        "cough",
        _("Not sure? Ask a pharmacist to read the label with you."),
    ),
)

OPIOID_FLAGS = (
    Flag(
        "opioid-pain",
        _("Takes an opioid for pain:"),
        _("naltrexone can block pain relief and cause sudden withdrawal. Tramadol counts."),
        (LABEL, "leonard-2017-opioid-case"),
    ),
    Flag(
        "opioid-treatment",
        _("Takes methadone or buprenorphine:"),
        _("naltrexone can bring on severe withdrawal. Do not combine."),
        (LABEL,),
    ),
    Flag(
        "opioid-recent",
        _("Had an opioid in the last 4 weeks:"),
        _(
            "the label asks for 7 to 10 days or more without one. A leaflet asks for 14 after "
            "methadone or buprenorphine. LDN trials asked for 15 days to 3 months."
        ),
        (
            LABEL,
            LEAFLET,
            "nct05430152-opioid-free-rule",
            "rodriguez-freire-2026-fibromyalgia-innova",
        ),
    ),
    Flag(
        "cough",
        _("Takes cough or cold medicine with an opioid:"),
        _("it may not work, and could be unsafe."),
        (MONOGRAPH, "leaflet-naltrexone-missed-dose"),
    ),
)

MEDICINE_TICKS = (
    Tick("diarrhea", _("Diarrhea medicine"), "diarrhea", _("Some act like opioids in the gut.")),
    Tick(
        "naltrexone",
        _("Any other naltrexone"),
        "naltrexone",
        _("Contrave, naltrexone tablets or Vivitrol."),
    ),
    Tick("disulfiram", _("Disulfiram (Antabuse)"), "disulfiram"),
    Tick("thioridazine", _("Thioridazine"), "thioridazine"),
    Tick(
        "thyroid-hormone",
        _("Thyroid hormone"),
        "thyroid",
        _("Levothyroxine, for one. Keep taking it."),
    ),
    Tick("immune", _("Medicine that calms the immune system"), "immune"),
    Tick("alcohol", _("Alcohol"), "alcohol"),
)

HEALTH_TICKS = (
    Tick("allergic", _("I had an allergic reaction to naltrexone"), "allergic"),
    Tick("fillers", _("Allergies to other medicines, dyes or fillers"), "fillers"),
    Tick("liver", _("A liver problem"), "liver"),
    Tick("kidney", _("A kidney problem"), "kidney"),
    Tick("thyroid", _("A thyroid problem"), "thyroid"),
    Tick("transplant", _("An organ transplant"), "transplant"),
    Tick("pregnancy", _("I am pregnant, or may become pregnant"), "pregnancy"),
    Tick("breastfeeding", _("I breastfeed"), "breastfeeding"),
    Tick("under-18", _("The patient is under 18"), "under-18"),
    Tick("surgery", _("Surgery or dental work is planned"), "surgery"),
    Tick(
        "mood",
        _("Depression, bipolar disorder or thoughts of suicide, now or before"),
        "mood",
    ),
    Tick("past-opioids", _("Opioid use disorder in the past"), "past-opioids"),
)

FLAGS = (
    Flag(
        "allergic",
        _("Allergic reaction to naltrexone:"),
        _("this rules it out."),
        (LABEL,),
    ),
    Flag(
        "liver",
        _("Liver disease:"),
        _(
            "in cirrhosis, levels rise 5 to 10 times. Older labels rule out acute hepatitis and "
            "liver failure."
        ),
        (LABEL, OLDER_LABEL),
    ),
    Flag(
        "kidney",
        _("Kidney disease:"),
        _("it leaves by the kidneys; care if severe."),
        (LABEL, MONOGRAPH),
    ),
    Flag(
        "pregnancy",
        _("Pregnant, or may become so:"),
        _("safety is not known. LDN trials left out pregnant women."),
        (LABEL, "nct05430152-opioid-free-rule"),
    ),
    Flag(
        "breastfeeding",
        _("Breastfeeding:"),
        _("very little reached the milk in the one case measured."),
        ("lactmed-naltrexone", "chan-2004-breast-milk"),
    ),
    Flag(
        "under-18",
        _("Under 18:"),
        _("not approved. A specialist should decide."),
        (MONOGRAPH,),
    ),
    Flag(
        "surgery",
        _("Surgery or dental work planned:"),
        _("guidelines say stop first, one says 3 days. None covers LDN."),
        ("goel-2024-perioperative", "whately-2023-perioperative"),
    ),
    Flag(
        "mood",
        _("Depression, bipolar disorder or suicidal thoughts:"),
        _("both low mood and such thoughts were reported."),
        (LABEL, "leaflet-naltrexone-mayo"),
    ),
    Flag(
        "past-opioids",
        _("Past opioid use disorder:"),
        _("overdose is easier after naltrexone. LDN does not treat the disorder."),
        (LABEL,),
    ),
    Flag(
        "transplant",
        _("Organ transplant:"),
        _("ask that team first. An LDN website warns of the mix. No study was found."),
        (LDN_SITE,),
    ),
    Flag(
        "immune",
        _("Immune-suppressing medicine:"),
        _("ask that specialist first. No good study was found."),
        (LDN_SITE,),
    ),
    Flag(
        "thyroid",
        _("Thyroid disease or hormone:"),
        _("websites say the need may drop. Among 898 people in Norway it did not."),
        ("raknes-2020-thyroid", LDN_SITE),
    ),
    Flag(
        "diarrhea",
        _("Diarrhea medicine:"),
        _("it may stop working if it acts on opioid receptors."),
        (MONOGRAPH, "leaflet-naltrexone-missed-dose"),
    ),
    Flag(
        "naltrexone",
        _("Other naltrexone:"),
        _("check for a double dose."),
        ("label-contrave",),
    ),
    Flag(
        "disulfiram",
        _("Disulfiram:"),
        _("both can harm the liver; usually avoid."),
        (MONOGRAPH,),
    ),
    Flag(
        "thioridazine",
        _("Thioridazine:"),
        _("people on both became very sleepy."),
        (MONOGRAPH,),
    ),
    Flag(
        "alcohol",
        _("Alcohol:"),
        _("a leaflet says not to drink. High doses of naltrexone can harm the liver."),
        (LEAFLET, LABEL),
    ),
    Flag(
        "fillers",
        _("Other allergies:"),
        _("an allergy to any ingredient rules it out. Name the fillers to leave out."),
        (LABEL,),
    ),
)

QUESTIONS = (
    _("What is the best tested treatment? Have I had it?"),
    _("What did LDN trials find in people like me?"),
    _("Does anything I take or have rule LDN out?"),
    _("What would we measure, and on what date would we stop?"),
    _("Which side effects should I report, and to whom?"),
    _("Would no new treatment be the better choice?"),
)

STATUS_REFERENCES = (LABEL, "fda-off-label", "fda-compounding-qa")


@dataclass(frozen=True)
class Box:
    """Words that a person may type, and how many letters of them the sheet has room for."""

    id: str
    label: Promise
    on_paper: Promise
    most: int
    hint: Promise | str = ""
    rows: int = 2


OTHER = Box("other", _("What is it called?"), _("Something else"), 60, rows=1)
GOAL = Box(
    "goal",
    _("One thing you want to be able to do"),
    _("My goal:"),
    100,
    _("For example: sleep through the night, or walk for 20 minutes."),
)
MEASURE = Box(
    "measure",
    _("How will you know that it helps?"),
    _("How we will know:"),
    90,
    _("For example: pain from 0 to 10, written down each evening."),
)
TRIED = Box("tried", _("What have you tried, and how did it go?"), _("Tried so far:"), 100)
MATTERS = Box(
    "matters",
    _("What matters most to you?"),
    _("What matters most:"),
    90,
    _("For example: a clear head, the cost, or not adding a pill."),
)
MEDICINES = Box(
    "medicines",
    _("All medicines you take, with vitamins and herbs"),
    _("All I take, with vitamins and herbs:"),
    210,
    rows=4,
)
ALLERGIES = Box("allergies", _("Your allergies"), _("My allergies:"), 80)
ASK = Box("ask", _("What else do you want to ask?"), _("And:"), 100)

WHY = (GOAL, MEASURE, TRIED, MATTERS)
REFERENCES = frozenset(
    key for flag in (*OPIOID_FLAGS, *FLAGS) for key in flag.references
) | frozenset(STATUS_REFERENCES)
# What the wallet card says rests on these.
CARD_REFERENCES = (
    LABEL,
    "whately-2023-perioperative",
    "chiang-urgent-care-ldn",
    LEAFLET,
    "leonard-2017-opioid-case",
)
