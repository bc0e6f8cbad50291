"""From a file that somebody sent to a picture that may be kept.

Nothing of the file survives but its pixels: they are decoded by one of three decoders, turned
upright, brought to sRGB and encoded again. One picture at a time, and no larger than is ever
shown, so that a hostile one cannot take the memory that readers' pages need.
"""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms

MOST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 2560  # of a master: twice the widest rendition
# libwebp decodes into three buffers of the whole picture at once; a JPEG is read at half its size
# and a PNG in one buffer.
MOST_PIXELS = {"JPEG": 30_000_000, "PNG": 30_000_000, "WEBP": 10_000_000}
ENDINGS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
STRIP = 256
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# The chunks of a WebP file that hold pixels, and no other.
PIXEL_CHUNKS = {b"VP8X", b"ALPH", b"VP8 ", b"VP8L"}
WAIT_SECONDS = 30
_one_at_a_time = threading.Lock()


class NotAPicture(ValueError):
    """Why a file cannot be kept as a picture, in words for the person who sent it."""


@dataclass(frozen=True)
class Master:
    """A picture as it is kept: a WebP file with pixels in it and nothing else."""

    data: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def decode(file: IO[bytes], name: str, size: int) -> Master:
    """The master of the picture in `file`, which was sent under `name`. Raises NotAPicture."""
    expected = ENDINGS.get(PurePath(name).suffix.lower())
    if expected is None:
        raise NotAPicture(
            _(
                "“%s” is not a JPEG, PNG or WebP picture. Save it as one of these, then choose "
                "it again."
            )
            % PurePath(name).name[:80]
        )
    if size > MOST_BYTES:
        raise NotAPicture(
            _(
                "The file has %(found).1f MB; 10 MB are the most. Save it smaller, then choose it "
                "again."
            )
            % {"found": size / 1024 / 1024}
        )
    with _said(), _alone():
        return encode(_pixels(file, expected))


def read_master(data: bytes) -> Master | None:
    """`data` as a master, if it is one already: such bytes are kept as they are."""
    if not _holds_pixels_alone(data):
        return None
    try:
        with _said(), Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
            _check(image, "WEBP")
            if max(image.size) > LONGEST_SIDE:
                return None
            image.load()
            return Master(data, *image.size)
    except NotAPicture:
        return None


def encode(image: Image.Image) -> Master:
    return Master(as_webp(image, quality=90), *image.size)


def as_webp(image: Image.Image, *, quality: int) -> bytes:
    """The pixels of `image`, and nothing that it carries besides."""
    image.info = {}
    file = io.BytesIO()
    image.save(file, "WEBP", quality=quality, method=4)
    return file.getvalue()


@contextmanager
def _said() -> Iterator[None]:
    """Whatever a decoder raises means the same to the person: this file is no use."""
    try:
        yield
    except NotAPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(30_000_000) from error
    except Exception as error:  # decoders fail in a hundred ways on files made to break them
        raise NotAPicture(
            _(
                "This file cannot be read as a picture. It may be damaged, or something else under "
                "the name of a picture. Save it again as JPEG, PNG or WebP and choose that file."
            )
        ) from error


@contextmanager
def _alone() -> Iterator[None]:
    if not _one_at_a_time.acquire(timeout=WAIT_SECONDS):
        raise NotAPicture(_("Other pictures are being read just now. Try again in a minute."))
    try:
        yield
    finally:
        _one_at_a_time.release()


def _pixels(file: IO[bytes], expected: str) -> Image.Image:
    with Image.open(file, formats=list(MOST_PIXELS)) as image:
        _check(image, expected)
        scale = max(1.0, max(image.size) / LONGEST_SIDE)
        # Reads a large JPEG at a half, a quarter or an eighth, in as little memory.
        image.draft("RGB", (max(1, int(image.width / scale)), max(1, int(image.height / scale))))
        image.load()
        orientation = 1
        with suppress(Exception):  # a broken note about the camera is no reason to refuse
            orientation = image.getexif().get(ORIENTATION, 1)
        profile = image.info.get("icc_profile")
        small = _in_plain_mode(_shrunk(image))
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if orientation in UPRIGHT:
        small = small.transpose(UPRIGHT[orientation])
    return _in_srgb(small, profile)


def _check(image: Image.Image, expected: str) -> None:
    """What the header says, before a pixel is decoded."""
    # Phones put a preview behind a JPEG, which Pillow calls MPO. Only the photo is read.
    found = "JPEG" if image.format == "MPO" else str(image.format)
    if found != expected:
        raise NotAPicture(
            _(
                "By its name this is a %(expected)s picture, but it holds a %(found)s one. Give it "
                "the right ending and choose it again."
            )
            % {"expected": expected, "found": found}
        )
    if image.width * image.height > MOST_PIXELS[found]:
        raise _too_large(MOST_PIXELS[found])
    if found != "JPEG" and getattr(image, "n_frames", 1) > 1:
        raise NotAPicture(
            _("This picture moves. Many readers cannot follow that. Choose one that stands still.")
        )


def _too_large(most: int) -> NotAPicture:
    return NotAPicture(
        _("This picture has more than %d million pixels. Save it smaller and choose it again.")
        % (most // 1_000_000)
    )


def _shrunk(image: Image.Image) -> Image.Image:
    """A whole fraction of the size where that is still large enough, strip by strip: all at
    once would take the picture's memory twice."""
    factor = max(image.size) // LONGEST_SIDE
    if factor < 2 or min(image.size) < 2 * factor:
        return image.copy()
    width, height = (side // factor * factor for side in image.size)
    small: Image.Image | None = None
    for top in range(0, height, STRIP * factor):
        strip = image.crop((0, top, width, min(top + STRIP * factor, height)))
        strip = _in_plain_mode(strip).reduce(factor)
        small = small or Image.new(strip.mode, (width // factor, height // factor))
        small.paste(strip, (0, top // factor))
    assert small
    return small


def _in_plain_mode(image: Image.Image) -> Image.Image:
    """L, RGB, CMYK or RGBA, of 8 bits each."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return image.convert("F").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("L", "RGB", "RGBA", "CMYK"):
        return image
    has_alpha = image.mode in ("LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    colors = image.convert("RGB") if alpha else image
    if profile:
        # A profile that does not fit its picture is as good as none.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            own = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(colors, given, own, outputMode="RGB")
            colors = converted or colors
    colors = colors.convert("RGB")
    if alpha and alpha.getextrema() != (255, 255):
        colors.putalpha(alpha)
    return colors


def _holds_pixels_alone(data: bytes) -> bool:
    """Whether this is one WebP file from end to end, without metadata, frames or a tail."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or len(data) > MOST_BYTES:
        return False
    if int.from_bytes(data[4:8], "little") + 8 != len(data):
        return False
    at = 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] not in PIXEL_CHUNKS:
            return False
        at += 8 + size + size % 2
    return at == len(data)
