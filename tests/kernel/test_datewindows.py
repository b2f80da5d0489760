"""Dates are looked for around what they must hold: nothing is found less than in the whole text."""

import random
from datetime import date

import pytest

from prasan.kernel import dates, datewindows

PIECES = [
    "วันพฤหัสบดีที่ 2 พฤศจิกายน 2560", "๒ - ๔ พฤศจิกายน ๒๕๖๐", "30 ก.ย. – 2 ต.ค. 60", "ม.ค. - มี.ค. 2561",
    "พ.ศ. 2561-2565", "เดือนมีนาคม",
    "ไตรมาสที่ 3 (ก.ค.-ก.ย.) 2561", "ไตรมาส 1 ปีงบประมาณ 2561", "ครึ่งปีแรก 2561", "ปีงบ 61", "FY2018", "ปี 2561",
    "2/11/2560", "2017-11-02",
    "2, 3, 4, 5, 6 และ 7 พ.ย. 2560", "November 2-4, 2017", "2 Nov 2017", "วันนี้ (2 พ.ย. 60)", "พรุ่งนี้", "มค. 60",
    "since 2018", "5 มกราคม และ 7 กุมภาพันธ์ 2561",
    "วันจันทร์ที่ 1 มกราคม - วันศุกร์ที่ 5 มกราคม พ.ศ. 2561", "ระหว่างเดือนตุลาคม 2560 ถึง เดือนกันยายน 2561", "สำนักงาน ก.พ.",
    "โทร. 02-232-1234",
    "พระราชบัญญัติ พ.ศ. 2541", "อายุ 25 ปี 2560 คน", "(ม.ค.)", "กพร.", "เมื่อวานนี้", "1/2/3/4", "12.30 น.",
    "today and tomorrow",
]  # fmt: skip
FILL = ["แรงงาน", " ", "\n", "ก" * 40, " จำนวน 1,250 คน ", "และ", ", ", " - ", "(", ")", "ประชุม " * 12, "ในวันที่ ", "a "]


class _Whole(datewindows.Windows):
    """The text as one window, whatever is looked for."""

    def of(self, around):
        return [(0, len(self._text))]


@pytest.mark.parametrize("seed", range(60))
def test_windows_find_what_the_whole_text_holds(seed, monkeypatch):
    choose = random.Random(seed)
    text = "".join(choose.choice(PIECES if choose.random() < 0.4 else FILL) for _ in range(60))
    in_windows = dates.parse_dates(text, date(2018, 3, 1))
    monkeypatch.setattr(datewindows, "Windows", _Whole)
    assert in_windows == dates.parse_dates(text, date(2018, 3, 1))
    assert len(in_windows) > 5
