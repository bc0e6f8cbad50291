import pytest
from django.core.checks import run_checks

from tests.factories import fill_in_everything

pytestmark = pytest.mark.django_db

CONSOLE = "django.core.mail.backends.console.EmailBackend"


def ids():
    return {message.id for message in run_checks(include_deployment_checks=True)}


def test_good_settings_raise_none_of_our_checks(settings):
    fill_in_everything()

    assert not {name for name in ids() if name.startswith("ldn.")}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"FIELD_KEYS": ["not-a-key"]}, "ldn.E001"),
        ({"FIELD_KEYS": []}, "ldn.E002"),
        ({"ALLOWED_HOSTS": ["*"]}, "ldn.E003"),
        ({"ALLOWED_HOSTS": [".example.org"]}, "ldn.E003"),
        ({"IS_HTTPS": True, "TRUSTED_PROXIES": []}, "ldn.W001"),
        ({"IS_HTTPS": True, "EMAIL_BACKEND": CONSOLE}, "ldn.W002"),
    ],
)
def test_setting_that_would_hurt_patients_is_named(settings, changes, expected):
    for name, value in changes.items():
        setattr(settings, name, value)

    assert expected in ids()
