import pytest

from ldn_site.media.naming import propose
from ldn_site.media.renditions import crop_box, every_rendition, is_well_formed, renditions

DIGEST = "ab" + "0" * 62


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (2560, [320, 640, 960, 1280]),
        (1280, [320, 640, 960, 1280]),
        (1000, [320, 640, 960, 1000]),
        (320, [320]),
        (90, [90]),
    ],
)
def test_picture_is_never_made_larger_than_it_is(width, widths):
    made = list(renditions(DIGEST, width, width // 2, (50, 50)))

    assert [one.width for one in made] == widths
    assert [one.height for one in made] == [round(w * (width // 2) / width) for w in widths]


@pytest.mark.parametrize(
    ("size", "focal", "crop", "box"),
    [
        ((1600, 1600), (50, 50), "wide", (0, 350, 1600, 1250)),
        ((1600, 1600), (50, 0), "wide", (0, 0, 1600, 900)),
        ((1600, 1600), (50, 100), "wide", (0, 700, 1600, 1600)),
        ((1600, 900), (25, 50), "square", (0, 0, 900, 900)),
        ((1600, 900), (50, 50), "square", (350, 0, 1250, 900)),
        ((1600, 900), (99, 50), "square", (700, 0, 1600, 900)),
        ((1600, 900), (10, 90), "wide", (0, 0, 1600, 900)),
        ((1, 1), (0, 100), "wide", (0, 0, 1, 1)),
        ((1600, 900), (0, 0), "", (0, 0, 1600, 900)),
    ],
)
def test_crop_lies_around_the_focal_point_and_within_the_picture(size, focal, crop, box):
    assert crop_box(*size, focal, crop) == box


def test_every_name_that_is_made_is_well_formed():
    names = [
        one.name
        for focal in ((0, 0), (7, 93), (100, 100))
        for one in every_rendition(DIGEST, 1999, 1001, focal)
    ]

    assert len(set(names)) == 4 + 3 * 8
    assert all(is_well_formed(name.removeprefix("pictures/")) for name in names)


@pytest.mark.parametrize(
    "name",
    [
        f"ab/{DIGEST}.webp",
        f"ac/{DIGEST}-320.webp",
        f"ab/{DIGEST}-0320.webp",
        f"ab/{DIGEST}-32000.webp",
        f"ab/{DIGEST}-320.png",
        f"ab/{DIGEST}-tall-1-1-320.webp",
        f"ab/{DIGEST}-wide-101-1-320.webp",
        f"ab/{DIGEST.upper()}-320.webp",
        f"ab/{DIGEST}-320.webp\n",
        f"ab/../ab/{DIGEST}-320.webp",
        f"/ab/{DIGEST}-320.webp",
        "ab/",
        "",
    ],
)
def test_other_names_are_not_well_formed(name):
    assert not is_well_formed(name)


@pytest.mark.parametrize(
    ("file", "alt", "name"),
    [
        ("Pill_bottle (1).JPG", "A bottle", "pill-bottle-1"),
        ("IMG_20260101_1200.jpg", "A bottle of pills", "a-bottle-of-pills"),
        ("DSC01234.JPG", "A bottle", "a-bottle"),
        ("PXL_20260101_120000123.MP.jpg", "A bottle", "a-bottle"),
        ("20260101_120000.jpg", "A bottle", "a-bottle"),
        ("image.png", "A bottle", "a-bottle"),
        ("Screenshot 2026-01-01 at 12.00.png", "A bottle", "a-bottle"),
        ("WhatsApp Image 2026-01-01 at 12.00.00.jpeg", "A bottle", "a-bottle"),
        ("3f2504e0-4f89-11d3-9a0c-0305e82c3301.jpg", "A bottle", "a-bottle"),
        ("IMG_1.jpg", "", "picture"),
        ("日本.jpg", "", "picture"),
        ("x" * 200 + ".jpg", "", "x" * 60),
        ("../../etc/passwd.png", "", "passwd"),
        ("capsules-and-tablets.webp", "", "capsules-and-tablets"),
        ("taken.webp", "", "taken-2"),
    ],
)
def test_name_is_proposed_from_the_file_or_the_words_but_never_a_cameras(file, alt, name):
    assert propose(file, alt, lambda tried: tried == "taken") == name
