"""Pictures as files in the site's storage.

Every file is named by what made it, and written before the row that names it. So a stop at any
moment leaves at most a file that no row names, which does no harm and is used by the next
upload of the same picture.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image

from ldn_site.media.decoding import Master, as_webp, read_master
from ldn_site.media.renditions import (
    FOLDER,
    Focal,
    Rendition,
    crop_box,
    every_rendition,
    master_name,
)

QUALITY = 82


class CannotKeep(Exception):
    """The storage does not take files, or lost one, in words for staff."""


def keep(made: Master, focal: Focal) -> None:
    """Have the master and all its renditions in storage. Raises CannotKeep."""
    try:
        _put(master_name(made.digest), made.data)
        wanted = every_rendition(made.digest, made.width, made.height, focal)
        missing = [one for one in wanted if not default_storage.exists(one.name)]
        if missing:
            with Image.open(io.BytesIO(made.data), formats=["WEBP"]) as image:
                image.load()
                for one in missing:
                    _put(one.name, _drawn(image, one, focal))
    except OSError as error:
        raise CannotKeep(
            _(
                "The picture could not be stored: the disk is full or cannot be written to. "
                "Nothing was changed. Tell whoever runs the site, and try again after that."
            )
        ) from error


def master(digest: str) -> Master:
    """The master that storage holds. Raises CannotKeep."""
    try:
        with default_storage.open(master_name(digest)) as file:
            found = read_master(file.read())
    except OSError:
        found = None
    if found is None or found.digest != digest:
        raise CannotKeep(
            _(
                "The file of this picture is not in the site's storage. Restore it from a backup, "
                "or choose the file again."
            )
        )
    return found


def remove(digests: Iterable[str]) -> None:
    """Take the files of these digests away, as far as the storage lets us."""
    for digest in digests:
        folder = f"{FOLDER}/{digest[:2]}"
        try:
            _folders, files = default_storage.listdir(folder)
            for file in files:
                if file.startswith(digest):
                    default_storage.delete(f"{folder}/{file}")
        except OSError:
            continue  # a file that no row names does no harm


def _put(name: str, data: bytes) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(data))


def _drawn(image: Image.Image, one: Rendition, focal: Focal) -> bytes:
    box = crop_box(image.width, image.height, focal, one.crop)
    size = (one.width, one.height)
    return as_webp(image.resize(size, Image.Resampling.LANCZOS, box=box), quality=QUALITY)
