"""Made people and what happens to their entries: pairs with the truth, for the measure of matching.

Names are put together of syllables, each with the spellings that sound alike and the ways it is written in Latin, so
that the maker knows what is the same name without asking the matcher.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from prasan.kernel.checkdigit import check_digit

Syllable = tuple[tuple[str, ...], tuple[str, ...]]
"""Spellings that sound alike, the usual one first; the ways in Latin."""
GIVEN: list[list[Syllable]] = [
    [
        (("สม",), ("som",)), (("ศิริ", "สิริ", "สิหริ"), ("siri",)), (("ณัฐ", "นัฐ", "ณัธ"), ("nat", "natt", "nath")),
        (("พร", "พอน"), ("phon", "porn", "pon")), (("วรรณ", "วัน", "วัณ"), ("wan", "van")),
        (("บุญ", "บุน"), ("bun", "boon")),
        (("จันทร์", "จัน", "จันท์"), ("chan", "jan")), (("ปรา", "ปา"), ("pra",)), (("ธน", "ทน"), ("thana", "tana")),
        (("ชัย", "ไชย", "ชัย์"), ("chai", "chay")), (("กิตติ", "กิติ"), ("kitti", "kiti")),
        (("อรุณ", "อรุน"), ("arun", "aroon")),
        (("สุ",), ("su", "soo")), (("วิ",), ("wi", "vi")), (("พิ", "ผิ"), ("phi", "pi")),
        (("มณี", "มนี"), ("manee", "mani")),
    ],
    [
        (("ชาย",), ("chai", "chay")), (("พร", "พอน"), ("phon", "porn", "pon")),
        (("วุฒิ", "วุทธิ์"), ("wut", "wutthi")),
        (("ศักดิ์", "สักดิ์", "ศักด์"), ("sak", "sakdi")), (("ภา", "พา"), ("pha", "pa")),
        (("รัตน์", "รัต", "รัตณ์"), ("rat",)),
        (("เพ็ญ", "เพ็น", "เพญ"), ("phen", "pen")), (("ลักษณ์", "ลัก", "ลักษ์"), ("lak", "luck")),
        (("ดี",), ("dee", "di")),
        (("มล", "มน"), ("mon", "mol")), (("ณี", "นี"), ("nee", "ni")), (("ธิดา", "ทิดา"), ("thida", "tida")),
        (("เดช", "เดด"), ("det", "dech")), (("พงษ์", "พงศ์", "พง"), ("phong", "pong")),
        (("สรร", "สัน"), ("san", "sun")),
        (("กานต์", "กาน", "กานท์"), ("kan", "karn")),
    ],
]  # fmt: skip
FAMILY: list[list[Syllable]] = [
    [
        (("แก้ว", "แก้ว์"), ("kaew", "kaeo")), (("ทอง",), ("thong", "tong")), (("ศรี", "สี", "สรี"), ("sri", "si")),
        (("รุ่ง", "ลุ่ง"), ("rung", "roong")), (("เรือง", "เลือง"), ("rueang", "ruang")),
        (("พล", "พน"), ("phon", "pon")),
        (("มั่น",), ("man", "mun")), (("เจริญ", "เจริน"), ("charoen", "jaroen")), (("สุข", "สุก"), ("suk", "sook")),
        (("วงศ์", "วงษ์", "วง"), ("wong", "vong")), (("ประ",), ("pra",)), (("หนู", "ณู"), ("nu", "noo")),
    ],
    [
        (("สว่าง",), ("sawang",)), (("เพชร", "เพ็ชร", "เพช"), ("phet", "petch")), (("กิจ", "กิด"), ("kit", "kij")),
        (("ไพ", "ภัย"), ("phai", "pai")), (("ชู",), ("chu", "choo")), (("นาม", "ณาม"), ("nam", "narm")),
        (("จิต", "จิตต์"), ("chit", "jit")),
        (("โชติ", "โชต", "โชด"), ("chot",)), (("งาม",), ("ngam",)), (("บำ",), ("bam", "bum")),
        (("ใจ", "ไจ"), ("chai", "jai")),
    ],
    [
        (("ใส",), ("sai",)), (("รุ่ง",), ("rung",)), (("วัฒน์", "วัด", "วัฒ"), ("wat", "vat")),
        (("ดี",), ("dee", "di")), (("กุล", "กุน"), ("kun", "kul")),
        (("ทรัพย์", "ซับ", "ทรัพ"), ("sap", "sub")), (("สาร", "สาน"), ("san", "sarn")),
        (("ภักดี", "พักดี"), ("phakdi", "pakdee")),
        (("มาศ", "มาส", "มาด"), ("mat", "mas")), (("ลาภ", "ลาพ"), ("lap", "larp")),
        (("นุช", "นุด"), ("nut", "nuch")), (("รักษ์", "รัก"), ("rak", "ruk")),
    ],
]  # fmt: skip
TITLES = {"male": ("นาย", "Mr."), "female": ("นางสาว", "Ms.")}


@dataclass
class Made:
    """A person: the syllables of the names, and the entry as it would be written without a mistake."""

    given: list[Syllable]
    family: list[Syllable]
    entry: dict[str, Any]


def ids(chance: random.Random) -> Iterator[str]:
    """Yield valid identity numbers, none twice; they begin with 9, which no office gives out."""
    for number in count(chance.randrange(10**6)):
        first = f"9{number * 7919 % 10**11:011}"
        yield first + str(check_digit(first))


def usual(name: list[Syllable]) -> str:
    """Return a name as it is usually written."""
    return "".join(spellings[0] for spellings, _latin in name)


def person(chance: random.Random, numbers: Iterator[str]) -> Made:
    """Make somebody up."""
    given, family = ([chance.choice(place) for place in places] for places in (GIVEN, FAMILY))
    sex = chance.choice(("male", "female"))
    area = f"{chance.choice((10, 30, 50, 80, 90, 92))}{chance.randint(1, 12):02}"
    entry = {
        "given_name": usual(given), "family_name": usual(family), "title": TITLES[sex][0],
        "birth_year": str(chance.randint(2490, 2548)), "id_number": next(numbers),
        "phone": f"08{chance.randrange(10**8):08}", "area": area,
    }  # fmt: skip
    return Made(given, family, entry)


def respelt(chance: random.Random, name: list[Syllable]) -> str:
    """Return a name with one syllable or two in a spelling that sounds the same."""
    places = chance.sample(range(len(name)), k=min(len(name), chance.choice((1, 1, 2))))
    return "".join(chance.choice(one[0]) if at in places else one[0][0] for at, one in enumerate(name))


def romanised(chance: random.Random, name: list[Syllable]) -> str:
    """Return a name in Latin, as its bearer might write it."""
    return "".join(chance.choice(latin) for _spellings, latin in name).capitalize()


def slipped(chance: random.Random, number: str) -> str:
    """Return a number with one digit mistaken, or two neighbours that changed places."""
    at = chance.randrange(1, len(number) - 1)
    if chance.random() < 0.5:
        return f"{number[:at]}{(int(number[at]) + chance.randint(1, 9)) % 10}{number[at + 1 :]}"
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :]


def again(chance: random.Random, one: Made, with_id: bool) -> dict[str, Any]:
    """Return a second entry of the same person, as another office would write it."""
    told = dict(one.entry)
    kind = chance.choice(("respelt", "respelt", "latin", "married", "typed"))
    if kind == "respelt":
        told |= {"given_name": respelt(chance, one.given), "family_name": respelt(chance, one.family)}
    elif kind == "latin":
        title = TITLES["male" if told["title"] == "นาย" else "female"][1]
        told |= {
            "given_name": romanised(chance, one.given),
            "family_name": romanised(chance, one.family),
            "title": title,
        }
        told["birth_year"] = str(int(told["birth_year"]) - 543)
    elif kind == "married" and told["title"] != "นาย":
        told |= {"title": "นาง", "family_name": usual([chance.choice(place) for place in FAMILY])}
    elif kind == "typed":
        name = told["given_name"]
        at = chance.randrange(1, len(name) - 1)
        told["given_name"] = name[:at] + name[at + 1 :]
    if chance.random() < 0.3:
        told["phone"] = f"09{chance.randrange(10**8):08}" if chance.random() < 0.7 else ""
    if chance.random() < 0.2:
        told["area"] = told["area"][:2]
    if not with_id:
        told["id_number"] = ""
    elif chance.random() < 0.25:
        told["id_number"] = slipped(chance, told["id_number"])
    return told


def twin(chance: random.Random, one: Made, numbers: Iterator[str]) -> dict[str, Any]:
    """Return somebody else of the same family, born on the same day in the same house."""
    at = chance.randrange(2)
    given = list(one.given)
    given[at] = chance.choice([other for other in GIVEN[at] if other != given[at]])
    return dict(one.entry) | {"given_name": usual(given), "id_number": next(numbers)}


def namesake(chance: random.Random, one: Made, numbers: Iterator[str]) -> dict[str, Any]:
    """Return somebody else of the same full name."""
    other = person(chance, numbers).entry
    return other | {
        "given_name": one.entry["given_name"],
        "family_name": one.entry["family_name"],
        "title": one.entry["title"],
    }


def pairs(seed: int, many: int, with_id: bool = True) -> Iterator[tuple[dict[str, Any], dict[str, Any], bool]]:
    """Yield pairs of entries with whether they are one person: half are; of the others a third each twins, namesakes
    and people with the same family name.
    """
    chance = random.Random(seed)
    numbers = ids(chance)
    for number in range(many):
        one = person(chance, numbers)
        first = dict(one.entry)
        if number % 2 == 0:
            yield first, again(chance, one, with_id), True
            continue
        other = (twin, namesake, _relative)[number // 2 % 3](chance, one, numbers)
        yield first, other if with_id else other | {"id_number": ""}, False


def _relative(chance: random.Random, one: Made, numbers: Iterator[str]) -> dict[str, Any]:
    other = person(chance, numbers).entry
    return other | {"family_name": one.entry["family_name"], "phone": one.entry["phone"], "area": one.entry["area"]}
