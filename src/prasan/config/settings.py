"""Django's settings, every one of them from the environment with a safe default.

The table of variables stands in docs/operations.md; `prasan doctor` checks them.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from prasan.config.env import Environment, SettingError

env = Environment()
PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent.parent
FROM_CHECKOUT = (CHECKOUT / "pyproject.toml").exists()
VAR = env.path("PRASAN_VAR", CHECKOUT / "var" if FROM_CHECKOUT else Path.home() / ".local/share/prasan")

DEBUG = False
TRAINING = env.flag("PRASAN_TRAINING")  # a separate site to practise on: banner, no notices leave it


def _secret() -> str:
    """Return the signing key: from the environment, else made once and kept in the data folder."""
    given = env.text("PRASAN_SECRET_KEY")
    if given:
        if len(given) < 32:
            raise SettingError("PRASAN_SECRET_KEY สั้นเกินไป ต้องยาวอย่างน้อย 32 ตัว | needs at least 32 characters")
        return given
    kept = VAR / "secret_key"
    if not kept.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        fresh = kept.with_suffix(f".{secrets.token_hex(4)}")
        fresh.write_text(secrets.token_urlsafe(48))
        fresh.chmod(0o600)
        try:
            kept.hardlink_to(fresh)  # two processes starting at once agree on one key
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return kept.read_text().strip()


SECRET_KEY = _secret()
SECRET_KEY_FALLBACKS = env.text("PRASAN_SECRET_KEY_FALLBACKS").split()
ALLOWED_HOSTS = env.words("PRASAN_HOSTS", "localhost,127.0.0.1,[::1]")
BASE_URL = env.text("PRASAN_BASE_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []
TRUSTED_PROXY = env.flag("PRASAN_TRUSTED_PROXY")
TRUSTED_PROXIES = env.networks("PRASAN_TRUSTED_PROXIES")
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SITE = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SITE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SITE else 0
SESSION_ENGINE = "prasan.platform.web.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.number("PRASAN_SESSION_HOURS", 12, 1, 720) * 3600
SESSION_COOKIE_NAME = "prasan_session"
CSRF_COOKIE_NAME = "prasan_csrf"
CSRF_FAILURE_VIEW = "prasan.config.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.humanize",  # the page of one's sessions speaks of times with it
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "procrastinate.contrib.django",
    "prasan.platform",
    "prasan.directory",
    "prasan.registers",
    "prasan.progress",
    "prasan.plans",
    "prasan.situation",
    "prasan.directives",
    "prasan.meetings",
    "prasan.referrals",
    "prasan.training",
    "prasan.resources",
    "prasan.networks",
    "prasan.understanding",
    "prasan.counter",
    "prasan.privacy",
    "prasan.desk",
    "prasan.connect",
]

MIDDLEWARE = [
    "prasan.platform.web.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "prasan.platform.web.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "prasan.platform.web.middleware.Language",
    "prasan.platform.web.formpage.Arrived",
    "prasan.platform.files.middleware.UploadLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "prasan.connect.middleware.BearerActor",
    "prasan.directory.middleware.CurrentActor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "prasan.platform.web.middleware.PeopleErrors",
]

ROOT_URLCONF = "prasan.config.urls"
WSGI_APPLICATION = "prasan.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [
            PACKAGE / room / "templates"
            for room in (
                "platform",
                "directory",
                "registers",
                "progress",
                "plans",
                "situation",
                "directives",
                "meetings",
                "referrals",
                "training",
                "resources",
                "networks",
                "understanding",
                "counter",
                "privacy",
                "desk",
                "connect",
                "config",
            )
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "prasan.platform.ui.jinja.environment",
            "context_processors": ["prasan.platform.ui.shell.context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "django",
        "DIRS": [PACKAGE / "directory" / "allauth_templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "prasan.platform.ui.shell.context",
            ],
        },
    },
]
PRASAN_SHELL_PROVIDER = "prasan.desk.shell.provide"


def database(url: str) -> dict[str, object]:
    """Return Django's description of a database from postgresql://user:pw@host:port/name?host=/socket/folder.

    `prepare_threshold`: a statement asked so often on a connection is prepared when it is asked again; none behind a
    pooler that gives each transaction another connection. Raises SettingError.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingError(
            "PRASAN_DATABASE_URL ต้องขึ้นต้นด้วย postgresql:// | must start with postgresql:// (PostgreSQL 15 or newer)"
        )
    options = dict(parse_qsl(parts.query))
    asked = options.pop("prepare_threshold", "2").strip().lower()
    if asked != "none" and not (asked.isascii() and asked.isdigit()):
        raise SettingError(
            f"PRASAN_DATABASE_URL: prepare_threshold รับจำนวนเต็มหรือ none ไม่ใช่ “{asked}” | takes a whole number or none"
        )
    threshold = None if asked == "none" else int(asked)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or options.pop("port", "") or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": threshold is None,  # a pooler keeps neither statements nor cursors
        "OPTIONS": {"connect_timeout": 5, "server_side_binding": True, "prepare_threshold": threshold, **options},
        "TEST": {"NAME": options.get("test_name")},
    }


def _database_url() -> str:
    """Return where the database is: the given one, else the embedded server in the data folder."""
    given = env.text("PRASAN_DATABASE_URL")
    if given:
        return given
    from prasan.platform.postgres import resolve_url

    return resolve_url(VAR)


DATABASES = {"default": database(_database_url())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "directory.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("PRASAN_TIME_ZONE", "Asia/Bangkok")

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "front" / "static"
STATICFILES_DIRS = [("fonts", PACKAGE / "front" / "fonts"), ("player", PACKAGE / "front" / "player")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "prasan.platform.web.static.Storage"},
}
MEDIA_ROOT = env.path("PRASAN_FILES", VAR / "files")
UPLOAD_LIMIT = env.number("PRASAN_UPLOAD_LIMIT_MB", 25, 1, 1024) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
SCAN_COMMAND = env.text("PRASAN_SCAN_COMMAND")  # virus scan: "clamdscan --fdpass --no-summary {path}"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Traffic logs: the computer crime act asks for at least 90 days; a lawful order may ask for longer.
MEETINGS_MEDIA = env.path("PRASAN_MEDIA", VAR / "media")
"""Where the media process keeps its control socket and its secret."""
MEETINGS_RECORDINGS = env.path("PRASAN_RECORDINGS", VAR / "recordings")
MEETINGS_TURN = env.relay("PRASAN_TURN_HOST", "PRASAN_TURN_SECRET", "PRASAN_TURN_PORT", "PRASAN_TURN_TLS_PORT")
"""The TURN server (coturn) that carries pictures and sounds where UDP is blocked; without a host there is none."""
RECORDING_DAYS = env.number("PRASAN_RECORDING_DAYS", 365, 90, 36_500)
"""Days after a meeting during which nobody may delete its recording; nothing is ever deleted by itself."""
TRAFFIC_FOLDER = env.path("PRASAN_TRAFFIC_FOLDER", VAR / "log" / "traffic")
TRAFFIC_DAYS = env.number("PRASAN_TRAFFIC_DAYS", 90, 90, 3650)

# A vault key list: the first encrypts, all of them decrypt; made from the secret key unless given.
VAULT_KEYS = env.words("PRASAN_VAULT_KEYS") or [hashlib.sha256(b"vault" + SECRET_KEY.encode()).hexdigest()]
# the listening desk: what fetching news may cost, and which private networks may be asked (none by itself)
LISTEN_SECONDS = env.number("PRASAN_LISTEN_SECONDS", 20, 1, 120)
LISTEN_LIMIT = env.number("PRASAN_LISTEN_LIMIT_MB", 20, 1, 200) * 1024 * 1024
LISTEN_NETWORKS = env.networks("PRASAN_LISTEN_NETWORKS")
LISTEN_INBOX = env.path("PRASAN_LISTEN_INBOX", VAR / "listen" / "inbox")
LISTEN_LEDGER_DAYS = env.number("PRASAN_LISTEN_LEDGER_DAYS", 90, 7, 3650)
LISTEN_READER = "prasan.packs.thailand.stages.read"
LISTEN_LINKER = "prasan.situation.intake.linked.link"

LISTEN_CLASSIFIER = "prasan.situation.quality.serving.judge"

# the listening desk's model: what comes with the program, its labelled sample, and where the sample's texts lie
LISTEN_MODEL = "prasan.packs.thailand.listening.model"
LISTEN_SAMPLE = Path(__file__).parents[1] / "packs" / "thailand" / "listening_sample.jsonl"
LISTEN_SAMPLE_TEXTS = env.text("PRASAN_LISTEN_SAMPLE") or None
# services of the directory that are training: a wish for one that no office could give becomes demand for courses
TRAINING_SERVICES = ("skill-preparation", "skill-upgrading", "skill-additional", "skill-standard-test")
# what reads pasted sentences into proposals of directives: (text, ISO moment) → rows; empty for none
DIRECTIVE_READER = "prasan.packs.thailand.directives.read"
LIVE_TICKET_SECONDS = env.number("PRASAN_LIVE_TICKET_SECONDS", 600, 30, 900)

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("PRASAN_SMTP_HOST") and not TRAINING
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = env.text("PRASAN_SMTP_HOST")
EMAIL_PORT = env.number("PRASAN_SMTP_PORT", 587, 1, 65_535)
EMAIL_HOST_USER = env.text("PRASAN_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("PRASAN_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("PRASAN_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("PRASAN_MAIL_FROM", "prasan@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LINE_BASE_URL = env.text("PRASAN_LINE_BASE_URL")
LINE_TOKEN = env.text("PRASAN_LINE_TOKEN")
LINE_SECRET = env.text("PRASAN_LINE_SECRET")  # of the channel: signs what LINE sends to /line/webhook
LINE_ACCOUNT = env.text("PRASAN_LINE_ACCOUNT")  # what people search for, such as @prasan
LINE_QUOTA = env.number("PRASAN_LINE_QUOTA", 0)  # messages a month, 0: as many as the account carries
if LINE_BASE_URL and not LINE_BASE_URL.startswith(("https://", "http://127.0.0.1:")):
    raise SettingError("PRASAN_LINE_BASE_URL ต้องขึ้นต้นด้วย https:// | must start with https://")
SMS_URL = env.text("PRASAN_SMS_URL")
SMS_TOKEN = env.text("PRASAN_SMS_TOKEN")
if SMS_URL and not SMS_URL.startswith(("https://", "http://127.0.0.1:")):
    raise SettingError("PRASAN_SMS_URL ต้องขึ้นต้นด้วย https:// | must start with https://")
NOTICE_DAYS = env.number("PRASAN_NOTICE_DAYS", 365, 30, 3650)  # kept after they were read
NOTICE_UNREAD_DAYS = env.number("PRASAN_NOTICE_UNREAD_DAYS", 730, 30, 3650)  # kept when nobody reads them
DAY_REPORT_BY = env.clock("PRASAN_DAY_REPORT_BY", "16:00")  # provinces and offices abroad have said how their day was
DAILY_REPORT_AT = env.clock("PRASAN_DAILY_REPORT_AT", "07:30")  # the centre's daily report is frozen
PRASAN_NOTICE_PEOPLE = "prasan.directory.notices"
PRASAN_JOB_ACTOR = "prasan.directory.middleware.actor_again"

DOCUMENT_FONT = env.text("PRASAN_DOCUMENT_FONT", "Sarabun")  # the name of a font in the folder below, or Sarabun
DOCUMENT_FONTS = env.text("PRASAN_DOCUMENT_FONTS")
GARUDA_SVG = env.text("PRASAN_GARUDA_SVG")  # the ministry's own drawing; a dotted square stands in for it

# Sign-in alone uses it: wrong passwords are counted, and codes spent, for all web processes together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "platform_cache"}}
DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
HELP_PHONE = env.text("PRASAN_HELP_PHONE", "1506")
PUBLIC_NOTICES = env.flag("PRASAN_PUBLIC_NOTICES")  # notices as CAP, RSS, GeoJSON are read without sign-in
CAP_SENDER = env.text("PRASAN_CAP_SENDER", f"prasan@{urlsplit(BASE_URL).hostname or 'localhost'}")
if set(CAP_SENDER) & set(" ,<&"):
    raise SettingError("PRASAN_CAP_SENDER ต้องไม่มีช่องว่าง , < & | takes no space, comma, < or &")
SILENCED_SYSTEM_CHECKS: list[str] = []

from prasan.config.logs import LOGGING  # noqa: E402, F401
from prasan.config.signin import *  # noqa: E402, F403
