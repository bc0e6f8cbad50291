"""The sizes and crops in which a picture is served, and the names of their files.

Pure arithmetic. A file is named by all that made it, so a file never changes, and browsers may
keep it for a year. The widths are for good: frozen pages name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WIDTHS = (320, 640, 960, 1280)
CROPS = {"wide": (16, 9), "square": (1, 1)}
FOLDER = "pictures"
CENTER = (50, 50)
# Without the folder; the first two digits of a digest are a folder of their own.
NAME = (
    r"(?P<start>[0-9a-f]{2})/(?P<digest>[0-9a-f]{64})"
    r"(?:-(?:wide|square)-(?:100|[1-9]?[0-9])-(?:100|[1-9]?[0-9]))?-[1-9][0-9]{0,3}\.webp"
)
_WELL_FORMED = re.compile(NAME)

Focal = tuple[int, int]


@dataclass(frozen=True)
class Rendition:
    """One file: the whole picture or a crop of it, at one size."""

    name: str
    crop: str
    width: int
    height: int


def master_name(digest: str) -> str:
    """Where the master is kept. No address leads to it."""
    return f"{FOLDER}/{digest[:2]}/{digest}.webp"


def is_well_formed(name: str) -> bool:
    """Whether `name`, without the folder, could be that of a rendition."""
    found = _WELL_FORMED.fullmatch(name)
    return bool(found and found["digest"].startswith(found["start"]))


def renditions(
    digest: str, width: int, height: int, focal: Focal, crop: str = ""
) -> Iterator[Rendition]:
    """Every size of the whole picture, or of one crop, the smallest first."""
    left, top, right, bottom = crop_box(width, height, focal, crop)
    across, down = right - left, bottom - top
    largest = min(across, WIDTHS[-1])
    of_crop = f"-{crop}-{focal[0]}-{focal[1]}" if crop else ""
    for wide in (*(w for w in WIDTHS if w < largest), largest):
        name = f"{FOLDER}/{digest[:2]}/{digest}{of_crop}-{wide}.webp"
        yield Rendition(name, crop, wide, max(1, round(wide * down / across)))


def every_rendition(digest: str, width: int, height: int, focal: Focal) -> Iterator[Rendition]:
    for crop in ("", *CROPS):
        yield from renditions(digest, width, height, focal, crop)


def crop_box(width: int, height: int, focal: Focal, crop: str) -> tuple[int, int, int, int]:
    """The largest part of the picture with the crop's proportions that lies around the focal
    point: left, top, right, bottom."""
    if not crop:
        return 0, 0, width, height
    across, down = CROPS[crop]
    wide = min(width, max(1, round(height * across / down)))
    high = min(height, max(1, round(width * down / across)))
    left = _placed(width, wide, focal[0])
    top = _placed(height, high, focal[1])
    return left, top, left + wide, top + high


def _placed(whole: int, part: int, percent: int) -> int:
    """Where a part begins that has the point in its middle and stays within the whole."""
    return min(max(round(whole * percent / 100 - part / 2), 0), whole - part)
