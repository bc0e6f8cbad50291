"""When a page with a form was made, signed: nobody reads it and writes within three seconds.

A stamp never gets too old, so a page may be kept by anybody for as long as they like.
"""

import time

from django.core.signing import BadSignature, Signer

SECONDS = 3

_signer = Signer(salt="contact.stamp")


def new_stamp(*, is_ripe: bool = False) -> str:
    """A stamp of this moment; a ripe one counts as old enough from the start."""
    return _signer.sign(str(int(time.time()) - (SECONDS if is_ripe else 0)))


def has_ripened(stamp: str) -> bool:
    """Whether `stamp` is one of ours and three seconds old."""
    try:
        return time.time() - int(_signer.unsign(stamp)) >= SECONDS
    except BadSignature:
        return False
