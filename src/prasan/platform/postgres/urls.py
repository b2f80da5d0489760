"""Addresses of databases: which one Prasan uses."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

ROLE = "prasan"
DATABASE = "prasan"
SETTING = "PRASAN_DATABASE_URL"
OURS = frozenset({"prepare_threshold"})
"""Options of an address that Prasan reads itself; libpq refuses an address that holds them."""


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


def for_libpq(url: str) -> str:
    """The address without the options that only Prasan knows: for pg_dump, psql and psycopg.connect."""
    place, _mark, query = url.partition("?")
    kept = "&".join(one for one in query.split("&") if one.partition("=")[0] not in OURS)
    return f"{place}?{kept}" if kept else place


def resolve_url(var: Path | None = None) -> str:
    """The address of the database: PRASAN_DATABASE_URL, else the embedded server of `var` (default: var_dir()).

    Starts nothing, and is cheap; after the first start it reads where the server's socket is.
    """
    if url := external_url():
        return url
    from prasan.platform.postgres.account import server_account
    from prasan.platform.postgres.place import PORT, remembered, socket_folder

    named = (var or var_dir()) / "postgres"
    known = remembered(named)
    return socket_url(known.sockets if known else socket_folder(named, server_account()), PORT)
