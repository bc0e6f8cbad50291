"""The forms of the numbers by which a published work is found. No database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

SHAPES = {
    "doi": (
        re.compile(r"10\.\d{4,9}/\S+"),
        _("A DOI begins with 10., four digits or more and a slash: 10.1000/xyz."),
    ),
    "pmid": (re.compile(r"[1-9]\d{0,7}"), _("A PubMed number has 1 to 8 digits and nothing else.")),
    "pmcid": (re.compile(r"PMC[1-9]\d{0,8}"), _("A PMCID is PMC and digits: PMC1234567.")),
    "url": (re.compile(r"https?://[^\s/]+\.[^\s/]+\S*"), _("An address begins with https://.")),
}


def wrong_forms(values: Mapping[str, Any]) -> dict[str, str]:
    """For each identifier in `values` that cannot be right, what its form is."""
    return {
        name: str(words)
        for name, (shape, words) in SHAPES.items()
        if values.get(name) and not shape.fullmatch(str(values[name]))
    }
