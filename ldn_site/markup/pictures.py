"""Pictures of our own, as a text asks for them: a fence `picture` with a name in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ldn_site.markup.expanding import FENCE, fence_after
from ldn_site.markup.fencing import Figure, Wrong, fields_of, optional_in, text_in
from ldn_site.markup.shapes import Image, Resources
from ldn_site.markup.text import escape, nearest
from ldn_site.markup.yamltext import Unreadable, load_plain

KIND = "picture"
CROPS = ("wide", "square")
# As wide as the column of text: 48rem where there is room, and the screen where there is not.
SIZES = "(min-width: 52rem) 48rem, 92vw"
FALLBACK_WIDTH = 640


def fences(text: str) -> Iterator[tuple[str, list[str], int]]:
    """Each closed fence of an expanded text: its info, the lines in it, the line it opens on."""
    fence, info, inside, indent, opened_at = "", "", [""], "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        before, fence = fence, fence_after(fence, line)
        if not before and fence:
            found = FENCE.fullmatch(line)
            info = found[2].strip() if found else ""
            indent = line[: len(line) - len(line.lstrip(" "))]
            inside, opened_at = [], number
        elif before and fence:
            inside.append(line.removeprefix(indent))
        elif before:
            yield info, inside, opened_at


def pictures_at(text: str) -> Iterator[tuple[str, int]]:
    """The name of each picture that an expanded text shows, and the line that its fence opens on.

    This and the renderer read a fence with the same functions, so a page can show no picture
    that is not found here.
    """
    for info, inside, line in fences(text):
        if info.split(" ")[0] != KIND:
            continue
        try:
            name, _crop = _asked_for(load_plain("\n".join(inside)))
        except (Unreadable, Wrong):
            continue
        yield name, line


def pictures_in(text: str) -> tuple[str, ...]:
    """The names of the pictures that an expanded text shows, without rendering it."""
    return tuple(dict.fromkeys(name for name, _line in pictures_at(text)))


def draw_picture(data: Any, resources: Resources) -> Figure:
    name, crop = _asked_for(data)
    image = resources.images.get(name)
    if image is None:
        near = nearest(name, resources.images)
        raise Wrong(
            f"there is no picture called “{name}”",
            f"Did you mean “{near}”?" if near else "Add the picture first, under Pictures.",
            "unknown-image",
        )
    if not image.alt.strip() and not image.decorative:
        raise Wrong(
            f"“{name}” has no words for people who cannot see it",
            "Open it under Pictures and say what it shows, or mark it as decorative.",
            "image-without-alt",
        )
    return Figure(_figure(image, crop), images=(name,))


def _asked_for(data: Any) -> tuple[str, str]:
    fields = fields_of(data, ("picture",), ("crop",))
    name, crop = text_in(fields["picture"], "picture"), optional_in(fields, "crop")
    if crop and crop not in CROPS:
        near = nearest(crop, CROPS)
        hint = f"Did you mean “{near}”? " if near else ""
        raise Wrong(
            f"there is no crop called “{crop}”",
            f"{hint}Write crop: wide or crop: square, or leave the line out.",
        )
    return name, crop


def _figure(image: Image, crop: str) -> str:
    cuts = image.cuts[crop]
    largest = cuts[-1]
    fallback = next((cut for cut in cuts if cut.width >= FALLBACK_WIDTH), largest)
    srcset = ", ".join(f"{cut.src} {cut.width}w" for cut in cuts)
    alt = "" if image.decorative else image.alt.strip()
    return (
        f'<figure class="picture"><img class="picture__image" src="{escape(fallback.src)}"'
        f' srcset="{escape(srcset)}" sizes="{SIZES}" width="{largest.width}"'
        f' height="{largest.height}" alt="{escape(alt)}" loading="lazy" decoding="async">'
        f"{_caption(image)}</figure>"
    )


def _caption(image: Image) -> str:
    if not (image.caption or image.credit):
        return ""
    credit = f'<span class="picture__credit">{escape(image.credit)}</span>' if image.credit else ""
    said = " ".join(part for part in (escape(image.caption), credit) if part)
    return f'<figcaption class="picture__caption">{said}</figcaption>'
