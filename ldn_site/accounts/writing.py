from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ldn_site.accounts.models import User
from ldn_site.trail.recording import record


@transaction.atomic
def make_manager(*, username: str, email: str, display_name: str, password: str) -> User:
    """Make an account that may do everything. Raises ValidationError by field."""
    user = User(
        username=User.normalize_username(username),
        email=User.objects.normalize_email(email),
        display_name=display_name,
        is_staff=True,
        is_superuser=True,
    )
    faults = _faults_of(user) | _faults_of_password(password, user)
    if faults:
        raise ValidationError(faults)
    user.set_password(password)
    user.save()
    record("made an account", user, by=None)
    return user


def _faults_of(user: User) -> dict[str, list[str]]:
    try:
        user.full_clean(exclude={"password"})
    except ValidationError as error:
        return error.message_dict
    return {}


def _faults_of_password(password: str, user: User) -> dict[str, list[str]]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return {"password": error.messages}
    return {}
