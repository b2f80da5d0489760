"""Labelled texts for training: reading them in, taking names out, keeping near-duplicates together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from prasan.kernel.classify import grams


@dataclass(frozen=True, slots=True)
class Row:
    """One text with what people said of it; None where nobody said anything."""

    id: str
    title: str
    text: str
    relevant: bool | None = None
    types: frozenset[str] | None = None
    weight: float = 1.0


BLOB_SIGNS = 12
"""So many signs of a blob id name a release in the pack's labels."""


def read_row(line: Mapping[str, Any], *, text_needed: bool = True) -> Row:
    """Return the row of a JSON object {"id" or "blob", "title", "text", "relevant" or "weak_labour", "types"}.

    Parameters: `text_needed`, whether a row must hold a text; a correction need not.
    Raises ValueError for a line without an identity or without any text.
    """
    name = str(line.get("id") or str(line.get("blob") or "")[:BLOB_SIGNS])
    title, text = str(line.get("title") or ""), str(line.get("text") or "")
    if not name or (text_needed and not (title or text)):
        raise ValueError("แถวต้องมี id (หรือ blob) และข้อความ · a row needs an id (or blob) and a text")
    said = line.get("relevant", line.get("weak_labour"))
    types = line.get("types")
    return Row(
        name,
        title,
        text,
        None if said is None or said == "" else str(said).lower() in {"1", "true"},
        None if types is None else frozenset(map(str, types)),
        float(line.get("weight", 1.0)),
    )


def correct(rows: Iterable[Row], said: Mapping[str, Row]) -> list[Row]:
    """Return rows with what people said later: `said` maps an id to a row whose relevance and types count."""
    found = []
    for row in rows:
        later = said.get(row.id)
        if later is None:
            found.append(row)
            continue
        found.append(
            replace(
                row,
                relevant=row.relevant if later.relevant is None else later.relevant,
                types=row.types if later.types is None else later.types,
                weight=later.weight,
            )
        )
    return found


_TITLES = (
    "นางสาว|นาย(?!ก(?:รัฐ|ฯ|อบ|เทศ|สมาคม|เมือง|เหล่า|สภา|\\s|$)|จ้าง|หน้า|อำเภอ|ทุน|ทะเบียน|ประกัน|ช่าง|ท่า|สถานี)|"
    "นาง(?!าน|นวล|รอง)|น\\.ส\\.|ดร\\.|ม\\.ล\\.|ม\\.ร\\.ว\\.|ร้อยเอก|ว่าที่ร้อยตรี|"
    "พล(?:เอก|โท|ตรี|ตำรวจ(?:เอก|โท|ตรี)|เรือ(?:เอก|โท|ตรี)|อากาศ(?:เอก|โท|ตรี))|"
    "พัน(?:ตำรวจ)?(?:เอก|โท|ตรี)|[พร]\\.?[ลตอ]?\\.?(?:ต\\.)?[อทต]\\."
)
_SIGNS = "[ก-ฮะ-ฺเ-๎]"
_FORMAL = re.compile(f"(?:{_TITLES})\\s*({_SIGNS}{{3,16}})(?:\\s+({_SIGNS}{{3,20}}))?")
_NICK = re.compile(
    f"บิ๊ก{_SIGNS}{{2,5}}|เสี่ย{_SIGNS}{{2,5}}|(?:รมว|รมช|รมต|ปลัด|อธิบดี)\\.?\\s?({_SIGNS}{{3,8}}?)(?=[’'”\"\\s,])"
)
_OFFICES = frozenset(("แรงงาน", "มหาดไทย", "ยุติธรรม", "สาธารณสุข", "เกษตรฯ", "คลัง", "กลาโหม", "พาณิชย์", "กระทรวง"))


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Return given names, family names and nicknames that stand behind titles and offices in texts."""
    found: set[str] = set()
    for text in texts:
        for match in _FORMAL.finditer(text):
            found.update(part for part in match.groups() if part and len(part) >= 4)
        for match in _NICK.finditer(text):
            found.add(match[1] or match[0])
    return frozenset(one for one in found if one not in _OFFICES and "แรงงาน" not in one and "จ้าง" not in one)


def without_names(text: str) -> str:
    """Return a text without names behind titles and nicknames: a model must not learn who is in office this year."""
    return _NICK.sub(_nameless, _FORMAL.sub(" ", text))


def _nameless(match: re.Match[str]) -> str:
    if match[1] is None:
        return " "
    return match[0] if match[1] in _OFFICES else match[0].replace(match[1], " ")


_TELLING = 8
"""A text with fewer sampled grams is like many others by chance."""


def near_duplicates(rows: Sequence[Row], alike: float = 0.6) -> npt.NDArray[np.int64]:
    """Return a group number for each row: texts or titles that share most of their grams are one group.

    A release and its reprint must not stand on both sides of a fold, or the figures flatter the model.
    Parameters: `alike`, cosine of sampled grams from which two belong together. Needs scipy.
    """
    import scipy.sparse as sp
    from scipy.sparse.csgraph import connected_components

    links = None
    for cut, step in (
        ([grams.positions(grams.codes(r.text, grams.MOST_BODY), 20, grams.BODY_SALT)[-1:] for r in rows], 16),
        ([grams.positions(grams.title_codes(r.title), 20, grams.TITLE_SALT)[-2:] for r in rows], 1),
    ):
        kept = [np.unique(np.concatenate([b[b % step == 0] for b in one] or [np.zeros(0, np.int64)])) for one in cut]
        kept = [one if one.size >= _TELLING else one[:0] for one in kept]
        ends = np.concatenate(([0], np.cumsum([one.size for one in kept])))
        values = np.concatenate([np.full(one.size, 1 / max(one.size, 1) ** 0.5) for one in kept])
        table = sp.csr_matrix((values, np.concatenate(kept), ends), shape=(len(rows), 1 << 20))
        same = table @ table.T
        same.data = same.data > alike
        links = same if links is None else links + same
    return np.asarray(connected_components(links, directed=False)[1], dtype=np.int64)
