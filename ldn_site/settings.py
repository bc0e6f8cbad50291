"""Every setting, read from the environment. `.env.example` lists what can be set."""

from pathlib import Path
from urllib.parse import quote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ldn_site import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var"))).resolve()
CONTENT_DIR = Path(env.text("CONTENT_DIR", str(BASE_DIR / "content"))).resolve()
env.read_file(DATA_DIR / "secret.env")

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY")
FIELD_KEYS = env.words("FIELD_KEYS")  # the first encrypts, all decrypt
INDEX_KEY = env.text("INDEX_KEY")

SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
if urlsplit(SITE_URL).scheme not in {"http", "https"} or not urlsplit(SITE_URL).hostname:
    raise ImproperlyConfigured(f"SITE_URL is {SITE_URL!r}; write it as https://www.example.org.")
IS_HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", str(urlsplit(SITE_URL).hostname)]
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = env.networks("TRUSTED_PROXIES")

INSTALLED_APPS = [
    "ldn_site.pages",
    "ldn_site.search",
    "ldn_site.contentfiles",
    "ldn_site.contact",
    "ldn_site.articles",
    "ldn_site.evidence",
    "ldn_site.media",
    "ldn_site.pharmacy",
    "ldn_site.backups",
    "ldn_site.trail",
    "ldn_site.accounts",
    "ldn_site.design",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "ldn_site.apps.SiteAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
]

MIDDLEWARE = [
    "ldn_site.middleware.headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ldn_site.middleware.refuse_strange_requests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "ldn_site.urls"
WSGI_APPLICATION = "ldn_site.wsgi.application"
ADMIN_PATH = env.text("ADMIN_PATH", "admin").strip("/")

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# SQLite would make an empty database where the file is missing, and the site would look
# as if everything had been deleted. `mode=rw` makes a missing file an error instead.
DATABASES = {
    "default": dj_database_url.parse(env.text("DATABASE_URL", ""), conn_max_age=60)
    if env.text("DATABASE_URL", "")
    else {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{quote(str(DATA_DIR / 'db.sqlite3'))}?mode=rw",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = env.text("CACHE_URL", "")
if CACHE_URL and not CACHE_URL.startswith(("redis://", "rediss://")):
    raise ImproperlyConfigured("CACHE_URL must begin with redis:// or rediss://, or stay empty.")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        # Past this many, old entries go. They count messages, so a flood must not push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "ldn_site.accounts.passwords.NoSiteWordsValidator"},
]

# How staff sign in. Nobody can sign up, and no limit is allauth's own: accounts/tries.py counts.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = EMAIL_CHANGE_TIMEOUT = 4 * 60 * 60
ACCOUNT_ADAPTER = "ldn_site.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": "ldn_site.accounts.forms.SignInForm",
    "change_password": "ldn_site.accounts.forms.ChangePasswordForm",
    "reauthenticate": "ldn_site.accounts.forms.PasswordAgainForm",
    "reset_password": "ldn_site.accounts.forms.ForgottenForm",
    "reset_password_from_key": "ldn_site.accounts.forms.NewPasswordForm",
}
MFA_ADAPTER = "ldn_site.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = str(urlsplit(SITE_URL).hostname)
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong
MFA_FORMS = {
    "authenticate": "ldn_site.accounts.forms.CodeForm",
    "reauthenticate": "ldn_site.accounts.forms.CodeAgainForm",
    "activate_totp": "ldn_site.accounts.forms.FirstCodeForm",
}

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "ldn_site" / "locale"]
TIME_ZONE = "America/Chicago"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "ldn_site.media.storage.WholeFiles"},
    # Drawn again wherever one is missing, so not among the files that a backup must hold.
    "cards": {
        "BACKEND": "ldn_site.media.storage.WholeFiles",
        "OPTIONS": {"location": DATA_DIR / "cards"},
    },
    "staticfiles": {"BACKEND": "ldn_site.design.staticfiles.StaticStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else needs our files
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# The media room lies below the articles, and asks here where its pictures are printed.
PICTURE_USES = "ldn_site.articles.picturing"

mail = env.mail("EMAIL_URL", "console://")
EMAIL_BACKEND = mail.backend
EMAIL_HOST, EMAIL_PORT = mail.host, mail.port
EMAIL_FILE_PATH = mail.folder or None
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.user, mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.use_tls, mail.use_ssl
EMAIL_TIMEOUT = 5  # a visitor waits while the notice is sent
DEFAULT_FROM_EMAIL = mail.sender or f"no-reply@{urlsplit(SITE_URL).hostname}"

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_FAILURE_VIEW = "ldn_site.pages.views.errors.forbidden"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}

# Under 1 MB for the whole body of a request that is not a file, admin included.
DATA_UPLOAD_MAX_MEMORY_SIZE = 900_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# A picture of 10 MB with its words, and the content as a zip. Larger requests are refused before
# anything reads them.
MOST_REQUEST_BYTES = 11 * 1024 * 1024
LARGER_REQUESTS = {f"/{ADMIN_PATH}/files/upload/": 41 * 1024 * 1024}
FILE_UPLOAD_TEMP_DIR = DATA_DIR

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "ldn_site.logs.NothingTyped",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    # Nobody reads mail about a crash, and such a mail would hold what a visitor typed.
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Programs that try other host names all day would fill the log with tracebacks.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
