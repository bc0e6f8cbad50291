"""Posts to the forms as a browser sends them, from a page that was opened a while ago."""

from urllib.parse import parse_qs, urlsplit

from django.db import OperationalError

from ldn_site.contact.stamps import new_stamp
from ldn_site.pages.sent import Sent, read_token

FORM = "/get-ldn/"
ASK = "/prescribers/ask/"
OURS = {"Origin": "http://testserver"}


def typed(**fields):
    return {
        "name": "Ana Ruiz",
        "reply_to": "713 555 0123",
        "subject": "price",
        "location": "houston",
        "best_time": "any",
        "text": "What does a month cost?",
        "leave_empty": "",
        "stamp": new_stamp(is_ripe=True),
    } | fields


def send(client, *, headers=OURS, remote="127.0.0.1", **fields):
    return client.post(FORM, typed(**fields), headers=headers, REMOTE_ADDR=remote)


def ask(client, *, headers=OURS, **fields):
    question = {
        "name": "Lee Park, NP",
        "practice": "",
        "reply_to": "713 555 0123",
        "location": "houston",
        "text": "Which fillers do you use?",
        "leave_empty": "",
        "stamp": new_stamp(is_ripe=True),
    }
    return client.post(ASK, question | fields, headers=headers)


def sent_by(response) -> Sent:
    """What the address that a post leads to holds."""
    (token,) = parse_qs(urlsplit(response["Location"]).query)["m"]
    return read_token(token)


def down(execute, sql, params, many, context):
    """A database that cannot be reached, for `connection.execute_wrapper`."""
    raise OperationalError("unable to open database file")
