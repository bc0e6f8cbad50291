"""What the prescriber's card says, and the sources that each statement rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ldn_site.evidence import citing
from ldn_site.evidence.models import Reference
from ldn_site.markup.text import join_units
from ldn_site.pages.sources import Source, source_of


@dataclass(frozen=True)
class Statement:
    """A fact, with the keys of its sources; `name` is what it is about, where that stands apart."""

    words: Any
    keys: tuple[str, ...] = ()
    name: Any = ""


OPIOIDS = (
    Statement(
        _(
            "Do not combine LDN with opioid pain medicine (tramadol included), methadone or "
            "buprenorphine. Naltrexone can block pain relief and cause sudden, severe withdrawal."
        ),
        ("label-naltrexone-50mg", "miles-2019-withdrawal-cases"),
    ),
    Statement(
        _(
            "The 50 mg label asks for at least 7 to 10 days without any short-acting opioid before "
            "the first dose. After methadone or buprenorphine it is often two weeks or more. "
            "LDN trials asked for 15 days or longer."
        ),
        (
            "label-naltrexone-50mg",
            "leaflet-naltrexone-multum",
            "nct05430152-opioid-free-rule",
            "bruun-2024-fibromyalgia-final",
        ),
    ),
    Statement(
        _(
            "After naltrexone, opioids may act more strongly. A man on LDN needed intensive care "
            "after one 5 mg tablet of oxycodone."
        ),
        ("label-naltrexone-50mg", "leonard-2017-opioid-case"),
    ),
)

ORDER = (
    Statement(
        _(
            "“Naltrexone” in full. Please do not write LDN, NTX or any other short form. Leave a "
            "space between drug, number and unit."
        ),
        ("mpr-ismp-dose-designations",),
        name=_("Drug"),
    ),
    Statement(
        _(
            "In mg, such as 4.5 mg or 0.5 mg: a zero before the point, none after the number. "
            "For a liquid, give mg per mL, and the dose in both mg and mL."
        ),
        ("mpr-ismp-dose-designations", "fda-ismp-2006-abbreviations"),
        name=_("Strength and unit"),
    ),
    Statement(
        _(
            "Such as “capsule, immediate release”. We found no trial that compares forms, fillers "
            "or speed of release."
        ),
        name=_("Form and release"),
    ),
    Statement(
        _(
            "Name what to leave out, such as lactose, gluten or a dye, or write “none known”. An "
            "allergy to any ingredient rules it out."
        ),
        ("label-naltrexone-50mg",),
        name=_("Allergies and fillers"),
    ),
    Statement(
        _(
            "In words: how much, by mouth, how often, what time of day. “Daily” in full. If the "
            "dose goes up, each step and how long it lasts."
        ),
        ("fda-ismp-2006-abbreviations",),
        name=_("Directions"),
    ),
    Statement(
        _("Capsules or mL, the days they last, and refills."),
        name=_("Quantity"),
    ),
    Statement(
        _("The diagnosis or symptom, and “takes no opioid”."),
        name=_("Reason for use"),
    ),
    Statement(
        _(
            "Drug makers sell 50 mg tablets. In Texas we may not make what is in effect a copy of "
            "a product on the market unless you order that strength or form and say why the "
            "patient needs it."
        ),
        ("dailymed-naltrexone-tablet-label", "texas-tac-291-131"),
        name=_("Why compounded"),
    ),
    Statement(
        _("By law a named one: full name, date of birth, phone."),
        ("fdca-503a",),
        name=_("Patient"),
    ),
    Statement(
        _("Name, NPI, phone for questions, signature and date."),
        name=_("Prescriber"),
    ),
)

CAUTIONS = (
    Statement(
        _("If it holds an opioid, it may not work."),
        ("mpr-naltrexone-monograph",),
        name=_("Cough, diarrhea medicine"),
    ),
    Statement(
        _("Contrave holds it too. Look for a double dose."),
        ("label-contrave",),
        name=_("Other naltrexone"),
    ),
    Statement(
        _("Usually not taken together."),
        ("mpr-naltrexone-monograph",),
        name=_("Disulfiram"),
    ),
    Statement(
        _("More sedation."),
        ("mpr-naltrexone-monograph",),
        name=_("Thioridazine"),
    ),
    Statement(
        _("Leaflets say not to drink with naltrexone."),
        ("leaflet-naltrexone-multum",),
        name=_("Alcohol"),
    ),
    Statement(
        _(
            "Older labels rule it out in acute hepatitis and liver failure. In cirrhosis, blood "
            "levels are about 5 times (compensated) to 10 times (decompensated) as high."
        ),
        ("label-naltrexone-older-boxed", "label-naltrexone-50mg"),
        name=_("Liver"),
    ),
    Statement(
        _("Take care in severe disease."),
        ("mpr-naltrexone-monograph",),
        name=_("Kidney"),
    ),
    Statement(
        _(
            "Guidelines say to stop naltrexone first; one says 3 days, for standard doses. None "
            "covers LDN."
        ),
        ("goel-2024-perioperative", "whately-2023-perioperative"),
        name=_("Surgery, dental work"),
    ),
    Statement(
        _("Low mood and suicidal thoughts have been reported."),
        ("label-naltrexone-50mg",),
        name=_("Mood"),
    ),
    Statement(
        _(
            "Not known to be safe in pregnancy; trials left pregnant women out. In one case very "
            "little reached the milk."
        ),
        ("nct05430152-opioid-free-rule", "lactmed-naltrexone"),
        name=_("Pregnancy, breastfeeding"),
    ),
    Statement(
        _("Not approved at any dose."),
        ("mpr-naltrexone-monograph",),
        name=_("Under 18"),
    ),
    Statement(
        _("898 people in Norway used no less on LDN."),
        ("raknes-2020-thyroid",),
        name=_("Thyroid hormone"),
    ),
    Statement(
        _("We found no study. Ask that team."),
        ("ldn-advocacy-cautions",),
        name=_("Transplant, immune drugs"),
    ),
    Statement(
        _(
            "Vivid dreams in 37 out of 100 on LDN and 13 out of 100 on placebo (28 women). In "
            "another trial 8 out of 100 stopped for side effects on 6 mg, 6 out of 100 on placebo."
        ),
        ("mpr-2012-aapm-fibromyalgia-report", "bruun-2024-fibromyalgia-final"),
        name=_("Side effects"),
    ),
    Statement(
        _("To us and FDA MedWatch: 1-800-FDA-1088."),
        ("fda-medwatch",),
        name=_("Report harm"),
    ),
)

STATUS = (
    Statement(
        _(
            "Low-dose use is off-label. The FDA approved naltrexone 50 mg for alcohol and opioid "
            "dependence only."
        ),
        ("label-naltrexone-50mg",),
    ),
    Statement(
        _(
            "Compounded medicines are not FDA-approved. The FDA does not check their safety, "
            "effect or quality before sale."
        ),
        ("fda-compounding-qa",),
    ),
    Statement(
        _(
            "You may say no. A 2026 review of 105 studies found that early hopeful reports were "
            "rarely repeated against placebo, and that the evidence does not support routine use."
        ),
        ("gouda-2026-ldn-review",),
    ),
    Statement(
        _("We are not neutral: we earn when we fill LDN that you prescribe."),
    ),
)

# Documents without an author, by the shortest name that a clinician knows them by. The screen
# has their full titles and links; one sheet of paper has not the room.
SHORT_NAMES: Mapping[str, Any] = {
    "label-naltrexone-50mg": _("Label of naltrexone 50 mg, DailyMed"),
    "leaflet-naltrexone-multum": _("Multum leaflet on naltrexone"),
    "nct05430152-opioid-free-rule": "NCT05430152",
    "mpr-ismp-dose-designations": _("ISMP dose designations, MPR"),
    "fda-ismp-2006-abbreviations": _("FDA and ISMP 2006"),
    "dailymed-naltrexone-tablet-label": _("DailyMed, 50 mg tablet, 2025"),
    "texas-tac-291-131": "22 TAC 291.131",
    "fdca-503a": _("FD&C Act 503A"),
    "mpr-naltrexone-monograph": _("MPR monograph on naltrexone"),
    "label-contrave": _("Contrave label"),
    "label-naltrexone-older-boxed": _("Older label of naltrexone, Mallinckrodt"),
    "lactmed-naltrexone": "LactMed 2024",
    "ldn-advocacy-cautions": _("lowdosenaltrexone.org, an advocacy site"),
    "mpr-2012-aapm-fibromyalgia-report": "MPR 2012",
    "fda-medwatch": _("FDA MedWatch"),
    "fda-compounding-qa": _("FDA on compounding"),
}

PARTS: Mapping[str, Sequence[Statement]] = {
    "opioids": OPIOIDS,
    "order": ORDER,
    "cautions": CAUTIONS,
    "status": STATUS,
}


@dataclass(frozen=True)
class Mark:
    """A number in the text that leads to a source."""

    number: int
    key: str
    label: str


@dataclass(frozen=True)
class Line:
    """A statement as the card prints it."""

    name: str
    words: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Card:
    """All the statements by part, and the works they cite, numbered in order of first use."""

    parts: Mapping[str, Sequence[Line]]
    sources: Sequence[Source]
    sources_on_paper: Sequence[str]


def cited_keys() -> list[str]:
    """The keys of every work that the card cites, each once, in order of first use."""
    statements = [statement for part in PARTS.values() for statement in part]
    return list(dict.fromkeys(key for statement in statements for key in statement.keys))


def card_of(references: Iterable[Reference]) -> Card:
    """The card with those of its sources that are among `references`."""
    found = {reference.pk: citing.printed(reference) for reference in references}
    keys = [key for key in cited_keys() if key in found]
    marks = {
        key: Mark(number, key, citing.label(found[key])) for number, key in enumerate(keys, start=1)
    }
    return Card(
        parts={
            name: [
                Line(
                    str(statement.name),
                    join_units(str(statement.words)),
                    [marks[key] for key in statement.keys if key in marks],
                )
                for statement in part
            ]
            for name, part in PARTS.items()
        },
        sources=[source_of(key, found[key], number=marks[key].number) for key in keys],
        sources_on_paper=[_in_brief(key, found[key]) for key in keys],
    )


def _in_brief(key: str, data: Mapping[str, Any]) -> str:
    """Enough to find the work by, where there is no room for more and no link to follow."""
    where = f"PMID {data['pmid']}" if data["pmid"] else data["journal"]
    words = str(SHORT_NAMES.get(key, "")) or ", ".join(filter(None, [citing.label(data), where]))
    return f"{_('Retracted:')} {words}" if data["retracted"] else words
