"""The site's own settings, with fixed keys, quick passwords and everything in memory."""

import base64
import os
import tempfile

os.environ.update(
    SECRET_KEY="only-for-tests-" + "x" * 50,
    FIELD_KEYS=base64.urlsafe_b64encode(b"k" * 32).decode(),
    INDEX_KEY="only-for-tests",
    SITE_URL="http://testserver",
    DATA_DIR=os.environ.get("TEST_DATA_DIR") or tempfile.mkdtemp(prefix="ldn-tests-"),
    DEBUG="False",
)

from ldn_site.settings import *  # noqa: F403

if not os.environ.get("DATABASE_URL"):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE"},
        }
    }
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
