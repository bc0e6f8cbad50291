import logging

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from ldn_site.logs import NothingTyped

SECRET = "zebra-crossing-4711"


@pytest.fixture
def written():
    """What the site's own way of logging writes of an error."""
    handlers = logging.getLogger("django").handlers
    (handler,) = [each for each in handlers if isinstance(each.formatter, NothingTyped)]

    def write(error: BaseException) -> str:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "A fault", (), (type(error), error, None)
        )
        try:
            raise error
        except type(error) as raised:
            record.exc_info = (type(raised), raised, raised.__traceback__)
        return str(handler.format(record))

    return write


def test_error_is_logged_without_its_words(written):
    line = written(ValueError(f"cannot read {SECRET}"))

    assert SECRET not in line
    assert "builtins.ValueError: (its words are left out)" in line
    assert "in write\n" in line


@pytest.mark.parametrize("is_cause", [True, False])
def test_what_led_to_an_error_is_logged_without_its_words_too(written, is_cause):
    error = RuntimeError("later")
    earlier = KeyError(SECRET)
    if is_cause:
        error.__cause__ = earlier
    else:
        error.__context__ = earlier

    line = written(error)

    assert SECRET not in line
    assert line.index("builtins.KeyError") < line.index("and then:")


@pytest.mark.parametrize("kind", [OperationalError, ImproperlyConfigured, OSError])
def test_fault_of_the_installation_is_told_whole(written, kind):
    assert "no such table" in written(kind("no such table"))


def test_site_mails_no_error_reports():
    kinds = {handler["class"] for handler in settings.LOGGING["handlers"].values()}

    assert kinds == {"logging.StreamHandler"}
    assert not settings.ADMINS
    assert not settings.DEBUG
