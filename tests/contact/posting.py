"""Posts to the form as a browser sends them."""

FORM = "/get-ldn/"
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
    } | fields


def send(client, *, headers=OURS, remote="127.0.0.1", **fields):
    return client.post(FORM, typed(**fields), headers=headers, REMOTE_ADDR=remote)
