"""One study in a few plain sentences, from its data alone."""

from django.utils.translation import gettext_lazy as _

from ldn_site.evidence.counting import ANSWERS
from ldn_site.evidence.models import Design, Direction, Reference
from ldn_site.pages.conditions import condition_in_sentence

KIND = {
    Design.RANDOMISED_TRIAL: _(
        "In this trial, chance decided who got which treatment, or got it first."
    ),
    Design.CONTROLLED_TRIAL: _("In this trial, chance did not decide who got what."),
    Design.OBSERVATIONAL: _(
        "This study looked at what happened to people. Chance did not decide who got what."
    ),
    Design.CASE_SERIES: _("This is a report on one patient or a few."),
    Design.SYSTEMATIC_REVIEW: _("This review searched for the studies on its question."),
    Design.REVIEW: _("This review sums up what others found."),
    Design.LABORATORY: _("This work was done in the laboratory or with animals."),
    Design.GUIDELINE: _("This is advice from a professional group or a public service."),
    Design.LABEL: _("This is the printed information for a medicine."),
    Design.REGULATION: _("This is a law, or the word of a regulator."),
    Design.NEWS: _("This is news or history. It is not a study."),
    Design.STATISTICS: _("These are counts of how common something is."),
}
NOUN = {
    Design.RANDOMISED_TRIAL: _("A trial"),
    Design.CONTROLLED_TRIAL: _("A trial"),
    Design.OBSERVATIONAL: _("A study"),
    Design.CASE_SERIES: _("Case reports"),
    Design.SYSTEMATIC_REVIEW: _("A review of studies"),
}
BEFORE_AND_AFTER = _("This trial compared people only with how they were before.")
OF_PEOPLE = {
    Design.RANDOMISED_TRIAL,
    Design.CONTROLLED_TRIAL,
    Design.OBSERVATIONAL,
    Design.CASE_SERIES,
}
FINDING = {
    Direction.BENEFIT: _("Its main result favored LDN."),
    Direction.MIXED: _("Its results were mixed."),
    Direction.NO_CLEAR_BENEFIT: _("It found no clear benefit from LDN."),
    Direction.HARM: _("Its main result was harm."),
    Direction.NOT_APPLICABLE: _(
        "It looked at another dose or question, or has no results yet. So it does not tell "
        "whether LDN works."
    ),
}
NO_GROUP = _("There was no group to compare with, so it cannot show that LDN was the reason.")
SAID_TO_HELP = {Direction.BENEFIT, Direction.MIXED}


def heading(reference: Reference) -> str:
    """What the study was about: "A trial of LDN for fibromyalgia, 2013".

    Empty where its data do not say so much; then its own title has to do.
    """
    kind = NOUN.get(Design(reference.design))
    about = next((key for key in reference.conditions if key != "other"), "")
    is_of_ldn = reference.direction in ANSWERS
    if not kind or not (about or is_of_ldn):
        return ""
    words = {"kind": kind, "condition": condition_in_sentence(about), "year": reference.year}
    if not is_of_ldn:
        name = _("%(kind)s on %(condition)s")
    elif about:
        name = _("%(kind)s of LDN for %(condition)s")
    else:
        name = _("%(kind)s of LDN")
    plain = name % words
    return _("%(name)s, %(year)s") % {**words, "name": plain} if reference.year else plain


def answer(reference: Reference) -> str:
    """What it says of LDN in a sentence; a second one says where that is no proof."""
    if not reference.direction:
        return ""
    found = str(FINDING[Direction(reference.direction)])
    is_alone = reference.design in OF_PEOPLE and reference.comparator == "none"
    if (is_alone or _is_before_and_after(reference)) and reference.direction in SAID_TO_HELP:
        return f"{found} {NO_GROUP}"
    return found


def how_it_was_done(reference: Reference) -> str:
    """What kind of work it is, and how many took part."""
    is_of_one_group = _is_before_and_after(reference)
    kind = str(BEFORE_AND_AFTER if is_of_one_group else KIND[Design(reference.design)])
    if reference.design not in OF_PEOPLE or not reference.n or reference.n < 2:
        return kind
    # A plan gives the number it hopes for, and is filed with what does not tell of LDN.
    is_sure = reference.direction != Direction.NOT_APPLICABLE
    had = _("It had %(n)d people.") if is_sure else _("It had, or plans for, %(n)d people.")
    return f"{kind} {had % {'n': reference.n}}"


def in_plain_words(reference: Reference) -> str:
    """What kind of work it is, how many took part, and what it says of LDN."""
    return f"{how_it_was_done(reference)} {answer(reference)}".strip()


def _is_before_and_after(reference: Reference) -> bool:
    """Whether a trial compared people with themselves alone."""
    is_own = reference.comparator.lower().startswith("own baseline")
    return reference.design == Design.CONTROLLED_TRIAL and is_own
