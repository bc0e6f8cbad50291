"""What the address of the page after sending carries: sealed, and of one length for everybody.

Addresses stay in histories and on screens. So neither the code nor what kind of help the page
shows can be read off one, not even by its length, and after a day it shows nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ldn_site.contact.crisis import Care
from ldn_site.contact.models import Message, Sender
from ldn_site.guards.sealing import seal, unseal_recent

A_DAY = 24 * 60 * 60
LENGTH = 128  # more than every kind of care at once needs


@dataclass(frozen=True)
class Sent:
    code: str = ""
    is_prescriber: bool = False
    care: Sequence[Care] = ()


def token_of(message: Message, care: Sequence[Care]) -> str:
    is_prescriber = message.sender == Sender.PRESCRIBER
    text = json.dumps(["sent", message.code, is_prescriber, *(kind.value for kind in care)])
    return seal(text.ljust(LENGTH))


def read_token(token: str) -> Sent:
    """What `token_of` sealed; nothing for one that is old or not ours."""
    text = unseal_recent(token, seconds=A_DAY)
    if text is None or not text.startswith('["sent", '):
        return Sent()
    _kind, code, is_prescriber, *care = json.loads(text)
    return Sent(code, is_prescriber, tuple(Care(kind) for kind in care))
