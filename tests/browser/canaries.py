"""Numbers that stand nowhere in plain text: planted by every way in, then looked for in everything that a site wrote.

`plant` enters invented people with numbers of their own through the command line, pages and the interface for programs,
gets much of it wrong on purpose (a wrong digit, a search, a lost sign-in, broken JSON), and reads every answer that was
an error. `found_in` reads folders byte by byte: the database's files and its write-ahead log, the product's files and
logs. `dump` hands out what pg_dump writes. `Watch` reads a folder for temporary files again and again meanwhile.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from prasan.config.cli import archive
from prasan.config.cli.safety import tools
from prasan.kernel.checkdigit import check_digit
from tests.browser.conftest import Site

DIGITS = re.compile(rb"\d[\d \-]{7,60}\d")
HASH = re.compile(rb"\d{15,19}")
CHUNK, OVERLAP = 1 << 24, 128
OWN_WORDS = frozenset({400, 409, 422})
"""Answers to a form of a page: it comes back with what was typed, as it must."""


@dataclass
class Canaries:
    """The numbers: ids with the right check digit, telephones; and errors in which one was found."""

    ids: list[str]
    phones: list[str]
    errors: int = 0
    told: list[str] = field(default_factory=list)
    entered: int = 0

    @property
    def words(self) -> frozenset[bytes]:
        """Return what is looked for: digits alone; a telephone without the nought too, as abroad."""
        return frozenset(one.encode() for one in (*self.ids, *self.phones, *(p[1:] for p in self.phones)))


def hatch(many: int, seed: int) -> Canaries:
    """Return so many canaries."""
    chance = random.Random(seed)
    firsts = chance.sample(range(10**10, 10**11), many)
    ids = [f"9{first}{check_digit(f'9{first}')}" for first in firsts]
    return Canaries(ids, [f"08{n:08d}" for n in chance.sample(range(10**7, 10**8), many)])


def planted_in(data: bytes, words: frozenset[bytes]) -> Iterator[str]:
    """Yield each canary in some bytes, however it is broken by blanks and dashes, with what stands before it."""
    for match in DIGITS.finditer(data):
        digits = re.sub(rb"\D", b"", match[0])
        for length in (13,) if _of_keys(data, match) else (13, 10, 9):
            for at in range(len(digits) - length + 1):
                if digits[at : at + length] in words:
                    before = data[max(0, match.start() - 60) : match.end()]
                    yield f"{digits[at : at + length].decode()} … {before!r}"


def _of_keys(data: bytes, match: re.Match[bytes]) -> bool:
    """Return whether a number is one of an array's, as long as the keyed hashes of names are.

    By chance nine or ten of its digits are somebody's telephone (10,000 numbers in half a million places); thirteen
    never are. Whatever stands elsewhere, or is written with a blank or a dash, is read for telephones too.
    """
    before = data[max(0, match.start() - 2) : match.start()].removesuffix(b"-")[-1:]
    after = data[match.end() : match.end() + 1]
    return HASH.fullmatch(match[0]) is not None and before in {b"{", b","} and after in {b",", b"}"}


def found_in(folder: Path, words: frozenset[bytes], most: int = 20) -> list[str]:
    """Return where canaries stand in the files of a folder, and that it was read: its bytes are asked for by tests."""
    found: list[str] = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
        try:
            with path.open("rb") as file:
                rest = b""
                while chunk := file.read(CHUNK):
                    found += [f"{path.relative_to(folder)}: {one}" for one in planted_in(rest + chunk, words)]
                    rest = chunk[-OVERLAP:]
        except OSError:  # it went away meanwhile
            continue
        if len(found) > most:
            break
    return found


class Watch:
    """Reads a folder for temporary files again and again until it is stopped."""

    def __init__(self, folder: Path, words: frozenset[bytes]) -> None:
        self.found: set[str] = set()
        self.rounds = 0
        self._folder, self._words, self._over = folder, words, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.found.update(found_in(self._folder, self._words))
            self.rounds += 1


class Desk:
    """Somebody signed in, by plain requests."""

    def __init__(self, site: Site, login: str, birds: Canaries) -> None:
        self.site, self.birds, self.session = site, birds, requests.Session()
        self.session.get(f"{site.url}/accounts/login/", timeout=60)
        self.post("/accounts/login/", {"login": login, "password": site.password})

    def post(self, path: str, told: dict[str, Any], **more: Any) -> requests.Response:
        """Send a form of a page."""
        told = told | {"csrfmiddlewaretoken": self.session.cookies.get("prasan_csrf", "")}
        return self._heard(self.session.post(self.site.url + path, told, timeout=120, **more), page=True)

    def api(self, method: str, path: str, told: Any = None, **more: Any) -> requests.Response:
        """Call the interface for programs."""
        head = {"X-CSRFToken": self.session.cookies.get("prasan_csrf", ""), "Content-Type": "application/json"}
        data = told if isinstance(told, str) or told is None else json.dumps(told)
        url = f"{self.site.url}/api/v1{path}"
        return self._heard(self.session.request(method, url, data=data, headers=head, timeout=120, **more))

    def get(self, path: str, **params: str) -> requests.Response:
        """Open a page."""
        return self._heard(self.session.get(self.site.url + path, params=params, timeout=120))

    def _heard(self, answer: requests.Response, *, page: bool = False) -> requests.Response:
        if answer.status_code >= 400:
            self.birds.errors += 1
            if not (page and answer.status_code in OWN_WORDS):
                told = planted_in(answer.content, self.birds.words)
                self.birds.told += [f"{answer.status_code} {answer.request.path_url[:40]}: {one}" for one in told]
        return answer


SYLLABLES = [
    "กา",
    "ขาว",
    "คำ",
    "งาม",
    "จัน",
    "ชู",
    "ซอน",
    "ดาว",
    "ตา",
    "ทอง",
    "นา",
    "บัว",
    "ปาน",
    "ผล",
    "พร",
    "ฟ้า",
    "มี",
    "ยิ่ง",
    "รัก",
    "ลัก",
    "วัน",
    "ศรี",
    "สุข",
    "หาญ",
    "อุ่น",
    "เพ็ญ",
    "แก้ว",
    "ไชย",
    "โพธิ์",
    "เอก",
]


def names(n: int) -> tuple[str, str]:
    """Return an invented given and family name that sound unlike those of the other numbers below 27,000."""
    one, two, three = n % 30, n // 30 % 30, n // 900 % 30
    given = SYLLABLES[one] + SYLLABLES[two] + SYLLABLES[three]
    return given, SYLLABLES[three - 7] + SYLLABLES[(one + 11) % 30] + SYLLABLES[two - 13]


def person(birds: Canaries, n: int) -> dict[str, Any]:
    """Return what is told of an invented person with the n-th numbers."""
    return {
        "given_name": names(n)[0], "family_name": names(n)[1], "id_kind": "thai", "id_number": birds.ids[n],
        "phone": birds.phones[n], "birth_year": 2500 + n % 50, "home_area": "80", "nationality": "TH",
        "channel": "sms", "consented": True,
    }  # fmt: skip


def plant(site: Site, birds: Canaries, folder: Path, login: str = "counter-80", head: str = "plo-80") -> None:
    """Enter most of them by a file, some by pages and the interface, and use the last of all wrongly."""
    many = len(birds.ids)
    apart = max(12, many // 50)
    _by_file(site, birds, folder, range(many - 3 * apart), head)
    desk = Desk(site, login, birds)
    for n in range(many - 3 * apart, many - 2 * apart):
        _by_api(desk, n)
    for n in range(many - 2 * apart, many - apart):
        _by_page(desk, n)
    for n in range(many - apart, many):
        _wrongly(desk, n)


def _env(site: Site) -> dict[str, str]:
    """Return the surroundings of a command line of the site."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("PRASAN_", "DJANGO_"))}
    return own | {"PRASAN_VAR": str(site.var), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


def _by_file(site: Site, birds: Canaries, folder: Path, numbers: range, login: str) -> None:
    head = "คำนำหน้า,ชื่อ,นามสกุล,ปีเกิด,เลขประจำตัวประชาชน,โทรศัพท์,จังหวัด,เพศ"
    rows = [f"นาย,{','.join(names(n))},{2500 + n % 50},{birds.ids[n]},{birds.phones[n]},80,ชาย" for n in numbers]
    path = folder / "people.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    words = [sys.executable, "-m", "prasan", "people", "load", str(path), "--notice", "2569-1", "--as", login]
    done = subprocess.run(words, env=_env(site), capture_output=True, check=False)
    path.unlink()
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    birds.told += [f"people load says: {one}" for one in planted_in(said, birds.words)]
    birds.entered += int(re.findall(rb"new (\d+)", said)[-1])


def _by_api(desk: Desk, n: int) -> None:
    told = person(desk.birds, n)
    look = desk.api("POST", "/worker-checks", told).json()
    tie = {"purpose": "service", "ground": "consent", "notice_version": "2569-1"}
    asked = {"told": told, "check": look.get("id"), "tie": tie, "apart": True}
    made = desk.api("POST", "/workers", asked)
    if made.status_code == 200:
        desk.birds.entered += 1
        pk = made.json()["id"]
        desk.api("PATCH", f"/workers/{pk}", {"contact": f"บ้านเลขที่ 1 โทร {desk.birds.phones[n]}"})
        desk.api("POST", f"/workers/{pk}/reveal", {"fields": ["id_number", "phone"], "reason": "ทดสอบการเปิดดู"})
        need = f"หางาน โทร {desk.birds.phones[n]} เลข {desk.birds.ids[n]}"
        desk.post("/cases/new", {"worker": str(pk), "need": need, "channel": "phone"})


def _by_page(desk: Desk, n: int) -> None:
    told = {key: str(value) for key, value in person(desk.birds, n).items()} | {
        "consented": "on", "purpose": "service", "ground": "consent", "notice_version": "2569-1",
    }  # fmt: skip
    looked = desk.post("/workers/new", told | {"act": "check"})
    check = re.search(r'name="check" value="(\d+)"', looked.text)
    saved = desk.post("/workers/new", told | {"act": "save", "apart": "on", "check": check[1] if check else ""})
    desk.birds.entered += "/workers/" in saved.url and "/new" not in saved.url


def _wrongly(desk: Desk, n: int) -> None:
    """Use numbers where they do not belong: searches, addresses, wrong types, no sign-in, no token, broken JSON."""
    number, phone = desk.birds.ids[n], desk.birds.phones[n]
    for path in ("/search", "/referrals", "/workers", "/work", "/t/"):
        desk.get(path, q=number)
        desk.get(path, q=phone)
    desk.get(f"/t/{number}")
    desk.api("POST", "/workers", {"told": {"id_number": int(number), "phone": [phone]}, number: phone})
    desk.api("POST", "/worker-checks", f'{{"id_number": "{number}", "phone": ')
    desk.api("POST", "/worker-checks", {"birth_year": number, "id_kind": "thai", "id_number": number[:12] + "x"})
    desk.api("GET", f"/workers/{number}")
    desk.api("DELETE", f"/workers/{phone}")
    desk.post(
        "/workers/new", {"id_kind": "thai", "id_number": number, "given_name": phone, "act": "save", "check": "x"}
    )
    desk.post("/t/", {"code": number, "pin": phone})
    told = {"id_number": number, "phone": phone}
    desk._heard(requests.post(f"{desk.site.url}/workers/new", told, timeout=60))
    desk._heard(requests.post(f"{desk.site.url}/api/v1/worker-checks", json=told, timeout=60))


def dump(site: Site, folder: Path) -> Path:
    """Back the site up, and write its database as text into the folder; returns that file."""
    kept, custom, text = folder / "backup.tar", folder / "custom", folder / "dump.sql"
    words = [sys.executable, "-m", "prasan", "backup", str(kept)]
    subprocess.run(words, env=_env(site), capture_output=True, check=True)
    archive.extract(kept, custom, folder / "files", folder / "recordings")
    restore = tools().tool("pg_restore")
    subprocess.run([restore, "--file", str(text), str(custom)], capture_output=True, check=True)
    return text
