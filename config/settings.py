"""Every setting of the site, each declared once with its default for the embedded profile.

HONORS_PROFILE=embedded (the default) needs nothing but Python: SQLite, tasks through files, mail to a folder, all of it
below VAR_DIR. HONORS_PROFILE=production takes what `needed` names from the environment (NAME, or NAME_FILE for a
secret kept in a file) and refuses to start until every one of them is there, naming all that are missing at once.
"""

from pathlib import Path

import django_stubs_ext

from config.environment import Environment

django_stubs_ext.monkeypatch()  # so that ModelForm[Union] means at run time what it means to the type checker

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

PROFILE = env.choice("HONORS_PROFILE", "embedded", ("embedded", "production"))
EMBEDDED = PROFILE == "embedded"
PRODUCTION = not EMBEDDED

VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")
"""Everything the site writes beside its database; in the embedded profile the database too."""

# --- Identity and secrets ---------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.needed("SECRET_KEY", lambda: env.kept_secret(VAR_DIR / "secret_key"))
FIELD_ENCRYPTION_KEYS = env.listed(
    env.needed("FIELD_ENCRYPTION_KEYS", lambda: env.kept_fernet_key(VAR_DIR / "field_encryption_key"))
)
"""Fernet keys for ID numbers, phones and the identity of objectors: the first encrypts, every one decrypts."""
FIELD_HASH_KEY = env.needed("FIELD_HASH_KEY", lambda: env.kept_secret(VAR_DIR / "field_hash_key"))
"""Key of the hashes that match ID numbers without decrypting them. It never changes: old hashes would match nothing."""
ALLOWED_HOSTS = env.listed(
    env.needed("ALLOWED_HOSTS", lambda: "*" if DEBUG else "localhost,127.0.0.1,[::1],testserver")
)
SITE_URL = env.needed("SITE_URL", lambda: "http://127.0.0.1:8000").rstrip("/")
"""Address printed in mails and in the QR code of a certificate."""
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- Applications -----------------------------------------------------------------------------------------------------

PROJECT_APPS = [
    *(["demo"] if EMBEDDED else []),  # one-click login and the demo's cast do not exist in production
    "desk",
    "reviews",
    "revocations",
    "supervision",
    "nominations",
    "publicity",
    "honors",
    "decisions",
    "unions",
    "documents",
    "ledger",
    "ui",
    "clock",
]
INSTALLED_APPS = [
    *PROJECT_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "guardian",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "rest_framework",
    "drf_spectacular",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "clock.middleware.NowMiddleware",
    "unions.middleware.ActingPostMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.RefusedMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
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
                "unions.context.acting",
                "desk.context.navigation",
                *(["demo.context.strip"] if EMBEDDED else []),
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data -------------------------------------------------------------------------------------------------------------

DATABASES = {"default": env.database(env.needed("DATABASE_URL", lambda: f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
"""Throttles count in the database, so that without Redis no page fails."""
SESSION_ENGINE = "django.contrib.sessions.backends.db"

MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / "media")
"""Attachments. No address leads here: a file is served through permission only."""
MEDIA_URL = ""
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
HASHED_STATIC_FILES = env.bool("HASHED_STATIC_FILES", default=PRODUCTION)
"""Whether the names of style sheets and scripts carry their digest (after `collectstatic`), so that they cache for ever."""
WHITENOISE_USE_FINDERS = not HASHED_STATIC_FILES
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static.HashedFiles"
        if HASHED_STATIC_FILES
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
UPLOAD_LIMIT_BYTES = env.int("UPLOAD_LIMIT_BYTES", default=20 * 1024 * 1024)
"""Limit of one attachment. The page shows it and refuses a larger file with a sentence; the proxy lets more pass."""
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Mail -------------------------------------------------------------------------------------------------------------

vars().update(env.mail(env.needed("EMAIL_URL", lambda: f"filemail:///{VAR_DIR / 'mail'}")))
DEFAULT_FROM_EMAIL = env.needed("DEFAULT_FROM_EMAIL", lambda: "全国工会荣誉评选 <honors@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Tasks ------------------------------------------------------------------------------------------------------------

REDIS_URL = env.needed("REDIS_URL", lambda: "")
"""Broker of the tasks; without one (embedded) they pass through files."""
CELERY_BROKER_URL = REDIS_URL or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = env.broker_options(REDIS_URL, VAR_DIR / "tasks")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False  # a broker that is down must not hold up a filing: the next sweep does the work
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a killed worker loses nothing: every task is idempotent
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
from config.schedule import SCHEDULE as CELERY_BEAT_SCHEDULE  # noqa: E402, F401  Celery reads it under this name

# --- People -----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "unions.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: nobody is not a person
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", default=PRODUCTION)
"""Whether posts of recommending units and of the nation need a TOTP code to act."""
OTP_TOTP_ISSUER = "全国工会荣誉评选"
DEMO_CLOCK = EMBEDDED and env.bool("DEMO_CLOCK", default=True)
"""Whether the doors read the demo's clock, moved by hand, instead of the machine's."""

# --- Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FIRST_DAY_OF_WEEK = 1

# --- Security ---------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=PRODUCTION)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from inside the machine, without TLS
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600 if PRODUCTION else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.int("SESSION_COOKIE_AGE", default=12 * 3600)
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "unions.views.interrupted.csrf_failure"

# --- API --------------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "unions.api_auth.PostTokenAuthentication",
        "unions.api_auth.PostSessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "config.pagination.KeysetPages",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": env.str("API_RATE_ANONYMOUS", default="120/min"),
        "user": env.str("API_RATE_POST", default="600/min"),
    },
    "NUM_PROXIES": 1 if PRODUCTION else 0,  # whose address an anonymous reader's requests are counted by
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "config.api_schema.ApiSchema",
    "EXCEPTION_HANDLER": "config.problems.problem_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "全国工会荣誉评选接口",
    "DESCRIPTION": "与网页同一套动作、同一套查询、同一套权限。每个令牌属于一个岗位；被拒绝时返回 problem+json，注明代码、原因和条款。",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_PUBLIC": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [],  # choices stand where they are asked for, instead of under invented names
}

# --- Logging ----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "config.logs.PlainLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},  # a refusal is not a fault
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners; they get their 400
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "WARNING"},
    },
}

env.refuse_if_missing()
