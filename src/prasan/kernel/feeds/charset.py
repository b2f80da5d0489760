"""Which letters bytes mean: the byte-order mark, what was declared, then what reads as Thai."""

from __future__ import annotations

import codecs
import re

_THAI = {"tis-620", "tis620", "windows-874", "cp874", "iso-8859-11", "x-windows-874", "ms874", "dos-874"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_TOLD = re.compile(rb"""(?:<\?xml[^>]{0,100}encoding|<meta[^>]{0,200}charset)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_SAFE = re.compile(r"^(utf|us-ascii|ascii|iso-8859|latin|cp\d|windows-|koi8|big5|gb|euc|shift|sjis|tis)", re.I)


def codec(name: str) -> str:
    """Return the codec of a declared name, the Thai ones as the Windows page that holds them all; "" if unknown."""
    low = name.strip().lower()
    if low in _THAI:
        return "cp874"
    if low in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}:
        return "cp1252"
    try:
        return codecs.lookup(low).name if _SAFE.match(low) else ""
    except LookupError:
        return ""


def decode(raw: bytes, content_type: str = "") -> tuple[str, str]:
    """Return (text, codec). Nothing raises: what no codec explains comes out with replacement signs.

    UTF-8 that reads without fault wins over any declaration: servers declare what they do not send. A
    declared Western page whose high bytes are Thai letters is read as Thai.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, "replace"), name
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        cut = len(raw) - fault.start < 4 and fault.reason == "unexpected end of data"
    told = [codec(one) for one in _declared(raw, content_type)]
    named = next((one for one in told if one and not one.startswith("utf")), "")
    if cut and not named:  # a delivery that broke off inside a letter
        return raw.decode("utf-8", "ignore"), "utf-8"
    if not named or named in {"cp1252", "iso8859-15"}:
        named = "cp874" if _reads_thai(raw) else named
    if named:
        try:
            return raw.decode(named, "replace"), named
        except (LookupError, ValueError):
            pass
    return raw.decode("utf-8", "replace"), "utf-8"


def _declared(raw: bytes, content_type: str) -> list[str]:
    told = _HEADER.findall(content_type)[:1]
    return told + [one.decode("ascii", "replace") for one in _TOLD.findall(raw[:4096])]


def _reads_thai(raw: bytes) -> bool:
    """Tell whether the high bytes are Thai letters of the Windows page: nine in ten of those in 0xA1–0xFB."""
    high = [byte for byte in raw[:200_000] if byte >= 0x80]
    if not high or not re.search(rb"[\xa1-\xda\xdf-\xfb]{3}", raw[:200_000]):
        return False  # a Western page has single accents, Thai words are runs
    thai = sum(1 for byte in high if 0xA1 <= byte <= 0xDA or 0xDF <= byte <= 0xFB)
    return thai * 10 >= len(high) * 9 and _valid_utf8_share(raw[:200_000]) < 0.5


def _valid_utf8_share(raw: bytes) -> float:
    """Return which share of the high bytes belongs to faultless UTF-8 letters."""
    high = sum(1 for byte in raw if byte >= 0x80)
    kept = raw.decode("utf-8", "ignore").encode()
    return sum(1 for byte in kept if byte >= 0x80) / high if high else 1.0
