"""What a file is, told by its first bytes and its parts, never by its name alone."""

from __future__ import annotations

import zipfile
from typing import IO

OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    f"{OFFICE}.spreadsheetml.sheet": ("xlsx",),
    f"{OFFICE}.wordprocessingml.document": ("docx",),
    f"{OFFICE}.presentationml.presentation": ("pptx",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/geo+json": ("geojson", "json"),
    "text/csv": ("csv",),
    "text/plain": ("txt",),
}
"""Types that may be kept, with the endings their names may have."""

PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_SIGNS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_PARTS = (
    ("xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet"),
    ("word/document.xml", f"{OFFICE}.wordprocessingml.document"),
    ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation"),
)
_MACROS = ("vbaproject.bin",)


def sniffed(file: IO[bytes], name: str) -> str | None:
    """Return the type of a file, or None when it is none of those that may be kept.

    Parameters: `name`, used only to tell kinds of plain text apart and to refuse a false ending.
    """
    file.seek(0)
    head = file.read(4096)
    ending = name.rpartition(".")[2].lower()
    found = next((mime for sign, mime in _SIGNS if head.startswith(sign)), None)
    if found is None and head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        found = "image/webp"
    if found is None and head.startswith(b"PK\x03\x04"):
        found = _in_zip(file)
    if found is None:
        found = _text(head, ending)
    file.seek(0)
    return found if found is not None and ending in TYPES[found] else None


def _in_zip(file: IO[bytes]) -> str | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(one.lower().endswith(_MACROS) for one in names):
                return None
            for part, mime in _PARTS:
                if part in names:
                    return mime
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                told = archive.read("mimetype").decode("ascii", "replace")
                return told if told in TYPES else None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    return None


def _text(head: bytes, ending: str) -> str | None:
    if b"\0" in head or head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return None  # HTML and SVG can carry scripts
    if ending in {"csv", "txt"}:
        return "text/csv" if ending == "csv" else "text/plain"
    if ending in {"json", "geojson"} and head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
        return "application/geo+json"
    return None
