"""References, pictures and blocks to render with."""

from typing import Any

from ldn_site.markup import Arm, Cut, Image, Resources, Study, Term

TRIAL = Study(
    key="known-trial",
    label="Known 2013",
    comparator="placebo",
    arms=(
        Arm("LDN 4.5 mg", "less pain", "people", "12 weeks", n=31, events=18),
        Arm("Placebo", "less pain", "people", "12 weeks", n=31, events=9),
        Arm("LDN 4.5 mg", "change in pain", "points", "12 weeks", n=31, mean=-1.3, ci95=(-2, -0.6)),
        Arm("Placebo", "change in pain", "points", "12 weeks", n=31, mean=-0.9),
        Arm("LDN 4.5 mg", "tired", "percent of people", "12 weeks", percent=73.9),
        Arm("Placebo", "tired", "percent of people", "4 weeks", percent=40),
    ),
)
SERIES = Study(
    key="lone-series",
    label="Lone 2019",
    comparator="none",
    arms=(Arm("LDN (no comparison group)", "some relief", "people", "later", n=34, events=16),),
)
BEFORE = Study(
    key="before-after",
    label="Before 2020",
    comparator="none",
    arms=(
        Arm("Before LDN", "pain", "points", "before", n=8, mean=6.5),
        Arm("LDN", "pain", "points", "8 weeks", n=8, mean=4.5),
    ),
)
REPORTS = Study(
    key="reports-only",
    label="Reports 2021",
    comparator="amitriptyline",
    arms=(
        Arm("LDN", "side-effect reports", "reports, not people: no percent", events=8),
        Arm(
            "Amitriptyline",
            "side-effect reports",
            "reports, not people: never a percent",
            events=52,
        ),
    ),
)
WITHDRAWN = Study(key="withdrawn-trial", label="Gone 2010", retracted=True)


def picture(**words: Any) -> Image:
    """A picture in two sizes, with one file of each crop."""
    return Image(
        cuts={
            "": (Cut("/media/a-320.webp", 320, 240), Cut("/media/a-640.webp", 640, 480)),
            "wide": (Cut("/media/a-wide-320.webp", 320, 180),),
            "square": (Cut("/media/a-square-320.webp", 320, 320),),
        },
        **words,
    )


RESOURCES = Resources(
    references={s.key: s for s in (TRIAL, SERIES, BEFORE, REPORTS, WITHDRAWN)},
    blocks={
        "off-label": "LDN is **off-label** [@known-trial].\n\n{{ pharmacy: phone }}",
        "outer": "Before\n\n{{ block: off-label }}",
    },
    images={
        "a-pill": picture(alt="A pill", caption="One pill", credit="Us"),
        "plain": picture(),
        "line": picture(decorative=True),
    },
    facts=frozenset({"phone", "shipping"}),
)
TERMS = (
    Term("placebo", "placebo", ("placebos",)),
    Term("placebo-effect", "placebo effect"),
    Term("microglia", "microglia", ("microglial cells",)),
    Term("r-and-d", "R&D"),
)
