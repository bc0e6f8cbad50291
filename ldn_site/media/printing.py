"""What a page shows of a picture, and what the renderer makes its markup from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from ldn_site.markup import Cut, Image
from ldn_site.media.models import Picture
from ldn_site.media.renditions import CROPS, renditions


def printed(picture: Picture) -> dict[str, Any]:
    """Everything of `picture` that a page prints or that decides how it looks there.

    A publication freezes this, and a reviewer signs it. Change it and every page that shows a
    picture needs a new sign-off.
    """
    return {
        "digest": picture.digest,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "decorative": picture.is_decorative,
        "caption": picture.caption,
        "credit": picture.credit,
        "focal": [picture.focal_x, picture.focal_y],
    }


def as_image(data: Mapping[str, Any]) -> Image:
    """The printed data of a picture, as the renderer takes it."""
    focal = (data["focal"][0], data["focal"][1])
    return Image(
        cuts={crop: _cuts(data, focal, crop) for crop in ("", *CROPS)},
        alt=data["alt"],
        decorative=data["decorative"],
        caption=data["caption"],
        credit=data["credit"],
    )


def address(name: str) -> str:
    """Where the file is served, under our own host name whatever the storage."""
    return f"{settings.MEDIA_URL}{name}"


def _cuts(data: Mapping[str, Any], focal: tuple[int, int], crop: str) -> tuple[Cut, ...]:
    found = renditions(data["digest"], data["width"], data["height"], focal, crop)
    return tuple(Cut(address(one.name), one.width, one.height) for one in found)


def small(picture: Picture, crop: str = "") -> Cut:
    """The smallest file of the picture, or of one crop, for lists of the desk."""
    return as_image(printed(picture)).cuts[crop][0]
