"""`prasan listen …`: the listening desk for scripts; needs neither Django nor a database and touches no stored data."""

from __future__ import annotations

from prasan.config.cli import listen_link, listen_read, listen_train
from prasan.platform.cli import Cli

COMMANDS = [
    Cli(
        "listen read",
        "อ่านข่าว: วันที่ พื้นที่ หน่วยงาน จำนวนคน บุคคล กฎหมาย",
        "read news: dates, places, agencies, counts, persons, laws",
        listen_read.read,
        listen_read.arguments,
        needs="nothing",
    ),
    Cli(
        "listen link",
        "หาข่าวซ้ำ ข่าวชุดเดียวกัน และข่าวที่อยู่ในข่าวอื่น",
        "find repeats, series and contained texts",
        listen_link.link,
        needs="nothing",
    ),
    Cli(
        "listen train",
        "ฝึกแบบจำลองจากแถวที่ติดป้าย แล้วเทียบกับที่ใช้อยู่",
        "train a candidate model and compare it",
        listen_train.train,
        listen_train.arguments,
        needs="nothing",
    ),
]
