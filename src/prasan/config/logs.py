"""Logging: one JSON line an event on standard error, with the request's id, never with personal data."""

from __future__ import annotations

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "prasan.platform.web.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"level": "WARNING"},
        # our own RequestLog writes each request with its outcome; Django's lines would say it twice
        "django.request": {"level": "CRITICAL"},
        "procrastinate": {"level": "WARNING"},
    },
}
