"""Staff as tests meet them: with a password, with a second step, at the login page."""

import re

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

from ldn_site.accounts.models import User
from tests.factories import make_user

PASSWORD = "correct horse battery"
LOGIN = "/admin/account/login/"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_ana(**fields) -> User:
    """A writer with a password of her own."""
    user = make_user("articles.view_article", **({"username": "ana"} | fields))
    user.set_password(PASSWORD)
    user.save()
    return user


def add_second_step(user: User) -> None:
    TOTP.activate(user, KEY)
    RecoveryCodes.activate(user)


def recovery_code(user: User) -> str:
    row = Authenticator.objects.get(user=user, type="recovery_codes")
    return row.wrap().get_unused_codes()[0]


def secret_of(user: User) -> str:
    return decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])


def code_at(seconds: float, key: str = KEY) -> str:
    """What an authenticator app shows at that time."""
    return format_hotp_value(hotp_value(key, int(seconds) // 30))


def sign_in(client, username: str = "ana", password: str = PASSWORD, **more):
    address = more.pop("address", LOGIN)
    return client.post(address, {"login": username, "password": password}, **more)


def is_signed_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def words_of(response) -> str:
    text = re.sub(r"<[^>]*>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)
