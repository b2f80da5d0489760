"""What the live process is told when it starts: one dataclass, read from the environment or filled by the
caller.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

from prasan.platform.postgres.urls import for_libpq

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
LOOPBACK: tuple[Network, ...] = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


class SettingWrong(ValueError):
    """A setting is missing or cannot be read; the text names the environment variable."""


@dataclass(frozen=True, slots=True)
class LiveSettings:
    """Settings of one live process; times in seconds, sizes in bytes.

    `listen` and `backend` are `host:port` or `unix:/path`; an empty `backend` means that a web server in
    front routes pages itself and only /live comes here. `backend_connections` is the number of threads of
    the back end. `secrets`: the first signs tickets, all are accepted.
    """

    database_url: str
    secrets: tuple[str, ...]
    listen: str = "127.0.0.1:8000"
    backend: str = ""
    trusted_proxies: tuple[Network, ...] = ()
    metrics_networks: tuple[Network, ...] = LOOPBACK
    reuse_port: bool = False
    upload_limit: int = 25 * 1024 * 1024
    head_limit: int = 32 * 1024
    head_seconds: float = 15
    idle_seconds: float = 60
    body_stall_seconds: float = 30
    backend_seconds: float = 120
    backend_connections: int = 4
    grace_seconds: float = 10
    max_streams: int = 20_000
    max_streams_per_person: int = 32
    stream_buffer: int = 64 * 1024
    heartbeat_seconds: int = 15
    retry_ms: int = 2000
    tick_seconds: float = 0.05
    slow_tick_seconds: float = 0.1
    recent_topics: int = 20_000
    bodies_bytes: int = 32 * 1024 * 1024
    socket_buffer: int = 256 * 1024
    socket_message: int = 12 * 1024
    """A ticket of 64 long topics fits; a page has nothing else to say."""
    ping_seconds: float = 1.0
    silent_seconds: float = 2.5
    presence_flush_seconds: float = 0.25
    presence_beat_seconds: float = 0.5
    presence_gone_seconds: float = 1.5
    """A process whose session with the database has ended and whose beat is older than this is gone."""
    presence_dead_seconds: float = 15.0
    """One without a beat for this long is gone even if its session seems to stand: its machine vanished."""


def from_environment(env: Mapping[str, str]) -> LiveSettings:
    """Read LiveSettings from PRASAN_* variables; raises SettingWrong naming the variable at fault."""
    secrets = (_needed(env, "PRASAN_SECRET_KEY"), *env.get("PRASAN_SECRET_KEY_FALLBACKS", "").split())
    return LiveSettings(
        database_url=for_libpq(_needed(env, "PRASAN_DATABASE_URL")),
        secrets=secrets,
        listen=_address(env, "PRASAN_LISTEN", "127.0.0.1:8000"),
        backend=_address(env, "PRASAN_BACKEND", ""),
        trusted_proxies=_networks(env, "PRASAN_TRUSTED_PROXIES", ()),
        metrics_networks=_networks(env, "PRASAN_METRICS_NETWORKS", LOOPBACK),
        backend_connections=_whole(env, "PRASAN_BACKEND_CONNECTIONS", 4),
        reuse_port=env.get("PRASAN_REUSE_PORT", "") in {"1", "true", "yes"},
        upload_limit=_whole(env, "PRASAN_UPLOAD_LIMIT_MB", 25) * 1024 * 1024,
        max_streams=_whole(env, "PRASAN_MAX_STREAMS", 20_000),
        ping_seconds=_seconds(env, "PRASAN_PING_SECONDS", 1.0),
        silent_seconds=_seconds(env, "PRASAN_SILENT_SECONDS", 2.5),
    )


def _needed(env: Mapping[str, str], name: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        raise SettingWrong(f"{name} is not set")
    return value


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise SettingWrong(f"{name} must be a whole number above zero, not {text!r}")
    return int(text)


def _seconds(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name, "").strip()
    try:
        found = float(text) if text else default
    except ValueError:
        found = 0.0
    if not 0.1 <= found <= 600:
        raise SettingWrong(f"{name} must be a number of seconds from 0.1 to 600, not {text!r}")
    return found


def _networks(env: Mapping[str, str], name: str, default: tuple[Network, ...]) -> tuple[Network, ...]:
    text = env.get(name, "").replace(",", " ").split()
    try:
        return tuple(ipaddress.ip_network(part) for part in text) or default
    except ValueError as error:
        raise SettingWrong(f"{name}: {error}") from error


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    text = env.get(name, "").strip() or default
    try:
        if text:
            split_address(text)
    except ValueError as error:
        raise SettingWrong(f"{name}: {error}") from error
    return text


def split_address(text: str) -> tuple[str, int] | str:
    """Return (host, port) of `host:port` or `[v6]:port`, or the path of `unix:/path`; raises ValueError."""
    if text.startswith("unix:"):
        return text.removeprefix("unix:")
    host, colon, port = text.rpartition(":")
    if not colon or not port.isascii() or not port.isdigit() or not 0 <= int(port) <= 65535:
        raise ValueError(f"an address is host:port or unix:/path, not {text!r}")
    return host.strip("[]"), int(port)
