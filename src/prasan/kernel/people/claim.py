"""What an entry claims of a person, read once: names without titles, the year as of the common era, bare numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from prasan.kernel.checkdigit import is_valid_id, plain_id
from prasan.kernel.digits import to_arabic
from prasan.kernel.names import split_name

Sex = Literal["", "male", "female"]
_SEX: Mapping[str, Sex] = {
    "นาย": "male", "เด็กชาย": "male", "ด.ช.": "male", "mr": "male", "mr.": "male", "นาง": "female", "นางสาว": "female",
    "น.ส.": "female", "เด็กหญิง": "female", "ด.ญ.": "female", "mrs.": "female", "mrs": "female", "ms.": "female",
    "ms": "female", "miss": "female",
}  # fmt: skip
_BUDDHIST_FROM = 2300
"""A year from here on is of the Buddhist era."""
OLDEST, YOUNGEST = 1880, 2100
_NUMBERS = frozenset({"id_number", "phone", "area"})
_FIELDS = ("given_name", "family_name", "title", "id_number", "phone", "area")


@dataclass(frozen=True, slots=True)
class Claim:
    """A person as an entry tells it; empty or None where it does not.

    `year` of birth in the common era; `number`, an identity number or passport as bare letters and digits, `valid`
    when it is a Thai one with the right check digit; `phone`, the last nine digits; `area`, an official code of two,
    four or six digits.
    """

    given: str = ""
    family: str = ""
    sex: Sex = ""
    year: int | None = None
    number: str = ""
    valid: bool = False
    phone: str = ""
    area: str = ""


def claim_of(told: Mapping[str, Any]) -> Claim:
    """Read an entry: given_name, family_name, title, birth_year (either era), id_number, phone, area; no others.

    Raises ValueError naming the field whose value is no text (birth_year: no year). Numbers may come as numbers.
    """
    words = {name: _text(told, name) for name in _FIELDS}
    given, family, title = words["given_name"], words["family_name"], words["title"]
    if given and not title:  # "นายสมชาย ใจดี" in one field; with a title of its own "นางนวล" is a name
        whole = split_name(f"{given} {family}".strip())
        given, family, title = (given, family, "") if whole.is_royal else (whole.given, whole.family, whole.title)
    elif given.startswith(title) and len(given) > len(title) + 1:
        given = given[len(title) :].strip()
    number = re.sub("[^0-9A-Z]", "", plain_id(words["id_number"]).upper())
    phone = re.sub(r"\D", "", to_arabic(words["phone"]))
    return Claim(
        given, family, _SEX.get(title.strip().lower(), ""), _year(told.get("birth_year")), number, is_valid_id(number),
        phone[-9:] if len(phone) >= 9 else "", to_arabic(words["area"]).strip(),
    )  # fmt: skip


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and name in _NUMBERS:
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text")
    return " ".join(value.split())


def _year(told: Any) -> int | None:
    if told is None or told == "":
        return None
    plain = to_arabic(str(told)).strip()
    if isinstance(told, bool | float) or not plain.isdecimal() or len(plain) != 4:
        raise ValueError("birth_year must be a year of four digits")
    year = int(plain) - (543 if int(plain) >= _BUDDHIST_FROM else 0)
    if not OLDEST <= year <= YOUNGEST:
        raise ValueError("birth_year must be a year in which somebody living was born")
    return year
