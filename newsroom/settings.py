"""Every setting of Isnad, read from the environment (or from `.env` beside `manage.py`).

A value that cannot be right stops the start with the name of the variable, the value and the legal values;
so does a name beginning with ISNAD_ that nothing here reads. `.env.example` explains each variable to keepers.
"""

import importlib.util
import os
import re
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

# Lets annotations such as `admin.ModelAdmin[Claim]` run, which Django itself supports only in part.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

# ---------------------------------------------------------------------------------------------------------------------
# Reading the environment

# True only inside a pytest process, which is the only one that may lift the guards of append-only tables. It is
# looked up, not configured: no variable can switch it on in production, where pytest is not even installed.
TESTING = "pytest" in sys.modules

env = environ.Env()
if not TESTING:  # the suite must not depend on what a keeper keeps in .env
    env.read_env(BASE_DIR / ".env")

_known: set[str] = set()


def _text(name: str, default: str = "") -> str:
    _known.add(name)
    return str(env.str(name, default=default)).strip()


def _wrong(name: str, value: str, legal: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {value!r}, which is not legal. Set it to {legal}.")


def _flag(name: str, *, default: bool) -> bool:
    """Yes or no. django-environ takes every unknown word for False, so a typing error would pass there."""
    value = _text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise _wrong(name, value, "1 or 0 (true, false, yes, no, on and off are understood)")


def _choice(name: str, legal: tuple[str, ...], default: str) -> str:
    value = _text(name, default)
    if value not in legal:
        raise _wrong(name, value, "one of " + ", ".join(legal))
    return value


def _number(name: str, *, default: int, least: int, most: int) -> int:
    value = _text(name, str(default))
    if not re.fullmatch(r"\d{1,9}", value) or not least <= int(value) <= most:
        raise _wrong(name, value, f"a whole number from {least} to {most}")
    return int(value)


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"[,\s]+", _text(name)) if word]


def _url(name: str, default: str) -> str:
    value = _text(name, default)
    if not re.fullmatch(r"https?://[^/\s?#]+", value):
        raise _wrong(name, value, "an address such as https://news.example, without a path or a final slash")
    return value


def _version() -> str:
    """The changelog is the version: its first `## ` heading begins with it."""
    heading = re.search(r"^## (\S+)", (BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    if heading is None:
        raise ImproperlyConfigured("CHANGELOG.md has no heading. Begin one with '## ' and the version.")
    return heading[1]


# ---------------------------------------------------------------------------------------------------------------------
# What kind of installation this is

# Demo: generated key, accounts whose passwords are printed, plain HTTP on one machine. Never for real work.
DEMO = _flag("ISNAD_DEMO", default=False)
DEBUG = _flag("ISNAD_DEBUG", default=False)
# Whatever is neither a demo nor a test run is production: safety is what you get by saying nothing.
PRODUCTION = not (DEMO or TESTING)

VERSION = _version()
# The build names what rendered bytes depend on beside their document; a deploy that sets it renews all of them.
BUILD = _text("ISNAD_BUILD", VERSION)
BASE_URL = _url("ISNAD_BASE_URL", "http://127.0.0.1:8000")

# What the program makes for itself: the SQLite file, the demo's key, collected static files, renderings.
VAR_DIR = Path(_text("ISNAD_VAR_DIR", str(BASE_DIR / "var")))


# By which sites know us when we fetch an article; how they reach us stands in it (a page or an address of mail).
CONTACT = _text("ISNAD_CONTACT", BASE_URL)
USER_AGENT = f"Isnad/{VERSION} (+{CONTACT})"


def _demo_key() -> str:
    """A key of this machine's own, so that demo sessions survive a restart and no two demos share one."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="utf-8")
    return path.read_text(encoding="utf-8")


SECRET_KEY = _text("ISNAD_SECRET_KEY") or (_demo_key() if DEMO else "tests-only-" * 6 if TESTING else "")
# After a change of key: the old ones, so that nobody is logged out. Comma-separated, newest first.
SECRET_KEY_FALLBACKS = _words("ISNAD_OLD_SECRET_KEYS")

_LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = _words("ISNAD_ALLOWED_HOSTS") or ([] if PRODUCTION else _LOCAL_HOSTS)

# How many reverse proxies stand before us, each of which appends to X-Forwarded-For. 0: none, believe no header.
TRUSTED_PROXIES = _number("ISNAD_TRUSTED_PROXIES", default=0, least=0, most=5)

# ---------------------------------------------------------------------------------------------------------------------
# Applications

INSTALLED_APPS = [
    # A copy of the tree without seeds/ must work: articles then come in by hand only.
    *(["seeds"] if (BASE_DIR / "seeds" / "__init__.py").exists() else []),
    "newsroom",
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.middleware.IsolationHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.middleware.DeskSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "newsroom.middleware.DeskLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, as its documentation asks: it must see the login view's answer first.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "autoescape": True,
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# ---------------------------------------------------------------------------------------------------------------------
# Database

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# IMMEDIATE takes the write lock at BEGIN, so a writer waits its turn instead of failing half-way; recursive_triggers
# makes REPLACE run the delete guards. Django turns foreign keys on by itself; saying it again costs nothing.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,  # seconds a writer waits for another
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON"
    ),
}
# A verb that cannot get its rows in 2 s is retried whole; a transaction that sits idle for 10 s is a fault, and ends.
POSTGRESQL_OPTIONS: dict[str, Any] = {"options": "-c lock_timeout=2s -c idle_in_transaction_session_timeout=10s"}


def _database() -> dict[str, Any]:
    url = _text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'isnad.sqlite3'}")
    # 0: one connection per thread, kept a minute. Otherwise the largest number of connections of one process.
    pool = _number("ISNAD_DB_POOL", default=0, least=0, most=200)
    scheme = url.partition(":")[0]
    if scheme == "sqlite":
        database = dict(environ.Env.db_url_config(url))
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        return database | {"OPTIONS": SQLITE_OPTIONS}
    if scheme not in {"postgres", "postgresql"}:
        raise _wrong("DATABASE_URL", f"{scheme}:…", "an address that begins with sqlite:/// or postgres://")
    database = dict(environ.Env.db_url_config(url))
    options = database.get("OPTIONS", {}) | POSTGRESQL_OPTIONS
    if pool:
        return database | {"OPTIONS": options | {"pool": {"min_size": 1, "max_size": pool, "timeout": 10}}}
    return database | {"OPTIONS": options, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": _database()}

# ---------------------------------------------------------------------------------------------------------------------
# People and passwords

AUTH_USER_MODEL = "claims.Editor"
LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before a password is looked at
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds that the link for a forgotten password is good
OTP_TOTP_ISSUER = "Isnad"
# Wrong codes: the next try waits 1, 2, 4, 8 … seconds. A code is good once, whichever session it was typed in.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 1
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# The pair, not either alone: nobody can lock a colleague out from elsewhere, nor a whole newsroom behind one address.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_CLIENT_IP_CALLABLE = "newsroom.middleware.client_ip"
AXES_ENABLE_ADMIN = False  # its screens have no Arabic; `./dev axes_reset` does what they would be needed for
AXES_VERBOSE = False

# ---------------------------------------------------------------------------------------------------------------------
# Languages, time, numbers

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("en", "English")]  # each in its own words, for the switch
USE_I18N = True
FORMAT_MODULE_PATH = "newsroom.formats"
USE_TZ = True
TIME_ZONE = "UTC"

# ---------------------------------------------------------------------------------------------------------------------
# Static files

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
# Names with a digest in them may be cached for ever; tests and debugging serve straight from the source files.
_MANIFEST = not (DEBUG or TESTING)
WHITENOISE_USE_FINDERS = not _MANIFEST
# Looked up when asked for, instead of all of them whenever a server or a test client starts.
WHITENOISE_AUTOREFRESH = DEBUG or TESTING


def _raw_storage() -> dict[str, Any]:
    """Where imported files are kept as they came: in the database unless given; else a folder, or S3."""
    place = _text("ISNAD_RAW_STORAGE", "")
    if not place:
        return {}
    parts = urlsplit(place)
    if parts.scheme == "s3" and parts.netloc:
        if importlib.util.find_spec("storages") is None:
            raise _wrong("ISNAD_RAW_STORAGE", place, "a folder; for S3 install django-storages[s3] first")
        options = {
            "bucket_name": parts.netloc,
            "location": parts.path.strip("/"),
            "endpoint_url": _text("ISNAD_S3_ENDPOINT", "") or None,
            "file_overwrite": False,
            "querystring_auth": True,
        }
        return {"raw": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}}
    if parts.scheme in {"", "file"} and Path(parts.path).is_absolute():
        backend = "django.core.files.storage.FileSystemStorage"
        return {"raw": {"BACKEND": backend, "OPTIONS": {"location": parts.path, "file_permissions_mode": 0o600}}}
    raise _wrong("ISNAD_RAW_STORAGE", place, "empty, an absolute folder such as /srv/isnad/raw, or s3://bucket/prefix")


STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if _MANIFEST
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
    **_raw_storage(),
}

# ---------------------------------------------------------------------------------------------------------------------
# Security headers and cookies

# No 'unsafe-*' anywhere. The Swagger page alone relaxes style-src, on its own view.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12  # seconds: one long shift, however busy
SESSION_IDLE = 60 * 60 * 2  # seconds without a request, after which the desk asks for the password again

if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    # For this host only: a newsroom's other subdomains, and browsers' preload lists, are not ours to decide.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    # The check looks at every address in both spellings, with and without the final slash. The document that we serve
    # is made of one of them (newsroom/api/schema.py), and a snapshot freezes it.
    SILENCED_SYSTEM_CHECKS += ["drf_spectacular.W001"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    # The prefix makes browsers refuse these cookies from a subdomain, without HTTPS, or for a part of the site.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_NAME = "__Host-language"

# ---------------------------------------------------------------------------------------------------------------------
# Partner API

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    # No sessions: an editor's cookie must give the API nothing that a stranger does not get.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "NUM_PROXIES": TRUSTED_PROXIES,
}

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Isnad export API",
    "DESCRIPTION": "Everything the newsroom has published, with every correction and withdrawal, kept in sync.",
    "VERSION": VERSION,
    "SCHEMA_PATH_PREFIX": r"/api/v\d+",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# ---------------------------------------------------------------------------------------------------------------------
# Work in the background, mail, logs

TASKS = {
    # Tests keep what was asked of the worker without doing it; those about the worker start a real one.
    "default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend" if TESTING else "django_tasks_db.DatabaseBackend"}
}

EMAIL_CONFIG = environ.Env.email_url_config(_text("EMAIL_URL", "consolemail://"))
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _text("ISNAD_MAIL_FROM", "isnad@localhost")

_LOG_LEVEL = _choice("ISNAD_LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), "INFO")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "errors": {"class": "logging.StreamHandler", "formatter": "line", "level": "ERROR"},
    },
    "root": {"handlers": ["console"], "level": _LOG_LEVEL},
    "loggers": {
        # Django's own handlers would print each line a second time.
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # The worker raises its own level to INFO and reports each task twice; what failed is what matters.
        "django_tasks": {"handlers": ["errors"], "propagate": False},
        "django_tasks_db": {"handlers": ["errors"], "propagate": False},
    },
}

# ---------------------------------------------------------------------------------------------------------------------
# A misspelt variable must not be believed to work.

# ISNAD_TEST_… belongs to tests/conftest.py.
_unread = {name for name in os.environ if name.startswith("ISNAD_") and not name.startswith("ISNAD_TEST_")} - _known
if _unread:
    raise ImproperlyConfigured(
        f"{', '.join(sorted(_unread))} is set but means nothing. Remove it, or correct its name to one of "
        f"{', '.join(sorted(name for name in _known if name.startswith('ISNAD_')))}."
    )
