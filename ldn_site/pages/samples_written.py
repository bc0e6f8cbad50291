"""What writers can make with Markdown, each once. All of it is plainly about nothing real."""

from ldn_site.markup import Arm, Cut, Image, Resources, Study, Term
from ldn_site.pages.gallery import Written

FACTS = {"phone": "What staff filled in stands here."}

TRIAL = Study(
    key="sample-2001-trial",
    label="Sample 2001",
    comparator="sample dummy pill",
    arms=(
        Arm("Sample medicine", "sample result", "people", "12 weeks", n=50, events=20),
        Arm("Dummy pill", "sample result", "people", "12 weeks", n=50, events=18),
        Arm("Sample medicine", "sample score", "points", "12 weeks", n=50, mean=-2, ci95=(-4, 0)),
        Arm("Dummy pill", "sample score", "points", "12 weeks", n=50, mean=-1, ci95=(-3, 1)),
    ),
)
ALONE = Study(
    key="sample-2002-series",
    label="Sample 2002",
    comparator="none",
    arms=(Arm("Sample medicine", "sample result", "people", "later", n=30, events=12),),
)
RETRACTED = Study(
    key="sample-2003-retracted",
    label="Sample 2003",
    comparator="sample dummy pill",
    arms=(
        Arm("Sample medicine", "sample result", "people", "12 weeks", n=50, events=30),
        Arm("Dummy pill", "sample result", "people", "12 weeks", n=50, events=10),
    ),
    retracted=True,
)
STUDIES = (TRIAL, ALONE, RETRACTED)


def resources(picture: str) -> Resources:
    """What the samples call on by name. `picture` is the address of a picture of ours."""
    return Resources(
        references={study.key: study for study in STUDIES},
        images={
            "sample": Image(
                cuts={"": (Cut(picture, 320, 320),)},
                alt="The sign of this site",
                caption="A sample picture.",
                credit="Drawn for this site",
            )
        },
        terms=(Term("sample-word", "sample word"),),
    )


WRITTEN = (
    Written(
        "Text",
        "Paragraphs, links, lists, numbers of sources and words of the glossary.",
        "A paragraph with **strong words**, *stressed words*, a [link](/about/how-we-write/), a "
        "sample word that leads to the glossary, and the numbers of its sources. "
        "[@sample-2001-trial; @sample-2002-series; @sample-2003-retracted]\n\n"
        "- An item\n- Another item\n\n1. The first\n2. The second\n\n"
        "## A heading\n\n### A heading within its part\n\nMore text.",
    ),
    Written(
        "Fact of the pharmacy",
        "What staff filled in; where they have not, nothing is left of its paragraph.",
        "{{ pharmacy: phone }}",
    ),
    Written(
        "Warning",
        "A mistake that is common and serious. At most two on a page.",
        "/// warning | Do not mix samples\n\nA warning says what to do.\n\n///",
    ),
    Written(
        "Good to know",
        "Beside the text, for those who want to know more.",
        "/// info | How samples are made\n\nBy hand, for this page.\n\n///",
    ),
    Written(
        "Urgent",
        "What has changed and cannot wait.",
        "/// urgent | A sample was called back\n\nAn urgent box says what to do today.\n\n///",
    ),
    Written(
        "Care cards",
        "Where to get help, in three ranks. The rank is said in words.",
        "\n\n".join(
            f"/// care | {level} | A sample of this rank\n\n- A sample sign\n- Another one\n\n///"
            for level in ("emergency", "urgent", "routine")
        ),
    ),
    Written(
        "Do and do not",
        "What to do first, then what not to do.",
        "/// do\n\n- Read the sample\n- Look at it on a phone\n\n///\n\n"
        "/// dont\n\n- Do not take it for a fact\n- Do not print it as one\n\n///",
    ),
    Written(
        "Key facts",
        "Three to six sentences that a reader should keep.",
        "/// facts\n\n- The first sample fact\n- The second\n- The third\n\n///",
    ),
    Written(
        "Details",
        "What some readers need. It opens without a script and is open on paper.",
        "/// details | What is in a sample?\n\nWords that wait until somebody asks.\n\n///",
    ),
    Written(
        "Table",
        "Numbers side by side. A wide one scrolls inside its own frame.",
        "/// table | Sample numbers\n\n| Sample | People | Weeks | Points |\n"
        "|---|---:|---:|---:|\n| First sample | 50 | 12 | 4.5 |\n"
        "| Second sample | 60 | 24 | 3 |\n\n///",
    ),
    Written(
        "Icons out of 100",
        "Chances side by side, never one group alone.",
        "```icon-array\ntitle: Sample result\ntime: after 12 weeks\ngroups:\n"
        "  - name: Sample medicine\n    count: 40\n  - name: Dummy pill\n    count: 36\n```",
    ),
    Written(
        "Bars",
        "Amounts from one shared zero, with their likely range where it is known.",
        "```bar-chart\ntitle: Sample points\nunit: points\nbars:\n"
        "  - name: Sample medicine\n    value: 4.5\n    low: 3\n    high: 6\n"
        "  - name: Dummy pill\n    value: 4\n    low: 2.5\n    high: 5.5\n```",
    ),
    Written(
        "Time",
        "What came when.",
        "```timeline\ntitle: Days of a sample\nevents:\n"
        "  - when: Day 1\n    what: The sample is made.\n"
        "  - when: Day 2\n    what: The sample is looked at.\n```",
    ),
    Written(
        "Steps",
        "What comes after what, in words.",
        "```steps\ntitle: Making a sample\nsteps:\n  - Take a sheet\n  - Write on it\n```",
    ),
    Written(
        "Steps with drawings",
        "A story in pictures. The words tell it alone, too.",
        "```steps\ntitle: A sample story\nsteps:\n"
        "  - title: The sheet\n    text: It lies on the table.\n    drawing: about\n"
        "  - title: The doctor\n    text: Somebody reads it.\n    drawing: doctor\n```",
    ),
    Written(
        "Study with numbers",
        "A study drawn from its own numbers, one picture for each outcome.",
        "```study\nkey: sample-2001-trial\n```",
    ),
    Written(
        "Study without a comparison group",
        "Words and no picture, which would look like proof.",
        "```study\nkey: sample-2002-series\n```",
    ),
    Written(
        "Study that was retracted",
        "It says so itself, and in the label of its number.",
        "```study\nkey: sample-2003-retracted\n```",
    ),
    Written("Picture", "A picture of our own.", "```picture\npicture: sample\n```"),
)
