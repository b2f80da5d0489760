"""Addresses of databases: which one Prasan uses, and the same for Django."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from prasan.platform.postgres.errors import PostgresError

ROLE = "prasan"
DATABASE = "prasan"
SETTING = "PRASAN_DATABASE_URL"


def socket_url(sockets: Path, port: int) -> str:
    """The address of a server behind a unix socket in that folder."""
    return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(sockets), safe='/')}&port={port}"


def var_dir() -> Path:
    """The folder of everything that a running Prasan writes: PRASAN_VAR, else `var` of the checkout.

    Installed without a checkout it is ~/.local/share/prasan (XDG_DATA_HOME is obeyed).
    """
    if named := os.environ.get("PRASAN_VAR"):
        return Path(os.path.abspath(named))
    checkout = Path(__file__).resolve().parents[4]
    if (checkout / "pyproject.toml").is_file() and (checkout / "src" / "prasan").is_dir():
        return checkout / "var"
    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "prasan"


def data_dir() -> Path:
    """The data folder of the embedded server."""
    return var_dir() / "postgres"


def external_url() -> str:
    """The address from PRASAN_DATABASE_URL, or "" when the embedded server is to be used."""
    return os.environ.get(SETTING, "").strip()


def resolve_url() -> str:
    """The address of the database: PRASAN_DATABASE_URL, else the embedded server of `var`.

    Starts nothing, and is cheap; after the first start it reads where the server's socket is.
    """
    if url := external_url():
        return url
    from prasan.platform.postgres.account import server_account
    from prasan.platform.postgres.place import PORT, remembered, socket_folder

    named = data_dir()
    known = remembered(named)
    return socket_url(known.sockets if known else socket_folder(named, server_account()), PORT)


def django_database(url: str) -> dict[str, Any]:
    """The entry of Django's DATABASES for a libpq address (postgresql://user:password@host:port/name?key=value).

    host and port may also stand in the query, as libpq allows. Raises PostgresError naming the setting.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as fault:
        raise _bad(str(fault)) from fault
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise _bad("postgresql://user:password@host:5432/name")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": options.pop("user", "") or unquote(parts.username or ""),
        "PASSWORD": options.pop("password", "") or unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", "") or (str(port) if port else ""),
        "OPTIONS": options,
    }


def _bad(detail: str) -> PostgresError:
    return PostgresError(
        f"{SETTING} อ่านไม่ได้ ต้องเป็นรูป postgresql://ผู้ใช้:รหัส@เครื่อง:5432/ชื่อฐานข้อมูล ({detail})",
        f"{SETTING} cannot be read; it must look like postgresql://user:password@host:5432/name ({detail})",
    )
