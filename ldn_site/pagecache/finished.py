"""A finished page: its bytes in every coding, ready to be sent without any more work."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import brotli

Headers = list[tuple[str, str]]

# Brotli's best takes some 50 ms longer than the level below, once for each change of a page, and
# mostly before anybody asks for it. It spares every reader a fortieth of the bytes.
BROTLI, GZIP = 11, 9
OWN = {"content-length", "content-encoding", "etag", "vary"}


@dataclass(frozen=True)
class Body:
    data: bytes
    headers: Headers


@dataclass(frozen=True)
class Finished:
    status: str
    bodies: Mapping[str, Body]  # by coding; "" is plain
    etag: str
    unchanged: Headers  # of the answer that nothing has changed

    @property
    def size(self) -> int:
        return sum(len(body.data) for body in self.bodies.values())

    def coding_for(self, accepted: str) -> str:
        """The best coding among those that a browser says it takes."""
        offered = {
            name.strip()
            for name, _semicolon, weight in (part.partition(";") for part in accepted.split(","))
            if weight.replace(" ", "") not in {"q=0", "q=0.0"}
        }
        return next((coding for coding in ("br", "gzip") if coding in offered), "")

    def is_held_by(self, etags: str) -> bool:
        """Whether one of these tags, of If-None-Match, is this page's."""
        tags = {tag.strip().removeprefix("W/") for tag in etags.split(",")}
        return "*" in tags or self.etag.removeprefix("W/") in tags


def finish(
    status: str,
    headers: Iterable[tuple[str, str]],
    data: bytes,
    *,
    like: Finished | None = None,
) -> Finished:
    """Compress a page and write down all that goes with it.

    Where its bytes are those of `like`, what was compressed then serves again.
    """
    said = list(headers)
    kept = [(name, value) for name, value in said if name.lower() not in OWN]
    # A page knows best what counts as a change of it.
    given = next((value for name, value in said if name.lower() == "etag"), "")
    tag = given.removeprefix("W/") or f'"{sha256(data).hexdigest()[:32]}"'
    # Weak, since the same tag stands for the page in every coding.
    etag = f"W/{tag}"
    kept += [("ETag", etag), ("Vary", "Accept-Encoding")]
    if like and like.bodies[""].data == data:
        coded = {coding: body.data for coding, body in like.bodies.items()}
    else:
        coded = {
            "": data,
            "br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=BROTLI),
            "gzip": gzip.compress(data, GZIP, mtime=0),
        }
    bodies = {}
    for coding, coded_data in coded.items():
        own = [("Content-Encoding", coding)] if coding else []
        bodies[coding] = Body(coded_data, [*kept, *own, ("Content-Length", str(len(coded_data)))])
    unchanged = [pair for pair in kept if pair[0].lower() != "content-type"]
    return Finished(status, bodies, etag, unchanged)
