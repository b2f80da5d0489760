"""Traffic logs (ข้อมูลจราจรทางคอมพิวเตอร์): who asked for what, when and from where; one file of JSON Lines a day.

The computer crime act (พ.ร.บ. ว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์) has a service keep them at least 90 days
and hand them over on a lawful request. Here stand no contents, no query and no secret of an address: a search word
may be a person's name, and a reset link is a key. They are files and not rows, so that they go on when the database
does not, and so that a restored backup does not take the traffic of the days since with it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import ipaddress
import logging
import os
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger("prasan.traffic")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})\.jsonl\Z")
_SECRET_PARTS = re.compile(r"(/(?:key|confirm-email|invitation|invite)/|^/[gv]/).+")
_NUMBERS = re.compile(
    r"(?<!\d)(?:\d{13}|\d-\d{4}-\d{5}-\d{2}-\d|0\d{8,9}|0\d{1,2}-\d{3}-?\d{3,4})(?!\d)|\+66[\d -]{8,12}"
)
"""Identity numbers and telephones that somebody typed into an address; a row's own number begins with no nought."""
COMPLAIN_SECONDS = 60.0


def plain_path(path: str) -> str:
    """Return a path without the key that a link carries (a reset, an invitation, a guest's or volunteer's form), and
    without the number of a person that was typed into it.
    """
    return _NUMBERS.sub("…", _SECRET_PARTS.sub(r"\1…", path))[:500]


def source_address(meta: Mapping[str, object], trusted: Sequence[Network], *, behind_proxy: bool) -> str:
    """Return the client's address: the right-most forwarded one that is no proxy of ours.

    meta: request.META; trusted: networks of our proxies; behind_proxy: whether the sender of this request is a
    proxy whose word counts. Without one a forwarded address is only a claim and does not count. What is no
    address at all gives "".
    """
    peer = str(meta.get("REMOTE_ADDR") or "")
    chain = [peer]
    if behind_proxy:
        chain = [*str(meta.get("HTTP_X_FORWARDED_FOR") or "").split(","), peer]
    found = ""
    for part in reversed(chain):
        try:
            address = ipaddress.ip_address(part.strip())
        except ValueError:
            continue
        found = str(address)
        if not any(address in network for network in trusted) and not (behind_proxy and found == peer):
            break
    return found


def client_of(request: HttpRequest) -> str:
    """Return the client's address of a request, "" when nobody can say.

    A request over a local socket has no address of its own: who may open the socket is a proxy of ours.
    """
    behind = settings.TRUSTED_PROXY or not request.META.get("REMOTE_ADDR")
    return source_address(request.META, settings.TRUSTED_PROXIES, behind_proxy=behind)


class TrafficLog:
    """The folder of traffic logs, one file a day of the site's own time zone.

    folder: made on the first write, readable by its owner alone; keep_days: how long files stay; zone: the
    zone of days and times. Several processes may write: each line is one append.
    """

    def __init__(self, folder: Path, keep_days: int, zone: str) -> None:
        self.folder = folder
        self.keep_days = keep_days
        self.zone = ZoneInfo(zone)
        self._lock = threading.Lock()
        self._day: dt.date | None = None
        self._file: int | None = None
        self._complained = -COMPLAIN_SECONDS

    def write(self, entry: Mapping[str, object], moment: dt.datetime | None = None) -> bool:
        """Append one line; False when it could not be written (said in the log, at most once a minute).

        A page is served even when its line cannot be written: a full disk must not stop the centre.
        """
        now = (moment or dt.datetime.now(self.zone)).astimezone(self.zone)
        line = orjson.dumps({"at": now.isoformat(timespec="milliseconds"), **entry}, default=str) + b"\n"
        try:
            with self._lock:
                file = self._open(now.date())
                if os.write(file, line) != len(line):
                    raise OSError("short write")
        except OSError as fault:
            self._complain(fault)
            return False
        return True

    def _open(self, day: dt.date) -> int:
        """Return the day's open file; at the first line of a day, close the days before and let old ones go."""
        if self._file is not None and self._day == day:
            return self._file
        self.close()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.folder / f"{day.isoformat()}.jsonl"
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if os.geteuid() == 0:  # a command run by root must not shut the service out of its own file
            owner = self.folder.stat()
            os.fchown(self._file, owner.st_uid, owner.st_gid)
        self._day = day
        self._tidy(day)
        return self._file

    def _tidy(self, today: dt.date) -> None:
        """Make finished days unwritable and remove those that are older than the time of keeping."""
        for day, path in self.files():
            with contextlib.suppress(OSError):
                if day < today - dt.timedelta(days=self.keep_days):
                    path.unlink(missing_ok=True)
                elif day < today - dt.timedelta(days=1):  # yesterday's last requests may still be under way
                    path.chmod(0o400)

    def _complain(self, fault: OSError) -> None:
        if time.monotonic() - self._complained >= COMPLAIN_SECONDS:
            self._complained = time.monotonic()
            log.error("a traffic line was not written: %s", fault)

    def close(self) -> None:
        """Close the day's file; the next line opens it again."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.close(self._file)
            self._file = None

    def files(self) -> list[tuple[dt.date, Path]]:
        """Return the kept days with their files, oldest first."""
        found = []
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            for path in self.folder.iterdir():
                if match := _DAY.match(path.name):
                    with contextlib.suppress(ValueError):
                        found.append((dt.date.fromisoformat(match[1]), path))
        return sorted(found)

    def read(self, first: dt.date, last: dt.date) -> Iterator[dict[str, object]]:
        """Yield the lines of the days first..last (inclusive) in the order of writing.

        A line broken by a power cut comes as {"broken": text, "file": name}, so that nothing is left out.
        """
        for day, path in self.files():
            if not first <= day <= last:
                continue
            with path.open("rb") as lines:
                for raw in lines:
                    try:
                        line = orjson.loads(raw)
                    except orjson.JSONDecodeError:
                        line = {"broken": raw.decode("utf-8", "replace").rstrip("\n"), "file": path.name}
                    yield line if isinstance(line, dict) else {"broken": str(line), "file": path.name}

    def days(self) -> Iterator[dict[str, object]]:
        """Yield each kept day with its lines, bytes and SHA-256 (to prove later that a copy is unchanged)."""
        for day, path in self.files():
            digest, lines = hashlib.sha256(), 0
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
                    lines += block.count(b"\n")
            yield {"day": day.isoformat(), "lines": lines, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


_site: list[TrafficLog] = []


def site_log() -> TrafficLog:
    """Return this site's traffic log, by its settings."""
    if not _site or _site[0].folder != settings.TRAFFIC_FOLDER:
        _site[:] = [TrafficLog(settings.TRAFFIC_FOLDER, settings.TRAFFIC_DAYS, settings.TIME_ZONE)]
    return _site[0]
