"""What reading, linking and classifying a release cost, beside one UTF-8 pass and plain tokenising.

Run: python -m bench.bench_listen [file.jsonl]. Needs no database. Without a file it makes 400 releases of some
2,500 characters out of our own sentences, no two alike; a file holds lines {"id", "title", "text", "published"}.
The ways take turns over the same documents (A, B, C, A, B, C …); the table gives the median of seven rounds in
processor time: microseconds a document, documents a second and core, and the cost in UTF-8 passes.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from prasan.kernel import reading
from prasan.kernel.linking import Linker
from prasan.packs.thailand.gazetteer import reading_gazetteer
from prasan.packs.thailand.listening import model

ROUNDS = 7
MADE = 400
LENGTH = 2500
PROVINCES = ["ขอนแก่น", "ตาก", "เลย", "สมุทรสาคร", "นครศรีธรรมราช", "ระยอง", "แพร่", "น่าน", "ชลบุรี", "สงขลา"]
SENTENCES = [
    "นายสมชาย ใจดี ปลัดกระทรวงแรงงาน เปิดเผยว่า เมื่อวันที่ {day} พฤศจิกายน 2560 ได้ลงพื้นที่จังหวัด{place} เพื่อติดตามการเผยแพร่ข้อมูล",
    "กรมการจัดหางานตรวจพบแรงงานต่างด้าวสัญชาติเมียนมา ลาว และกัมพูชา จำนวน {many} คน ในอำเภอเมือง จังหวัด{place}",
    "ผู้ประกันตนมาตรา 33 และ 39 ยื่นคำขอได้ที่สำนักงานประกันสังคมจังหวัด{place} ภายในไตรมาส 1 ปีงบประมาณ 2561 หรือโทร 1506",
    "ลูกจ้างทั้งหมด {many} คน ได้รับค่าชดเชยตามพระราชบัญญัติคุ้มครองแรงงาน พ.ศ. 2541 โดยไม่มีการละเลยขั้นตอนใด",
    "มหาวิทยาลัยขอนแก่นร่วมกับสถาบันพัฒนาฝีมือแรงงาน 22 {place} จัดอบรมหลักสูตรช่างเชื่อม รุ่นที่ {day} อัตราดอกเบี้ยไม่เปลี่ยนแปลง",
    "ขอให้แรงงานจังหวัดทุกแห่งเฝ้าฟังสถานการณ์ รายงานเหตุการณ์ปกติทุกวัน และประสานส่งต่อหน่วยงานที่เกี่ยวข้องโดยเร็ว",
    "การดำเนินงานครั้งนี้มุ่งให้ประชาชนมีคุณภาพชีวิตที่ดี มีรายได้มั่นคง และเข้าถึงบริการของรัฐได้อย่างทั่วถึงและเป็นธรรม",
]  # fmt: skip
SYLLABLES = (
    "การ", "งาน", "ที่", "ของ", "และ", "ให้", "ได้", "ใน", "ความ", "คุณ", "ภาพ", "พัฒ", "นา", "ระบบ",
    "บริ", "หาร", "จัด", "เพื่อ", "สร้าง", "รู้", "ทัก", "ษะ", "อา", "ชีพ", "ราย", "ได้", "มั่น",
    "คง", "สังคม", "เศรษฐ", "กิจ", "โครง", "นโย", "บาย", "ส่ง", "เสริม", "แก้", "ไข", "ปัญ", "หา",
    "ดู", "แล", "ช่วย", "เหลือ", "ตรวจ", "สอบ", "ติด", "ตาม", "ประ", "ชา", "ชน", "รัฐ", "เอก", "ร่วม",
    "มือ", "ผู้", "ประ", "กอบ", "วิสา", "หกิจ", "ศูนย์", "ข้อ", "มูล", "ปลอด", "ภัย", "ชุม", "ชน",
    "ครอบ", "ครัว",
)  # fmt: skip
_TOKEN = re.compile(r"[ก-๎]+|[A-Za-z]+|\d+|\S")


def _filler(choose: random.Random) -> str:
    """Return a sentence without facts, unlike any other: so that no release looks like a reprint."""
    return " ".join("".join(choose.choices(SYLLABLES, k=choose.randint(4, 14))) for _ in range(4))


def made() -> list[reading.Document]:
    """Make releases of our own sentences, each with its own numbers and order."""
    choose = random.Random("listen")
    found = []
    for number in range(MADE):
        text = "วันพฤหัสบดีที่ 2 พฤศจิกายน 2560\n"
        while len(text) < LENGTH:
            words = {"day": choose.randint(1, 28), "many": choose.randint(2, 90_000), "place": choose.choice(PROVINCES)}
            text += choose.choice(SENTENCES).format(**words) if choose.random() < 0.3 else _filler(choose)
            text += choose.choice([" ", "\n"])
        found.append(reading.Document(f"ข่าวที่ {number}", text, date(2017, 11, 2), number))
    return found


def given(path: Path) -> list[reading.Document]:
    """Return the documents of a file of JSON Lines."""
    found = []
    for number, line in enumerate(filter(None, path.read_text(encoding="utf-8").split("\n"))):
        row = json.loads(line)
        published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
        text = row.get("text") or row.get("body") or ""
        found.append(reading.Document(row.get("title") or "", text, published, row.get("id", number)))
    return found


def ways() -> dict[str, Callable[[list[reading.Document]], object]]:
    """Return the ways to be compared: each takes all documents once."""
    gazetteer, served = reading_gazetteer(), model()

    def link(documents: list[reading.Document]) -> None:
        linker = Linker()
        for one in documents:
            linker.add(one.id, one.text, one.title)

    return {
        "one UTF-8 pass": lambda docs: [one.text.encode().decode() for one in docs],
        "plain tokenising": lambda docs: [_TOKEN.findall(one.text) for one in docs],
        "read": lambda docs: [reading.read(one, gazetteer) for one in docs],
        "link": link,
        "classify": lambda docs: [served.classify(one.title, one.text) for one in docs],
    }


def measure(documents: list[reading.Document]) -> dict[str, float]:
    """Return the median processor time of each way for one document, in seconds."""
    acts = ways()
    times: dict[str, list[float]] = {name: [] for name in acts}
    for act in acts.values():
        act(documents[: len(documents) // 4])
    for _ in range(ROUNDS):
        for name, act in acts.items():
            start = time.process_time()
            act(documents)
            times[name].append((time.process_time() - start) / len(documents))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Print the table."""
    documents = given(Path(sys.argv[1])) if len(sys.argv) > 1 else made()
    found = measure(documents)
    found["read + link + classify"] = sum(found[name] for name in ("read", "link", "classify"))
    characters = statistics.mean(len(one.text) for one in documents)
    print(f"{len(documents)} documents of {characters:,.0f} characters\n")
    print("| way | µs a document | documents/s/core | UTF-8 passes |\n|---|---|---|---|")
    for name, seconds in found.items():
        passes = seconds / found["one UTF-8 pass"]
        print(f"| {name} | {seconds * 1e6:,.0f} | {1 / seconds:,.0f} | {passes:,.0f} |")


if __name__ == "__main__":
    main()
