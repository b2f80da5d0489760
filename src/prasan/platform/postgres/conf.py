"""The settings that our own clusters run with; written anew at every start."""

from __future__ import annotations

import os
from pathlib import Path

HBA = "# written by Prasan at every start: only the socket, in a folder closed to others\nlocal all all trust\n"
MEGABYTE = 1024 * 1024


def memory_megabytes() -> int:
    """Memory of this machine in megabytes; 2048 when the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    except (ValueError, OSError):
        return 2048


def shared_buffers() -> int:
    """Megabytes of cache: a sixteenth of the memory, at least 48 and at most 512."""
    return max(48, min(512, memory_megabytes() // 16))


def _shared_memory_kind() -> str:
    """Small /dev/shm (64 MB in many containers) makes parallel queries fail; files are slower but safe."""
    try:
        room = os.statvfs("/dev/shm")  # noqa: S108 - only its size is read
    except OSError:
        return "mmap"
    return "posix" if room.f_bavail * room.f_frsize >= 256 * MEGABYTE else "mmap"


ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_parallel_workers_per_gather": "1",
    "wal_compression": "on",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "lock_timeout": "20s",
    "idle_in_transaction_session_timeout": "5min",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_line_prefix": "%m [%p] %a ",
    "log_min_duration_statement": "2s",
    "log_checkpoints": "off",
    "log_lock_waits": "on",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_timezone": "UTC",
    "timezone": "UTC",
    "lc_messages": "C",
}
"""What every cluster has; values of parameters never reach the log, they may be personal data."""

THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "5min",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "log_min_duration_statement": "-1",
    "log_lock_waits": "off",
}
"""What a cluster for tests has besides: nothing in it is worth a wait for the disk."""


def settings(major: int, sockets: Path, port: int, *, throwaway: bool, extra: dict[str, str]) -> dict[str, str]:
    """Names and values for postgresql.conf.

    major: version of the server; throwaway: a test cluster, which may lose everything in a power cut;
    extra: settings that win over ours.
    """
    values = ALWAYS | {
        "unix_socket_directories": str(sockets),
        "port": str(port),
        "shared_buffers": f"{48 if throwaway else shared_buffers()}MB",
        "effective_cache_size": f"{max(256, memory_megabytes() // 3)}MB",
        "dynamic_shared_memory_type": _shared_memory_kind(),
    }
    if major >= 18:
        values |= {"io_method": "sync" if throwaway else "worker", "io_workers": "2"}
    if throwaway:
        values |= THROWAWAY
    return values | extra


def text(values: dict[str, str]) -> str:
    """The file postgresql.conf; a file local.conf in the data folder is read last and wins."""
    lines = ["# written by Prasan at every start; put changes into local.conf beside this file"]
    for name, value in values.items():
        quoted = value.replace("'", "''")
        lines.append(f"{name} = '{quoted}'")
    lines.append("include_if_exists = 'local.conf'")
    return "\n".join(lines) + "\n"
