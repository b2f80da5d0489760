"""Read settings from the environment; an error names the variable and says what it takes."""

from __future__ import annotations

import datetime as dt
import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class SettingError(Exception):
    """A setting in the environment cannot be used; the text names it and says what it takes."""


TRUE = {"1", "true", "yes", "on"}
SECRET_LETTERS = 16
"""Of a secret that another server shares: coturn's is 64 when made as its example says."""
FALSE = {"0", "false", "no", "off", ""}


class Environment:
    """Typed look-ups in a mapping of variables.

    Parameters: `source`, the variables (the process's own by default). Every method raises
    `SettingError` naming the variable when its value does not fit.
    """

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self.source = os.environ if source is None else source

    def _read(self, name: str, default: T, convert: Callable[[str], T], takes: str) -> T:
        raw = self.source.get(name)
        if raw is None or raw == "":
            return default
        try:
            return convert(raw.strip())
        except (ValueError, KeyError) as error:
            raise SettingError(
                f"{name}={raw!r} ใช้ไม่ได้ ต้องเป็น{takes} | {name}={raw!r} cannot be used, it takes {takes}"
            ) from error

    def text(self, name: str, default: str = "") -> str:
        """Return the variable as text."""
        return self._read(name, default, str, "ข้อความ (text)")

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a yes/no variable; raises unless 1/0, true/false, yes/no, on/off."""

        def convert(raw: str) -> bool:
            if raw.lower() in TRUE:
                return True
            if raw.lower() in FALSE:
                return False
            raise ValueError(raw)

        return self._read(name, default, convert, " 1 หรือ 0 (1 or 0)")

    def number(self, name: str, default: int, low: int = 0, high: int = 2**31) -> int:
        """Return a whole number within low..high (inclusive)."""

        def convert(raw: str) -> int:
            value = int(raw)
            if not low <= value <= high:
                raise ValueError(raw)
            return value

        return self._read(name, default, convert, f"จำนวนเต็ม {low}–{high} (a whole number)")

    def clock(self, name: str, default: str) -> str:
        """Return an hour of the day as "07:30"."""

        def convert(raw: str) -> str:
            return dt.datetime.strptime(raw, "%H:%M").strftime("%H:%M")

        return self._read(name, default, convert, "เวลา เช่น 07:30 (an hour of the day)")

    def words(self, name: str, default: str = "") -> list[str]:
        """Return a list written with commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def networks(self, name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
        """Return networks written with commas or spaces, such as 10.0.0.0/8."""

        def convert(raw: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
            return [ipaddress.ip_network(part) for part in raw.replace(",", " ").split()]

        return self._read(name, [], convert, "เครือข่าย (networks, such as 10.0.0.0/8)")

    def path(self, name: str, default: Path) -> Path:
        """Return a folder or file path, made absolute."""
        return self._read(name, default, lambda raw: Path(raw).expanduser().resolve(), "ที่อยู่ไฟล์ (a path)")

    def relay(self, host_name: str, secret_name: str, port_name: str, tls_name: str) -> dict[str, Any]:
        """Return the TURN server that four variables tell; an empty host for none. The secret stands in no error."""
        host, secret = self.text(host_name), self.text(secret_name)
        if not re.fullmatch(r"[A-Za-z0-9.-]{0,253}", host):
            raise SettingError(
                f"{host_name} ต้องเป็นชื่อหรือที่อยู่ IPv4 ไม่มีพอร์ต | {host_name} is a name or an IPv4 address, without a port"
            )
        if host and len(secret) < SECRET_LETTERS:
            words = f"{secret_name} ต้องยาวอย่างน้อย {SECRET_LETTERS} ตัวอักษร เมื่อตั้ง {host_name}"
            raise SettingError(
                f"{words} | {secret_name} takes {SECRET_LETTERS} letters at least, where {host_name} is set"
            )
        return {
            "host": host, "secret": secret, "port": self.number(port_name, 3478, 1, 65535),
            "tls_port": self.number(tls_name, 0, 0, 65535),
        }  # fmt: skip

    def choice(self, name: str, default: str, allowed: set[str]) -> str:
        """Return one of the allowed words."""

        def convert(raw: str) -> str:
            if raw not in allowed:
                raise ValueError(raw)
            return raw

        return self._read(name, default, convert, "หนึ่งใน (one of) " + ", ".join(sorted(allowed)))
