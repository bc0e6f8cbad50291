"""Hashes that only this site can make: nobody can try words or addresses against them."""

from django.conf import settings
from django.utils.crypto import salted_hmac


def keyed_hash(purpose: str, text: str) -> str:
    """SHA-256 of `text` under ``INDEX_KEY``, different for each `purpose`."""
    secret = settings.INDEX_KEY
    return salted_hmac(purpose, text, secret=secret, algorithm="sha256").hexdigest()
