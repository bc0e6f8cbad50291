"""One study in a few plain sentences, from its data alone."""

from django.utils.translation import gettext_lazy as _

from ldn_site.evidence.models import Design, Direction, Reference

KIND = {
    Design.RANDOMISED_TRIAL: _("In this trial, chance decided who got which treatment."),
    Design.CONTROLLED_TRIAL: _(
        "This trial compared groups, but chance did not decide who was in which."
    ),
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
SAID_TO_HELP = {Direction.BENEFIT, Direction.MIXED}


def in_plain_words(reference: Reference) -> str:
    """What kind of work it is, how many took part, and what it says of LDN."""
    sentences: list[object] = [KIND[Design(reference.design)]]
    is_of_people = reference.design in OF_PEOPLE
    if is_of_people and reference.n and reference.n > 1:
        # A plan gives the number it hopes for, and is filed with what does not tell of LDN.
        is_sure = reference.direction != Direction.NOT_APPLICABLE
        had = _("It had %(n)d people.") if is_sure else _("It had, or plans for, %(n)d people.")
        sentences.append(had % {"n": reference.n})
    if reference.direction:
        sentences.append(FINDING[Direction(reference.direction)])
    if is_of_people and reference.comparator == "none" and reference.direction in SAID_TO_HELP:
        sentences.append(
            _("There was no group to compare with, so it cannot show that LDN was the reason.")
        )
    return " ".join(map(str, sentences))
