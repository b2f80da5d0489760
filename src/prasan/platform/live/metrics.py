"""Counters of one live process, shown as Prometheus text; plain integers, one thread, no library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(slots=True)
class Metrics:
    """What the live process counted since it started; `*_seconds_*` are seconds."""

    streams_opened_total: int = 0
    streams_refused_total: int = 0
    sockets_opened_total: int = 0
    sockets_refused_total: int = 0
    sockets_misused_total: int = 0
    deliveries_total: int = 0
    cut_slow_total: int = 0
    cut_revoked_total: int = 0
    cut_expired_total: int = 0
    cut_silent_total: int = 0
    presence_written_total: int = 0
    presence_failures_total: int = 0
    presence_dropped_total: int = 0
    replays_memory_total: int = 0
    replays_table_total: int = 0
    resets_total: int = 0
    ticks_total: int = 0
    ticker_failures_total: int = 0
    feed_failures_total: int = 0
    events_numbered_total: int = 0
    tick_lag_seconds_sum: float = 0.0
    tick_lag_seconds_max: float = 0.0
    feed_lag_seconds_last: float = 0.0
    requests_total: int = 0
    requests_refused_total: int = 0
    backend_failures_total: int = 0
    backend_retries_total: int = 0

    def text(self, gauges: Mapping[str, float]) -> str:
        """Return the Prometheus text of all counters and of the given gauges (name without prefix: value)."""
        lines = []
        for name, value in [(field.name, getattr(self, field.name)) for field in fields(self)]:
            kind = "counter" if name.endswith(("_total", "_sum")) else "gauge"
            lines.append(f"# TYPE prasan_live_{name} {kind}\nprasan_live_{name} {value:.9g}")
        for name, value in gauges.items():
            lines.append(f"# TYPE prasan_live_{name} gauge\nprasan_live_{name} {value:.9g}")
        return "\n".join(lines) + "\n"
