"""The pages of a cascade from the first form to the province's answer, without JavaScript."""

import datetime as dt
import re

from prasan.plans.cascade.pages import forms, matrix
from prasan.plans.models import Cascade, Expected, Item
from prasan.registers.models import ReferenceSeries, ReferenceValue
from tests.plans import ground
from tests.plans.test_pages import signed_in


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def series(g):
    made = ReferenceSeries.objects.create(
        code="labour", name_th="กำลังแรงงาน", unit_th="คน", as_of=dt.date(2025, 1, 1), source="สำนักงานสถิติ"
    )
    for code, value in (("92", 1), ("80", 2), ("93", 1)):
        ReferenceValue.objects.create(series=made, area=g.areas[code], value=value)
    return made


def test_the_centre_prepares_previews_and_sends_in_one_flow(g, monkeypatch):
    monkeypatch.setattr(forms, "fiscal_year", lambda day: ground.YEAR)
    monkeypatch.setattr(matrix, "fiscal_year", lambda day: ground.YEAR)
    owner = signed_in(g, "owner")
    head = {"policy": g.policies[0].pk, "fiscal_year": ground.YEAR, "name_th": "เร่งด่วน", "due": "31/1/2642"}
    missing = owner.post("/plans/cascades/new", head)
    assert missing.status_code == 422
    assert 'value="เร่งด่วน"' in missing.content.decode()  # what was typed stays
    assert owner.post("/plans/cascades/new", head | {"goal_th": "300 คน"}).status_code == 302
    page = f"/plans/cascades/{Cascade.objects.get().pk}"
    line = {"name_th": "ก", "agency": "DOE", "start": "1/1/2569", "end": "30/9/2569", "weight": "๑๐๐"}
    owner.post(f"{page}/activities/new", line | {"indicator": g.indicator.pk})
    split = f"{page}/activities/{Expected.objects.get().pk}/split"
    series(g)
    filled = owner.post(split, {"total": "๑๐", "series": "labour", "act": "series"})
    assert re.findall(r'name="v-\d\d" value="(\d+)"', filled.content.decode()) == ["3", "5", "2"]
    assert not Item.objects.filter(asked__isnull=False).exists()  # filling saves nothing
    told = {"total": "10", "method": "series", "series": "labour", "act": "save", "v-92": "3", "v-80": "5"}
    wrong = owner.post(split, told | {"v-93": "3"})
    assert (wrong.status_code, "ต่างกัน -1" in text_of(wrong) or "ต่างกัน −1" in text_of(wrong)) == (422, True)
    assert owner.post(split, told | {"v-93": "–"}).status_code == 422  # no reason, and the sum
    assert owner.post(split, told | {"v-93": "–", "total": "8", "reason": "ไม่มีชายฝั่ง"}).status_code == 302
    preview = owner.get(f"{page}/preview")
    assert "ไม่มีชายฝั่ง" in text_of(preview)
    assert "ถ่ายทอดถึง 3 จังหวัด" in text_of(preview)
    edits = re.search(r'name="edits" value="(\d+)"', preview.content.decode())[1]
    assert owner.post(f"{page}/send", {"edits": int(edits) - 1}).status_code == 409
    assert owner.post(f"{page}/send", {"edits": edits}).status_code == 302
    assert "แบ่งตามตัวเลขอ้างอิง: กำลังแรงงาน" in text_of(owner.get(page))


def test_a_province_answers_and_the_centre_decides(g, sent):
    plo, owner = signed_in(g, "plo"), signed_in(g, "owner")
    page, item = f"/plans/offers/{sent.offer('92').pk}", sent.item("92")
    assert "รับทั้งหมด 2 กิจกรรม" in text_of(plo.get(page))
    told = {"answer": "adjust", "asked": "100", "value": "๔๐", "reason": ""}
    refused = plo.post(f"{page}/items/{item.pk}", told)
    assert refused.status_code == 409
    assert 'value="๔๐"' in refused.content.decode()
    assert plo.post(f"{page}/items/{item.pk}", told | {"reason": "น้ำท่วม"}).status_code == 302
    centre = f"/plans/cascades/{sent.cascade.pk}"
    assert "น้ำท่วม" in text_of(owner.get(centre))
    assert owner.post(f"{centre}/decide/{item.pk}", {"act": "ask"}).status_code == 409
    assert owner.post(f"{centre}/decide/{item.pk}", {"act": "agree"}).status_code == 302
    assert plo.post(f"{page}/accept").status_code == 302
    assert sent.states("92") == ["agreed", "accepted"]
    assert owner.post(f"{centre}/chase").status_code == 302
    assert owner.post(f"{centre}/recall", {"reason": "แก้"}).status_code == 302
    assert signed_in(g, "plo-80").get(page).status_code == 404


def test_the_matrix_opens_down_to_an_activity(g, sent):
    plo = signed_in(g, "plo")
    plo.post(f"/plans/offers/{sent.offer('92').pk}/accept")
    owner = signed_in(g, "owner")
    table = owner.get(f"/plans/matrix?year={ground.YEAR}")
    assert table.content.decode().count('<td class="c ') == 6
    assert owner.get(f"/plans/matrix?year={ground.YEAR}&view=wall").status_code == 200
    cell = text_of(owner.get(f"/plans/matrix/{g.policies[0].pk}/92?year={ground.YEAR}"))
    assert "รับขึ้นทะเบียนถึงชุมชน" in cell
    gap = text_of(plo.get(f"/plans/matrix/{g.policies[1].pk}/92?year={ground.YEAR}"))
    assert "แรงงานจังหวัด · หน่วยงาน OPS-92 · plo ทดสอบ" in gap
    assert "เพิ่มโครงการในแผน" in gap
    assert plo.get(f"/plans/matrix/{g.policies[0].pk}/80").status_code == 404
    assert signed_in(g, "partner").get("/plans/matrix").status_code == 403
    kind = owner.get(f"/plans/matrix/file?year={ground.YEAR}")["Content-Type"]
    assert kind.endswith("spreadsheetml.sheet")


def test_reference_numbers_are_pasted_with_day_and_source(g):
    owner = signed_in(g, "owner")
    told = {"code": "pop", "name_th": "ประชากร", "unit_th": "คน", "as_of": "1/1/2568", "source": "กรมการปกครอง"}
    column = "จังหวัด\tคน\nตรัง\t๖๔๐,๐๐๐\nพัทลุง\t520,000\n"
    assert owner.post("/policies/references/add", told).status_code == 422
    assert owner.post("/policies/references/add", told | {"values": column}).status_code == 302
    assert "640,000" in text_of(owner.get("/policies/references/pop"))
    assert "ประชากร" in text_of(owner.get("/policies/references"))
    assert signed_in(g, "plo").get("/policies/references/add").status_code == 403
