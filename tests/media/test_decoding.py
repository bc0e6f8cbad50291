import io

import pytest
from PIL import Image, ImageCms

from ldn_site.media import decoding
from ldn_site.media.decoding import LONGEST_SIDE, MOST_BYTES, NotAPicture, read_master
from tests.media.files import (
    animation,
    decoded,
    halves,
    opened,
    photo,
    png_header,
    srgb_profile,
    with_exif,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n"
ZIP = b"PK\x03\x04" + b"payload" * 20
TRUNCATED = photo((400, 300), color="red")[:900]
NOISE = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4


def is_near(pixel, color):
    return all(abs(a - b) < 24 for a, b in zip(pixel, color, strict=False))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (photo(), "a.jpg"),
        (photo(), "a.JPEG"),
        (photo(kind="PNG"), "a.png"),
        (photo(kind="WEBP"), "a.webp"),
        (photo(mode="L", color=40), "gray.jpg"),
        (photo(mode="P", color=3, kind="PNG"), "palette.png"),
        (photo(mode="1", color=1, kind="PNG"), "bits.png"),
        (photo(mode="I;16", color=30_000, kind="PNG"), "deep.png"),
        (photo(mode="LA", color=(40, 90), kind="PNG"), "grayalpha.png"),
        (photo((1, 1)), "dot.jpg"),
        (photo((6000, 2)), "line.jpg"),
    ],
)
def test_honest_picture_becomes_a_master_with_pixels_and_nothing_else(data, name):
    master = decoded(data, name)

    assert opened(master).format == "WEBP"
    assert opened(master).size == (master.width, master.height)
    assert read_master(master.data) == master


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (SVG, "a.svg", "not a JPEG, PNG or WebP"),
        (photo(kind="GIF"), "a.gif", "not a JPEG, PNG or WebP"),
        (photo(), "a", "not a JPEG, PNG or WebP"),
        (photo(), "a.jpg.html", "not a JPEG, PNG or WebP"),
        (SVG, "a.png", "cannot be read"),
        (EPS, "a.jpg", "cannot be read"),
        (photo(kind="TIFF"), "a.jpg", "cannot be read"),
        (photo(kind="GIF"), "a.png", "cannot be read"),
        (photo(kind="BMP"), "a.webp", "cannot be read"),
        (photo(), "a.png", "holds a JPEG one"),
        (photo(kind="PNG"), "a.jpg", "holds a PNG one"),
        (TRUNCATED, "a.jpg", "cannot be read"),
        (photo(kind="PNG")[:-30], "a.png", "cannot be read"),
        (photo(kind="WEBP")[:-30], "a.webp", "cannot be read"),
        (NOISE, "a.jpg", "cannot be read"),
        (b"", "a.jpg", "cannot be read"),
        (png_header(40_000, 40_000), "bomb.png", "million pixels"),
        (png_header(6_000, 5_001), "large.png", "30 million pixels"),
        (png_header(0, 9), "nothing.png", "cannot be read"),
        (photo((4000, 2501), kind="WEBP", method=0), "a.webp", "10 million pixels"),
        (animation("PNG"), "a.png", "moves"),
        (animation("WEBP"), "a.webp", "moves"),
        (photo() + bytes(MOST_BYTES), "a.jpg", "10 MB"),
    ],
)
def test_what_is_not_an_honest_picture_is_refused_in_words(data, name, words):
    with pytest.raises(NotAPicture, match=words):
        decoded(data, name)


def test_what_a_camera_wrote_is_gone():
    sent = with_exif(halves(), icc_profile=srgb_profile())
    assert b"Camera of somebody" in sent
    assert b"Taken at home" in sent

    master = decoded(sent)

    assert b"Camera" not in master.data
    assert b"home" not in master.data
    assert dict(opened(master).getexif()) == {}
    assert opened(master).info.keys() <= {"background", "loop", "duration", "timestamp"}


def test_picture_held_sideways_stands_upright():
    master = decoded(with_exif(halves((64, 48)), orientation=6))

    image = opened(master)
    assert image.size == (48, 64)
    assert is_near(image.getpixel((24, 8)), (255, 0, 0))
    assert is_near(image.getpixel((24, 56)), (0, 0, 255))


def test_tail_of_a_file_is_cut_off():
    master = decoded(photo() + ZIP)

    assert b"payload" not in master.data


def test_print_colors_become_screen_colors():
    master = decoded(photo(mode="CMYK", color=(0, 255, 255, 0)))

    assert opened(master).mode == "RGB"
    assert is_near(opened(master).getpixel((9, 9)), (255, 0, 0))


def test_colors_of_a_profile_that_does_not_fit_stay():

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    broken = photo(icc_profile=b"not a profile")
    strange = photo(icc_profile=profile.tobytes())

    assert is_near(opened(decoded(broken)).getpixel((9, 9)), (0, 128, 128))
    assert is_near(opened(decoded(strange)).getpixel((9, 9)), (0, 128, 128))


def test_see_through_parts_stay_see_through():
    master = decoded(photo(mode="RGBA", color=(255, 0, 0, 100), kind="PNG"), "a.png")

    assert opened(master).mode == "RGBA"
    assert opened(master).getpixel((9, 9))[3] == 100


@pytest.mark.parametrize(
    ("mode", "name", "kind"), [("RGB", "a.jpg", "JPEG"), ("RGBA", "a.png", "PNG")]
)
def test_large_picture_is_kept_no_larger_than_needed(mode, name, kind):
    color = (255, 0, 0, 255)[: len(mode)]

    master = decoded(photo((6000, 3000), mode=mode, color=color, kind=kind), name)

    assert (master.width, master.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert is_near(opened(master).getpixel((2000, 900)), (255, 0, 0))


def test_deep_gray_keeps_its_middle():
    master = decoded(photo(mode="I;16", color=32_768, kind="PNG"), "a.png")

    assert is_near(opened(master).convert("RGB").getpixel((9, 9)), (128, 128, 128))


def test_preview_behind_a_phones_photo_is_no_second_frame():
    file = io.BytesIO()
    preview = Image.new("RGB", (8, 8), "blue")
    halves().save(file, "MPO", save_all=True, append_images=[preview])

    assert decoded(file.getvalue()).width == 64


def test_reading_waits_its_turn_and_then_says_so(monkeypatch):
    monkeypatch.setattr(decoding, "WAIT_SECONDS", 0)

    with decoding._one_at_a_time, pytest.raises(NotAPicture, match="Try again"):
        decoded(photo())

    assert decoded(photo())


@pytest.mark.parametrize(
    "data",
    [
        photo(),
        photo(kind="WEBP", icc_profile=srgb_profile()),
        photo(kind="WEBP", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"),
        photo(kind="WEBP") + ZIP,
        animation("WEBP"),
        photo(kind="WEBP")[:-2],
        photo((3000, 20), kind="WEBP"),
        b"RIFF\x04\0\0\0WEBP",
        b"",
    ],
)
def test_only_pixels_count_as_a_master(data):
    assert read_master(data) is None
