"""The embedded PostgreSQL: our own small supervisor of the server programs (standard library only)."""

from prasan.platform.postgres.binaries import Binaries, find_binaries
from prasan.platform.postgres.errors import AlreadyRunning, NotReady, PostgresError, WrongVersion
from prasan.platform.postgres.server import Server, Status
from prasan.platform.postgres.urls import data_dir, external_url, resolve_url, var_dir
from prasan.platform.postgres.use import ensure_running, temporary_cluster

__all__ = [
    "AlreadyRunning",
    "Binaries",
    "NotReady",
    "PostgresError",
    "Server",
    "Status",
    "WrongVersion",
    "data_dir",
    "ensure_running",
    "external_url",
    "find_binaries",
    "resolve_url",
    "temporary_cluster",
    "var_dir",
]
