"""Makers of reprints and of template twins, from any release; and releases made up of common words.

Nothing here knows the method: a maker changes a text the way pages, clerks and scrapers do, or fills a template anew.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable

from prasan.kernel.digits import to_thai

PROVINCES = (
    "เชียงใหม่", "ขอนแก่น", "นครราชสีมา", "สงขลา", "ภูเก็ต", "ระยอง", "ชลบุรี", "สุราษฎร์ธานี", "อุดรธานี", "พิษณุโลก", "ตาก", "เลย",
    "น่าน", "ตรัง", "ตราด", "ลำปาง", "นราธิวาส", "กระบี่", "สระแก้ว", "มุกดาหาร", "อุบลราชธานี", "ปทุมธานี",
)  # fmt: skip
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน",
    "ธันวาคม",
)  # fmt: skip
SHORT_MONTHS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
GIVEN = ("สมชาย", "วิชัย", "ประเสริฐ", "กาญจนา", "สุรีย์", "อนุชา", "บุญเลิศ", "พรทิพย์", "ธีรพล", "มานพ", "จันทร์เพ็ญ", "ศิริพร")
FAMILY = ("ใจดี", "รุ่งเรือง", "ทองแท้", "มั่นคง", "วงศ์สุวรรณ", "แก้วมณี", "ศรีสมบัติ", "พงษ์ไพบูลย์", "ชัยวัฒน์", "บุญมา")
WORDS = (
    "กระทรวงแรงงาน", "ผู้ประกอบการ", "นายจ้าง", "ลูกจ้าง", "ค่าจ้าง", "การจ้างงาน", "สิทธิประโยชน์", "กองทุน", "ประกันสังคม",
    "ฝึกอบรม", "พัฒนาฝีมือ", "คุ้มครอง", "สวัสดิการ", "ตรวจสอบ", "มาตรการ", "ช่วยเหลือ", "ผู้ประกันตน", "แรงงานนอกระบบ", "ต่างด้าว",
    "จดทะเบียน", "ใบอนุญาต", "ทำงาน", "สถานประกอบกิจการ", "ความปลอดภัย", "อาชีวอนามัย", "อุบัติเหตุ", "เครื่องจักร", "ก่อสร้าง",
    "เกษตรกรรม", "ประมง", "โรงงาน", "ชุมชน", "ประชาชน", "รัฐบาล", "นโยบาย", "ขับเคลื่อน", "บูรณาการ", "หน่วยงาน", "เจ้าหน้าที่",
    "ติดตาม", "ประเมินผล", "รายงาน", "ความคืบหน้า", "แผนปฏิบัติการ", "เป้าหมาย", "งบประมาณ", "เศรษฐกิจ", "การลงทุน", "ส่งออก",
    "ตลาดแรงงาน", "ว่างงาน", "ตำแหน่งงาน", "สมัครงาน", "สัมภาษณ์", "นัดพบแรงงาน", "ผู้พิการ", "ผู้สูงอายุ", "เยาวชน", "นักศึกษา",
    "วิทยาลัย", "หลักสูตร", "มาตรฐาน", "ทดสอบ", "รับรอง", "วิทยากร", "เครือข่าย", "อาสาสมัคร", "ลงพื้นที่", "ตรวจเยี่ยม", "มอบหมาย",
    "กำชับ", "เร่งรัด", "แก้ไขปัญหา", "ร้องเรียน", "ไกล่เกลี่ย", "ข้อพิพาท", "สหภาพ", "เจรจา", "ข้อตกลง", "สภาพการจ้าง", "เลิกจ้าง",
    "ค่าชดเชย", "เงินทดแทน", "รักษาพยาบาล", "โรงพยาบาล", "บริการ", "อำนวยความสะดวก", "ระบบดิจิทัล", "ข้อมูล", "เชื่อมโยง",
    "ประชาสัมพันธ์", "สร้างการรับรู้", "ความเข้าใจ", "ร่วมมือ", "ภาคเอกชน", "องค์กร", "ระหว่างประเทศ", "อนุสัญญา", "มนุษยธรรม",
    "ป้องกัน", "ปราบปราม", "ค้ามนุษย์", "หลอกลวง", "คนหางาน", "จัดหางาน", "เดินทาง", "สถานทูต", "ครอบครัว", "รายได้", "หนี้สิน",
    "ออมทรัพย์", "สหกรณ์", "ทักษะ", "เทคโนโลยี", "อุตสาหกรรม", "ท่องเที่ยว", "โลจิสติกส์", "ยานยนต์", "อาหาร", "ผ้าไหม", "หัตถกรรม",
)  # fmt: skip
JOINS = ("และ", "เพื่อ", "โดย", "ของ", "ที่", "ให้", "ในการ", "จาก", "ตาม", "ซึ่ง", "อย่าง", "กับ", "รวมถึง", "ทั้งนี้", "")

Rng = random.Random
Maker = Callable[[Rng, str], str]


def person(rng: Rng) -> str:
    return f"{rng.choice(('นาย', 'นางสาว', 'นาง'))}{rng.choice(GIVEN)} {rng.choice(FAMILY)}"


def day(rng: Rng) -> str:
    return f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2558, 2568)}"


def number(rng: Rng) -> str:
    return f"{rng.randint(2, 9_999):,}"


def sentence(rng: Rng) -> str:
    words = [rng.choice(WORDS) + rng.choice(JOINS) for _ in range(rng.randint(6, 14))]
    if rng.random() < 0.4:
        words.insert(rng.randrange(len(words)), f" จำนวน {number(rng)} {rng.choice(('คน', 'แห่ง', 'บาท', 'ราย'))} ")
    if rng.random() < 0.2:
        words.insert(rng.randrange(len(words)), f" จังหวัด{rng.choice(PROVINCES)} ")
    return "".join(words)


def release(rng: Rng, letters: int = 2500) -> str:
    """A release of about so many letters: headline, lead with date and person, paragraphs, a closing line."""
    lines = [sentence(rng), f"วันที่ {day(rng)} {person(rng)} {rng.choice(WORDS)}กล่าวว่า {sentence(rng)}"]
    while sum(map(len, lines)) < letters:
        lines.append(" ".join(sentence(rng) for _ in range(rng.randint(3, 6))))
    return "\n".join([*lines, "กองเผยแพร่และประชาสัมพันธ์"])


JUNK = (
    "หน้าแรก", "ข่าวเด่น", "ad 300x250px loan", "Facebook", "Twitter", "LINE", "แชร์", "พิมพ์", "5 ข่าวฮอตนิวส์!",
    "อ่าน 1,284 ครั้ง", "เข้าสู่ระบบ | สมัครสมาชิก", "ติดตามข่าวสารได้ที่เพจของเรา", "โฆษณา", "ข่าวที่เกี่ยวข้อง",
    "ผลสลากกินแบ่งรัฐบาลงวดล่าสุด",
    "โปรโมชั่นบัตรเครดิต ผ่อน 0% นาน 10 เดือน", "© 2024 สงวนลิขสิทธิ์", "ราคาทองคำวันนี้ 41,250 บาท",
)  # fmt: skip


def with_junk(rng: Rng, text: str) -> str:
    """A scrape: menus and advertisements before, after and between."""
    lines = text.split("\n")
    for _ in range(rng.randint(2, 4)):
        lines.insert(rng.randint(1, len(lines)), rng.choice(JUNK))
    return "\n\n".join([*rng.sample(JUNK, rng.randint(3, 7)), *lines, *rng.sample(JUNK, rng.randint(3, 8))])


def with_header(rng: Rng, text: str) -> str:
    """The same release on another site and day: header, byline, source."""
    return (
        f"รัฐบาลไทย-ข่าวทำเนียบรัฐบาล-{rng.choice(WORDS)}{rng.choice(WORDS)}\nวันอังคารที่ {day(rng)}\n"
        f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/25{rng.randint(58, 68)}\nพิมพ์\n{text}\n\n"
        f"ที่มา : http://www.example.go.th/news/contents/details/{rng.randint(1000, 99999)}\n"
    )


def cut(rng: Rng, text: str) -> str:
    """Cut off at the end: 60 to 95 per cent are left."""
    return text[: int(len(text) * rng.uniform(0.6, 0.95))] + rng.choice(("", "...", " อ่านต่อ"))


def respaced(rng: Rng, text: str) -> str:
    """Spaces lost and put elsewhere, lines joined or broken."""
    out = []
    for sign in text:
        if sign in " \n":
            out.append(
                rng.choice((sign, "", "  ", "\u00a0", "\n", "\u200b")) if not _between_digits(out, sign) else sign
            )
        else:
            out.append(sign + (" " if rng.random() < 0.01 and sign not in "0123456789๐๑๒๓๔๕๖๗๘๙,.:" else ""))
    return "".join(out)


def _between_digits(out: list[str], sign: str) -> bool:
    return bool(out) and (out[-1][-1:].isdigit() or not out[-1].strip())


def thai_digits(rng: Rng, text: str) -> str:
    """Digits of the other script."""
    return to_thai(text)


def short_dates(rng: Rng, text: str) -> str:
    """Months abbreviated, years of two digits."""
    for long, short in zip(MONTHS, SHORT_MONTHS, strict=True):
        text = re.sub(rf"{long} 25(\d\d)", rf"{short} \1", text)
    return text


def typos(rng: Rng, text: str) -> str:
    """One to three per cent of the letters dropped, doubled, swapped or replaced."""
    rate = rng.uniform(0.01, 0.03)
    letters = [chr(code) for code in range(0x0E01, 0x0E2F)]
    out = []
    for sign in text:
        if rng.random() >= rate or sign == "\n":
            out.append(sign)
            continue
        out.append(rng.choice(("", sign * 2, rng.choice(letters), sign + rng.choice(letters))))
    return "".join(out)


def lost_marks(rng: Rng, text: str) -> str:
    """A scrape that loses marks above and below, as in the first line of one of the two articles."""
    return "".join(
        sign for sign in text if not ("\u0e31" <= sign <= "\u0e3a" and sign not in "าำ" and rng.random() < 0.3)
    )


def entities(rng: Rng, text: str) -> str:
    """Markup left in: paragraphs as tags, signs as entities."""
    paragraphs = "".join(f"<p class='x{rng.randint(1, 9)}'>{html.escape(line)}</p>" for line in text.split("\n"))
    return paragraphs.replace(" ", "&nbsp;").replace("”", "&rdquo;").replace("“", "&ldquo;")


def edited(rng: Rng, text: str) -> str:
    """Small edits: a few words put in the place of others, one sentence more, the headline new."""
    lines = text.split("\n")
    lines[0] = sentence(rng)
    body = "\n".join(lines)
    for old, new in rng.sample(SYNONYMS, 6):
        body = body.replace(old, new)
    return body + "\n" + sentence(rng)


SYNONYMS = [
    ("กล่าวว่า", "เปิดเผยว่า"), ("ประชาชน", "พี่น้องประชาชน"), ("หน่วยงาน", "ส่วนราชการ"), ("เจ้าหน้าที่", "พนักงาน"),
    ("ช่วยเหลือ", "ดูแล"), ("กระทรวงแรงงาน", "ก.แรงงาน"), ("และ", "รวมทั้ง"), ("เพื่อ", "เพื่อที่จะ"),
    ("ติดตาม", "กำกับ"), ("ฯ", ""), ("ได้แก่", "คือ"),
]  # fmt: skip


def shuffled(rng: Rng, text: str) -> str:
    """Paragraphs in another order."""
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def without_paragraph(rng: Rng, text: str) -> str:
    """One paragraph left out, wherever it stood."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 3:
        shorter = [line for line in lines if len(line) < len(text) * 0.3]
        if shorter:
            lines.remove(rng.choice(shorter))
    return "\n".join(lines)


REPRINTS: dict[str, Maker] = {
    "same": lambda _, text: text,
    "junk": with_junk,
    "header": with_header,
    "cut": cut,
    "respaced": respaced,
    "Thai digits": thai_digits,
    "short dates": short_dates,
    "typos": typos,
    "lost marks": lost_marks,
    "entities": entities,
    "edited": edited,
    "shuffled": shuffled,
    "paragraph left out": without_paragraph,
    "cut, typos, junk": lambda rng, text: with_junk(rng, typos(rng, cut(rng, text))),
    "header, digits, spaces": lambda rng, text: with_header(rng, respaced(rng, to_thai(text))),
    "edited, header, cut": lambda rng, text: with_header(rng, cut(rng, edited(rng, text))),
}
"""Name → maker of a reprint."""

_NUMBER = re.compile(r"\d[\d,]*")


def other_numbers(rng: Rng, text: str, share: float = 1.0) -> str:
    """The same words with other numbers (of `share` of them; years and the like included)."""

    def other(match: re.Match[str]) -> str:
        if rng.random() > share:
            return match[0]
        old = int(match[0].replace(",", ""))
        new = old
        while new == old:
            new = rng.randint(max(0, old // 2 - 3), old * 2 + 5)
        return f"{new:,}" if "," in match[0] else str(new)

    return _in_body(_NUMBER.pattern, other, text)


def _in_body(pattern: str, other: Callable[[re.Match[str]], str], text: str) -> str:
    """Change what is found, but not in lines of their own for the day of publication or the address of the page."""
    lines = text.split("\n")
    return "\n".join(line if len(line) <= 45 and len(lines) > 1 else re.sub(pattern, other, line) for line in lines)


def other_dates(rng: Rng, text: str) -> str:
    """Another day of another month in every date."""
    months = "|".join(MONTHS)
    return _in_body(
        rf"\d{{1,2}} (?:{months})", lambda m: _unlike(m[0], lambda: f"{rng.randint(1, 28)} {rng.choice(MONTHS)}"), text
    )


def other_places(rng: Rng, text: str) -> str:
    """Every province replaced by another one, the same throughout."""
    found = [name for name in PROVINCES if f"จังหวัด{name}" in text]
    others = [name for name in PROVINCES if name not in found]
    rng.shuffle(others)
    for old, new in zip(found, others, strict=False):
        text = text.replace(f"จังหวัด{old}", f"จังหวัด{new}")
    return text


def other_people(rng: Rng, text: str) -> str:
    """Other names after the same titles."""
    name = r"(?<![ก-์])(?:นาย(?!ก|จ้าง|ทะเบียน|หน้า|ประกัน|อำเภอ)|นางสาว|นาง(?!สาว))[ก-์]{3,} [ก-์]{3,}"

    def other(match: re.Match[str]) -> str:
        given, family = re.split(" ", match[0])
        drawn = person(rng)
        while drawn.split()[0][-4:] == given[-4:] or drawn.split()[1] == family:
            drawn = person(rng)
        return drawn

    return _in_body(name, other, text)


def _unlike(old: str, draw: Callable[[], str]) -> str:
    new = old
    while new == old:
        new = draw()
    return new


def two_numbers(rng: Rng, text: str) -> str:
    """Two numbers changed and nothing else."""
    spots = [one for line in re.finditer(r".{46,}", text) for one in _NUMBER.finditer(text, *line.span())]
    for match in sorted(rng.sample(spots, min(2, len(spots))), key=lambda one: -one.start()):
        changed = _unlike(match[0], lambda old=match[0]: other_numbers(rng, old))  # type: ignore[misc]
        text = text[: match.start()] + changed + text[match.end() :]
    return text


TWINS: dict[str, tuple[Maker, Maker]] = {
    "all numbers": (other_numbers, lambda _, text: text),
    "half of the numbers": (lambda rng, text: other_numbers(rng, two_numbers(rng, text), 0.5), lambda _, text: text),
    "two numbers": (two_numbers, lambda _, text: text),
    "dates": (other_dates, lambda _, text: text),
    "provinces": (other_places, lambda _, text: text),
    "people": (other_people, lambda _, text: text),
    "all of it": (
        lambda rng, text: other_people(rng, other_places(rng, other_dates(rng, other_numbers(rng, text)))),
        lambda _, text: text,
    ),
    "numbers, on another site": (other_numbers, with_header),
    "numbers, with small edits": (other_numbers, edited),
    "numbers and provinces, cut": (lambda rng, text: other_places(rng, other_numbers(rng, text)), cut),
}
"""Name → what is changed, and how the changed text is dressed. A maker that finds nothing to change changes nothing."""


def twin(rng: Rng, name: str, text: str) -> str | None:
    """A twin of a release, or None where it holds nothing of the kind that is changed."""
    change, dress = TWINS[name]
    changed = change(rng, text)
    return None if changed == text else dress(rng, changed)


BULLETINS: dict[str, Callable[[Rng], str]] = {
    "infections": lambda r: (
        f"ศูนย์บริหารสถานการณ์รายงานผู้ติดเชื้อประจำวันที่ {day(r)} พบผู้ติดเชื้อรายใหม่ {number(r)} ราย "
        f"ผู้ติดเชื้อสะสม {number(r)} ราย หายป่วยแล้ว {number(r)} ราย รักษาตัวอยู่ {number(r)} ราย "
        f"และเสียชีวิต {r.randint(0, 99)} ราย ขอให้ประชาชนปฏิบัติตามมาตรการอย่างเคร่งครัด"
    ),
    "wage": lambda r: (
        f"คณะกรรมการค่าจ้างมีมติกำหนดอัตราค่าจ้างขั้นต่ำจังหวัด{r.choice(PROVINCES)} วันละ {r.randint(300, 420)} บาท "
        f"มีผลบังคับใช้ตั้งแต่วันที่ {day(r)} เป็นต้นไป นายจ้างที่ฝ่าฝืนมีโทษตามกฎหมายคุ้มครองแรงงาน สอบถามเพิ่มเติมที่สายด่วน 1506"
    ),
    "placements": lambda r: (
        f"สำนักงานจัดหางานจังหวัด{r.choice(PROVINCES)} สรุปผลการให้บริการประจำวัน มีผู้มาใช้บริการ {number(r)} คน "
        f"บรรจุงาน {number(r)} คน ตำแหน่งงานว่าง {number(r)} อัตรา"
    ),
    "two figures": lambda r: (
        "สรุปสถานการณ์แรงงานรายวันของศูนย์ปฏิบัติการกระทรวงแรงงาน เหตุการณ์โดยทั่วไปเป็นปกติ ไม่มีการชุมนุมเรียกร้อง ไม่มีอุบัติเหตุร้ายแรง "
        f"มีผู้โทรศัพท์สอบถามสายด่วนจำนวน {number(r)} สาย และมีผู้ยื่นคำร้องต่อพนักงานตรวจแรงงานจำนวน {r.randint(0, 99)} ราย "
        "เจ้าหน้าที่ได้ให้คำปรึกษาและดำเนินการตามขั้นตอนครบถ้วนแล้ว"
    ),
    "oil": lambda r: (
        f"ราคาน้ำมันวันนี้ เบนซิน {r.randint(30, 50)}.{r.randint(0, 99):02} บาทต่อลิตร "
        f"แก๊สโซฮอล์ 95 {r.randint(30, 45)}.{r.randint(0, 99):02} บาท "
        f"ดีเซล {r.randint(25, 35)}.{r.randint(0, 99):02} บาท มีผลตั้งแต่วันที่ {day(r)} เวลา 05.00 น. เป็นต้นไป"
    ),
    "closure": lambda r: (
        f"บริษัท {r.choice(FAMILY)}{r.choice(GIVEN)} จำกัด แจ้งหยุดกิจการชั่วคราว ลูกจ้างได้รับผลกระทบ {number(r)} คน "
        "สำนักงานสวัสดิการและคุ้มครองแรงงานเข้าตรวจสอบการจ่ายค่าจ้างและค่าชดเชยตามกฎหมายแล้ว"
    ),
    "visit": lambda r: (
        f"{person(r)} แรงงานจังหวัด{r.choice(PROVINCES)} ลงพื้นที่ตรวจเยี่ยมสถานประกอบกิจการและพบปะลูกจ้าง "
        "พร้อมมอบแนวทางการดำเนินงาน ให้หน่วยงานในสังกัดกระทรวงแรงงานบูรณาการความร่วมมือกับทุกภาคส่วน เพื่อยกระดับคุณภาพชีวิตแรงงานในพื้นที่"
    ),
}  # fmt: skip
"""Name → maker of one issue of a short series."""
