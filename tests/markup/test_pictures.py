import pytest

from ldn_site.markup import Resources, pictures_in, render_here
from tests.markup.page import all_of, name_of, parse
from tests.markup.payloads import PAYLOADS
from tests.markup.samples import RESOURCES, picture

FENCE = "```picture\npicture: {}\n```"


def rendered(text, resources=RESOURCES):
    return render_here(text, resources)


def test_picture_is_drawn_with_its_sizes_words_and_caption():
    page = rendered(FENCE.format("a-pill"))

    [figure], [image] = all_of(page.html, "figure"), all_of(page.html, "img")
    assert page.findings == ()
    assert page.images == ("a-pill",)
    assert figure.attrib["class"] == "picture"
    assert image.attrib["alt"] == "A pill"
    assert image.attrib["src"] == "/media/a-640.webp"
    assert image.attrib["srcset"] == "/media/a-320.webp 320w, /media/a-640.webp 640w"
    assert (image.attrib["width"], image.attrib["height"]) == ("640", "480")
    assert (image.attrib["loading"], image.attrib["decoding"]) == ("lazy", "async")
    assert "".join(all_of(page.html, "figcaption")[0].itertext()) == "One pill Us"


def test_crop_has_the_files_and_size_of_the_crop():
    page = rendered("```picture\npicture: a-pill\ncrop: wide\n```")

    [image] = all_of(page.html, "img")
    assert image.attrib["srcset"] == "/media/a-wide-320.webp 320w"
    assert (image.attrib["width"], image.attrib["height"]) == ("320", "180")


def test_decorative_picture_is_silent_and_one_without_a_caption_has_none():
    page = rendered(FENCE.format("line"))

    assert all_of(page.html, "img")[0].attrib["alt"] == ""
    assert all_of(page.html, "figcaption") == []
    assert page.findings == ()


def test_words_of_a_picture_are_in_the_plain_text():
    page = rendered(f"Before.\n\n{FENCE.format('a-pill')}\n\nAfter.")

    assert page.plain_text == "Before.\nA pill\nOne pill Us\nAfter."


@pytest.mark.parametrize("payload", PAYLOADS[:60])
def test_words_of_a_picture_are_escaped(payload):
    image = picture(alt=payload, caption=payload, credit=payload)
    page = rendered(FENCE.format("a"), Resources(images={"a": image}))

    [shown] = all_of(page.html, "img")
    assert set(shown.attrib) == {
        *("class", "src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding")
    }
    tags = [name_of(element) for element in parse(page.html).iter()]
    assert tags[1:] == ["figure", "img", "figcaption", "span"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (FENCE.format("a"), ("a",)),
        ("```picture\ncrop: wide\npicture: 'a'\n```", ("a",)),
        ('~~~ picture\npicture: "\\x61"\n~~~', ("a",)),
        (f"{FENCE.format('b')}\n\n{FENCE.format('a')}\n\n{FENCE.format('b')}", ("b", "a")),
        ("- x\n\n    ```picture\n    picture: a\n    ```", ("a",)),
        ("picture: a", ()),
        ("```\npicture: a\n```", ()),
        ("````text\n```picture\npicture: a\n```\n````", ()),
        ("```picture\npicture: a", ()),
        ("```picture\npicture: [\n```", ()),
    ],
)
def test_pictures_of_a_text_are_found_without_rendering_it(text, names):
    images = {"a": picture(alt="A"), "b": picture(alt="B")}

    page = rendered(text, Resources(images=images))

    assert pictures_in(text) == names
    assert page.images == names
    assert len(all_of(page.html, "img")) == text.count("picture: ") * bool(names)
