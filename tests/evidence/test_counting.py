import pytest

from ldn_site.evidence.counting import inputs_of
from ldn_site.evidence.models import Design, Direction, Reference


def study(**fields):
    fields = {
        "design": "randomised-trial",
        "direction": "benefit",
        "comparator": "placebo",
        "n": 10,
    } | fields
    return Reference(**fields)


def sort_of(reference) -> str:
    """Where a single reference is counted."""
    inputs = inputs_of([reference])
    names = ("trials", "others", "harms", "aside")
    return "".join(name for name in names if len(getattr(inputs, name)))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "trials"),
        ({"design": "controlled-trial"}, "trials"),
        ({"comparator": "amitriptyline 10 to 50 mg a day"}, "trials"),
        ({"comparator": "none"}, "others"),
        ({"comparator": ""}, "others"),
        ({"comparator": "own baseline (crossover)"}, "others"),
        ({"design": "observational"}, "others"),
        ({"design": "case-series", "comparator": "none"}, "others"),
        ({"direction": "harm"}, "harms"),
        ({"direction": "not-applicable"}, "aside"),
        ({"direction": ""}, "aside"),
        ({"part_of": "smith-2020-trial"}, "aside"),
        ({"part_of": "smith-2020-trial", "direction": "harm"}, "aside"),
        ({"retracted": True}, ""),
    ],
)
def test_study_counts_for_what_it_can_tell(fields, expected):
    assert sort_of(study(**fields)) == expected


@pytest.mark.parametrize("design", sorted(set(Design.values) - {"randomised-trial"}))
def test_only_studies_of_people_count(design):
    of_people = {"controlled-trial", "observational", "case-series"}

    assert bool(sort_of(study(design=design))) == (design in of_people)


def test_people_are_added_up_and_directions_counted_in_order():
    inputs = inputs_of(
        [
            study(direction="no-clear-benefit", n=99),
            study(direction="benefit", n=31),
            study(direction="no-clear-benefit", n=None),
            study(direction="mixed", design="observational", n=5),
        ]
    )

    assert (len(inputs.trials), inputs.trials.people) == (3, 130)
    assert inputs.trials.directions == [(Direction.BENEFIT, 1), (Direction.NO_CLEAR_BENEFIT, 2)]
    assert (len(inputs.answering), inputs.answering.people) == (4, 135)
    assert len(list(inputs)) == 4
