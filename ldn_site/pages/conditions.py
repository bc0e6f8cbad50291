"""Names of conditions, which references and pages know by a key."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "autoimmune-disorders": _("Autoimmune disorders"),
    "bipolar-depression": _("Bipolar depression"),
    "cancer": _("Cancer"),
    "chronic-pain": _("Chronic pain"),
    "colds-and-emphysema": _("Colds and emphysema"),
    "complex-regional-pain-syndrome": _("Complex regional pain syndrome"),
    "crohns-disease": _("Crohn’s disease"),
    "depression": _("Depression"),
    "diabetes": _("Diabetes"),
    "fibromyalgia": _("Fibromyalgia"),
    "hashimotos-thyroiditis": _("Hashimoto’s thyroiditis"),
    "hiv-aids": _("HIV and AIDS"),
    "long-covid-and-me-cfs": _("Long COVID and ME/CFS"),
    "multiple-sclerosis": _("Multiple sclerosis"),
    "ptsd": _("PTSD"),
    "rheumatoid-arthritis": _("Rheumatoid arthritis"),
    "skin-conditions": _("Skin conditions"),
    "weight-loss": _("Weight loss"),
    "other": _("Other conditions"),
    "": _("No one condition"),
}
# Names that keep their capital within a sentence.
PROPER = {"crohns-disease", "hashimotos-thyroiditis", "hiv-aids", "ptsd"}


def condition_name(key: str) -> str:
    """The name of a condition; one that is not in the table is read off its key."""
    return str(NAMES.get(key) or key.replace("-", " ").capitalize())


def condition_in_sentence(key: str) -> str:
    """The name as it stands within a sentence."""
    name = condition_name(key)
    return name if key in PROPER else name[:1].lower() + name[1:]
