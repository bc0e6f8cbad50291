"""Conditions by what a reader comes for, told from the first ICD-10-CM code of a page.

So a page that staff add finds its place by itself.
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

NEEDS = (
    (_("Pain and tiredness"), ("G89", "G90", "G93", "M79", "R", "U09")),
    (_("Immune system, joints, gut and skin"), ("E06", "G35", "K", "L", "M")),
    (_("Mood and mind"), ("F",)),
    (_("Weight and blood sugar"), ("E",)),
    (_("Infections, lungs and cancer"), ("A", "B", "C", "D", "J")),
    (_("Other conditions"), ("",)),
)


def need_of(icd10: Sequence[str]) -> int:
    """The place in NEEDS where a page with these codes belongs: the longest beginning wins."""
    code = icd10[0] if icd10 else ""
    fitting = [
        (len(beginning), place)
        for place, (_name, beginnings) in enumerate(NEEDS)
        for beginning in beginnings
        if code.startswith(beginning)
    ]
    return max(fitting)[1]
