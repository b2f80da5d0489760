"""Invented Thai names for the demo ministry, made from plausible parts; chance likeness to anybody is unintended."""

from __future__ import annotations

from dataclasses import dataclass

_MEN = (
    "กิตติ Kitti,เกรียงไกร Kriangkrai,คมสัน Komsan,จักรพันธ์ Chakkraphan,ชัยวัฒน์ Chaiwat,ชาญณรงค์ Channarong,ณัฐพล Natthaphon,"
    "ดนัย Danai,เดชา Decha,ทวีศักดิ์ Thawisak,ธนกร Thanakon,ธีรพงษ์ Thiraphong,นพดล Noppadon,นิรันดร์ Niran,บุญเลิศ Bunloet,"
    "ประเสริฐ Prasoet,ปรีชา Pricha,พงศกร Phongsakon,พิเชษฐ์ Phichet,ไพโรจน์ Phairot,ภาณุพงศ์ Phanuphong,มงคล Mongkhon,"
    "ยุทธนา Yutthana,รณชัย Ronnachai,วชิระ Wachira,วรพจน์ Woraphot,วิทยา Witthaya,ศักดิ์ชัย Sakchai,สมเกียรติ Somkiat,"
    "สมบูรณ์ Sombun,สุชาติ Suchat,สุรเดช Suradet,เสกสรร Seksan,อภิชาติ Aphichat,อนุชา Anucha,อุดม Udom,เอกพล Ekkaphon,"
    "ฮาซัน Hasan,อับดุลเลาะ Abdulloh,มูฮัมหมัด Muhammad"
)
_WOMEN = (
    "กนกวรรณ Kanokwan,กัลยา Kanlaya,เกศินี Kesini,จันทร์เพ็ญ Chanphen,จิราพร Chiraphon,ฉวีวรรณ Chawiwan,ชุติมา Chutima,"
    "ญาณิศา Yanisa,ณัฐธิดา Natthida,ดวงใจ Duangchai,ทัศนีย์ Thatsani,ธัญญา Thanya,นงลักษณ์ Nonglak,นฤมล Naruemon,"
    "บุษบา Butsaba,ปราณี Prani,ปิยะดา Piyada,พรทิพย์ Phonthip,พัชรี Phatchari,เพ็ญศรี Phensi,ภัทรา Phatthra,มณีรัตน์ Manirat,"
    "มาลี Mali,ยุพิน Yuphin,รัตนา Rattana,ลัดดา Ladda,วนิดา Wanida,วราภรณ์ Waraphon,วิไล Wilai,ศิริพร Siriphon,สมหญิง Somying,"
    "สุดารัตน์ Sudarat,สุนีย์ Suni,สุพรรณี Suphanni,อรทัย Orathai,อัจฉรา Atchara,อารีย์ Ari,อุไรวรรณ Uraiwan,ฟาตีเมาะ Fatimoh,"
    "นูรีดา Nurida"
)
_FIRST = (
    "แก้ว Kaeo,ทอง Thong,บุญ Bun,ศรี Si,สุข Suk,วงศ์ Wong,พงษ์ Phong,จันทร์ Chan,ชัย Chai,เจริญ Charoen,มั่น Man,รุ่ง Rung,"
    "เพชร Phet,ไพร Phrai,มณี Mani,นาค Nak,ปาน Pan,สิงห์ Sing,อินทร์ In,ธรรม Tham,คำ Kham,พรม Phrom,ใจ Chai,วิเศษ Wiset"
)
_SECOND = (
    "ประเสริฐ prasoet,สวัสดิ์ sawat,มงคล mongkhon,รักษา raksa,เจริญ charoen,สุวรรณ suwan,ดี di,ยิ่งยง yingyong,พิทักษ์ phithak,"
    "ไพศาล phaisan,คงทน khongthon,งามดี ngamdi,ชื่นบาน chuenban,เรืองศรี rueangsi,สมบูรณ์ sombun,วัฒนา watthana,อุดมสุข udomsuk,"
    "แสนสุข saensuk,ตั้งใจ tangchai,เพียรดี phiandi"
)


def _pairs(text: str) -> list[tuple[str, str]]:
    found = []
    for one in text.split(","):
        thai, _, english = one.strip().rpartition(" ")
        found.append((thai, english))
    return found


MEN, WOMEN, FIRST, SECOND = _pairs(_MEN), _pairs(_WOMEN), _pairs(_FIRST), _pairs(_SECOND)


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented person's name in parts."""

    title: str
    given: str
    family: str
    english: str
    rank: str = ""
    academic: str = ""
    royal: str = ""


def invent(number: int) -> Invented:
    """Return the invented name with this number; neighbours differ in every part, and no two of 4,000 are equal."""
    woman = number % 5 in {1, 2, 4}
    given = (WOMEN if woman else MEN)[(number * 7 + number // 40) % 40]
    place = (number * 131 + number // 480) % 480
    first, second = FIRST[place % 24], SECOND[place // 24]
    title = ("นางสาว" if number % 3 else "นาง") if woman else "นาย"
    rank = "ว่าที่ ร.ต." if not woman and number % 61 == 3 else ""
    academic = "ดร." if number % 43 == 8 else ""
    royal = "ม.ล." if number == 5 else ""
    english = f"{given[1]} {first[1]}{second[1]}"
    return Invented("" if royal or rank else title, given[0], first[0] + second[0], english, rank, academic, royal)
