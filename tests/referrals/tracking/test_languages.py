"""Languages of the tracking page and the slip: drafts stay inside, what was read may be released, at once both ways."""

from __future__ import annotations

import io
import json
import re
import shutil
import struct
from importlib.resources import files
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from prasan.config.cli import build_parser, commands
from prasan.kernel.pagetexts import faults, write_table
from prasan.packs import loading
from prasan.packs.tables import rows
from prasan.packs.thailand import languages as pack
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.referrals import commands as c
from prasan.referrals.models import PageLanguage
from prasan.referrals.tracking import texts
from prasan.referrals.tracking.slip import data_of, languages, slip
from prasan.referrals.tracking.tongues import SHEETS, Tongue, by_code, tongue
from tests.house import rules
from tests.referrals import ground

HEAD = "ติดตามเรื่องของคุณ"
CODES = ("km", "lo", "my", "vi")
STATIC = Path(pack.__file__).parents[2] / "referrals" / "static" / "referrals"
FRONT = Path(pack.__file__).parents[2] / "front"


@pytest.fixture
def my(g):
    """Return Burmese as the pack brings it."""
    pack.load()
    return PageLanguage.objects.get(code="my")


def set_texts(g, one, told, who="duty"):
    one.refresh_from_db()
    lines = [(number, thai, text) for number, (thai, text) in enumerate(told.items(), start=2)]
    return g.do(who, c.SetPageTexts(target_id=one.pk, lines=lines, version=one.version))


def read(g, one, who="admin", reader="มะขิ่น ตัวอย่าง", on=None):
    one.refresh_from_db()
    on = on or ground.MONDAY.date()
    return g.do(who, c.MarkLanguageRead(target_id=one.pk, reader=reader, on=on, version=one.version))


def release(g, one, who="admin"):
    one.refresh_from_db()
    return g.do(who, c.ReleaseLanguage(target_id=one.pk, version=one.version))


def seen(client, path="/t/?l=my"):
    return client.get(path).content.decode()


# What a language has to have


@pytest.mark.parametrize("code", CODES)
def test_the_pack_has_every_text_and_none_that_no_page_can_show(code):
    told = pack.texts_of(code)
    assert texts.missing(told) == []
    lines = [(n, row["thai"], row["text"]) for n, row in enumerate(rows(f"page_languages/{code}"), start=2)]
    assert faults(lines, texts.wanted()) == []


def test_every_thai_text_of_the_templates_the_words_and_the_slip_is_wanted():
    wanted = texts.wanted()
    assert len(wanted) > 150
    for name in texts.ORDER:  # each Thai text that opens a call, however it is quoted and spaced
        source = (texts.TEMPLATES / f"{name}.html").read_text()
        for call in re.findall(r"_\(\s*['\"]([^'\"]*[\u0e00-\u0e7f][^'\"]*)['\"]", source):
            assert call in wanted, call
    assert {path.stem for path in texts.TEMPLATES.iterdir()} == set(texts.ORDER)
    for module in ("words.py", "slip.py"):
        source = (Path(texts.__file__).parent / module).read_text()
        for call in re.findall(r"_\(\s*\"([^\"]+)\"", source):
            assert call in wanted, call


def test_coverage_counts_what_is_wanted_alone(g):
    assert texts.coverage({"ภาษา": "x", "คุณ": "", "ไม่มีแล้ว": "y"}) == (1, len(texts.wanted()))


# Loading the pack


def test_the_pack_makes_drafts_and_takes_nothing_from_people(g, my):
    assert set(PageLanguage.objects.values_list("code", "state")) == {(code, "draft") for code in CODES}
    set_texts(g, my, {HEAD: "ကျွန်ုပ်တို့၏ စကား"})
    lo = PageLanguage.objects.get(code="lo")
    read(g, lo)
    release(g, lo)
    PageLanguage.objects.filter(code="km").update(texts={"ภาษา": "old"})
    assert pack.load() == 4
    my.refresh_from_db()
    lo.refresh_from_db()
    km = PageLanguage.objects.get(code="km")
    assert my.texts[HEAD] == "ကျွန်ုပ်တို့၏ စကား"
    assert lo.state == "released"
    assert (km.texts, km.version, km.state) == (pack.texts_of("km"), 2, "draft")  # still the pack's own
    before = list(PageLanguage.objects.values())
    pack.load()
    assert list(PageLanguage.objects.values()) == before


# The way to people


def test_a_draft_shows_nowhere_and_what_is_released_does_and_is_gone_at_once(g, my):
    case = ground.case(g)
    stranger = Client()
    first = my.texts[HEAD]

    def shown():
        return first in seen(stranger), "my" in languages(), by_code("my") is not None

    assert shown() == (False, False, False)
    assert my.name not in seen(stranger, "/t/")
    assert data_of(case, "a5")["own_title"] == ""
    read(g, my)
    assert shown() == (False, False, False)
    release(g, my)
    assert shown() == (True, True, True)
    page = seen(stranger)
    assert '<html lang="my">' in page
    assert 'href="/static/referrals/track-my' in page
    g.do("duty", c.WithdrawLanguage(target_id=my.pk, reason="คำแปลผิด"))
    assert shown() == (False, False, False)
    assert 'lang="th"' in seen(stranger, "/t/")  # the remembered choice as well
    my.refresh_from_db()
    assert (my.state, my.read_by, my.read_on) == ("draft", "", None)


def test_release_needs_the_reading_and_a_reason_takes_it_back(g, my):
    with pytest.raises(RuleBroken, match="ร่าง"):
        release(g, my)
    with pytest.raises(RuleBroken, match="ร่าง"):
        g.do("admin", c.WithdrawLanguage(target_id=my.pk, reason="ไม่มี"))
    read(g, my)
    with pytest.raises(RuleBroken, match="เหตุที่ถอน"):
        g.do("admin", c.WithdrawLanguage(target_id=my.pk, reason=" "))
    with pytest.raises(RuleBroken):
        read(g, my)  # somebody was first
    release(g, my)


def test_who_changed_the_texts_last_notes_no_reading(g, my):
    set_texts(g, my, {HEAD: "အသစ်"}, who="duty")
    with pytest.raises(RuleBroken, match="ผู้ที่แก้ข้อความล่าสุด"):
        read(g, my, who="duty")
    my.refresh_from_db()
    with pytest.raises(RuleBroken, match="ผู้อ่านต้องไม่ใช่"):
        read(g, my, who="admin", reader=my.texts_by.person.full_name + " ")
    with pytest.raises(RuleBroken, match="ก่อนวันที่แก้"):
        read(g, my, on=ground.days(-1).date())
    with pytest.raises(RuleBroken, match="อนาคต"):
        read(g, my, on=ground.days(1).date())
    with pytest.raises(RuleBroken, match="ชื่อเจ้าของภาษา"):
        read(g, my, reader=" ")
    assert read(g, my).read_by == "มะขิ่น ตัวอย่าง"


def test_a_changed_text_is_a_draft_again_and_what_was_looked_at_is_what_counts(g, my):
    read(g, my)
    release(g, my)
    old = my.version
    set_texts(g, my, {HEAD: "အသစ်"})
    my.refresh_from_db()
    assert (my.state, my.read_by, my.version) == ("draft", "", old + 1)
    assert 'lang="th"' in seen(Client())
    for late in (
        c.MarkLanguageRead(target_id=my.pk, reader="ก", on=ground.MONDAY.date(), version=old),
        c.SetPageTexts(target_id=my.pk, lines=[(2, HEAD, "x")], version=old),
    ):
        with pytest.raises(RuleBroken, match="หลังจากที่ท่านเปิดดู"):
            g.do("admin", late)
    set_texts(g, my, {HEAD: ""})
    my.refresh_from_db()
    assert texts.missing(my.texts) == [HEAD]
    with pytest.raises(RuleBroken, match="ไม่มีอะไรเปลี่ยน"):
        set_texts(g, my, {HEAD: ""})


def test_lines_that_no_page_can_show_are_named_and_nothing_is_kept(g, my):
    told = [(2, HEAD, "<b>x</b>"), (3, "ไม่มีข้อความนี้", "x"), (4, "สแกนเพื่อติดตามเรื่อง หรือโทร %(phone)s", "ဖုန်း")]
    with pytest.raises(RuleBroken) as refused:
        g.do("duty", c.SetPageTexts(target_id=my.pk, lines=[*told, (5, "ภาษา", "ဘာ")], version=my.version))
    for part in ("บรรทัดที่ 2: มีเครื่องหมาย HTML “<”", "บรรทัดที่ 3: ไม่มีข้อความไทย", "บรรทัดที่ 4: คำแปลต้องมี %(phone)s"):
        assert part in str(refused.value.text)
    before = my.texts
    my.refresh_from_db()
    assert (my.texts, my.version) == (before, 1)


def test_who_else_has_no_say_and_sees_no_draft(g, my):
    for who in ("doe", "plo", "minister", "counter"):
        with pytest.raises(Refused):
            release(g, my, who=who)
        assert g.client(who).get(f"/languages/{my.pk}").status_code == 403
        assert g.client(who).get(f"/languages/{my.pk}/preview").status_code == 403
        assert g.client(who).get("/api/v1/page-languages").json() == []
    assert Client().get(f"/languages/{my.pk}/preview").status_code in {302, 403}


def test_the_journal_tells_the_texts_that_changed_and_seals_the_reader(g, my):
    set_texts(g, my, {HEAD: "အသစ်"})
    read(g, my)
    told = {
        entry.verb: entry.changes for entry in Entry.objects.filter(model="referrals.pagelanguage", object_id=my.pk)
    }
    assert told["referrals.set_page_texts"]["texts"] == [{HEAD: pack.texts_of("my")[HEAD]}, {HEAD: "အသစ်"}]
    assert "มะขิ่น" not in json.dumps(told, ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT read_by::text FROM referrals_page_language WHERE code = 'my'")
        assert "มะขิ่น" not in cursor.fetchone()[0]


# Pages, API, command line


def test_the_pages_show_state_coverage_and_preview_and_take_a_table(g, my):
    duty = g.client("duty")
    lists = duty.get("/languages").content.decode()
    assert "ร่าง ยังไม่มีเจ้าของภาษาอ่าน" in lists
    assert f"{len(texts.wanted())} จาก {len(texts.wanted())}" in lists
    for path in ("/languages", f"/languages/{my.pk}", f"/languages/{my.pk}/preview?page=case"):
        with CaptureQueriesContext(connection) as asked:
            answer = duty.get(path)
        assert answer.status_code == 200
        assert len(asked) <= 12, path
        assert rules.writes(one["sql"] for one in asked) == []
        assert len(answer.content) <= 110 * 1024, path
    preview = duty.get(f"/languages/{my.pk}/preview").content.decode()
    assert "ตัวอย่างสำหรับเจ้าหน้าที่" in preview
    assert my.texts[HEAD] in preview
    assert "form-action 'none'" in duty.get(f"/languages/{my.pk}/preview")["Content-Security-Policy"]
    table = duty.get(f"/languages/{my.pk}/texts.csv").content.decode("utf-8-sig")
    sent = table.replace(my.texts[HEAD], "အသစ်").encode()
    told = {"do": "texts", "version": my.version, "file": SimpleUploadedFile("my.csv", sent)}
    assert duty.post(f"/languages/{my.pk}/do", told).status_code == 302
    my.refresh_from_db()
    assert my.texts[HEAD] == "အသစ်"
    for bad, said in ((b"\xff\xfe", "UTF-8"), (b"a,b\n", "thai,text"), (b"thai,text\nx,y,z\n", "บรรทัดที่ 2")):
        told = {"do": "texts", "version": my.version, "file": SimpleUploadedFile("my.csv", bad)}
        answer = duty.post(f"/languages/{my.pk}/do", told)
        assert (answer.status_code, said in answer.content.decode()) == (409, True)
    answer = duty.post(
        f"/languages/{my.pk}/do", {"do": "read", "reader": "สมาน", "on": "31/31/69", "version": my.version}
    )
    assert answer.status_code == 409
    assert 'value="สมาน"' in answer.content.decode()
    assert duty.post(f"/languages/{my.pk}/do", {"do": "dance"}).status_code == 409
    admin = g.client("admin")
    for told in ({"do": "read", "reader": "สมาน", "on": "23 พ.ย. 2569"}, {"do": "release"}):
        assert admin.post(f"/languages/{my.pk}/do", told | {"version": my.version}).status_code == 302
    my.refresh_from_db()
    assert my.state == "released"
    assert "สมาน" in admin.get("/languages").content.decode()


def test_api_and_command_line_go_through_the_same_door(g, my, capsys, tmp_path):
    duty, admin = g.client("duty"), g.client("admin")

    def call(client, method, path, told, status=200):
        answer = getattr(client, method)(f"/api/v1/page-languages/my{path}", json.dumps(told), "application/json")
        assert answer.status_code == status, answer.content
        return answer.json()

    def run(*words, who):
        asked = build_parser(commands()).parse_args(["referrals", *words, "--as", who, "--json"])
        code = asked._cli.run(asked)
        return code, json.loads(capsys.readouterr().out.splitlines()[-1])

    told = call(duty, "put", "/texts", {"version": 1, "texts": {HEAD: "အသစ်"}})
    assert (told["version"], told["texts"][HEAD], told["state"]) == (2, "အသစ်", "draft")
    call(duty, "put", "/texts", {"version": 1, "texts": {HEAD: "x"}}, 409)
    call(duty, "post", "/read", {"version": 2, "reader": "สมาน", "on": "2026-11-23"}, 409)
    assert call(admin, "post", "/read", {"version": 2, "reader": "สมาน", "on": "2026-11-23"})["state"] == "read"
    assert run("language-release", "my", "--version", "2", who="admin")[1]["state"] == "released"
    assert [one["code"] for one in g.client("doe").get("/api/v1/page-languages").json()] == ["my"]
    out, back = tmp_path / "out.csv", tmp_path / "in.csv"
    assert run("language-texts", "my", "--file", str(out), who="admin")[0] == 0
    assert "အသစ်" in out.read_text("utf-8-sig")
    back.write_bytes(write_table([("ภาษา", "ဘာသာ")]))
    assert run("language-texts", "my", "--set", str(back), who="duty")[1]["state"] == "draft"
    day = "2026-11-23"
    code, row = run("language-read", "my", "--version", "3", "--reader", "สมาน", "--on", day, who="admin")
    assert (code, row["state"]) == (0, "read")
    assert run("language-withdraw", "my", "--reason", "ผิด", who="admin")[1]["state"] == "draft"
    assert run("language-release", "my", "--version", "3", who="doe")[0] == 1
    assert g.client("doe").get("/api/v1/page-languages/my").status_code == 404


# The slip and the letters


def test_the_slip_speaks_a_released_language_below_its_thai_first_line(g, my):
    case = ground.case(g)
    counter = g.client("counter")
    hidden = counter.get(f"/cases/{case.pk}/slip.pdf?paper=a5&language=my").content
    assert "NotoSansMyanmar" not in fonts_of(hidden)
    assert my.name not in counter.get(f"/cases/{case.pk}").content.decode()
    read(g, my)
    release(g, my)
    assert my.name in counter.get(f"/cases/{case.pk}").content.decode()
    told = data_of(case, "80mm", "123456", by_code("my"))
    assert told["title"] == "ใบติดตามเรื่อง"
    assert told["own_title"] == my.texts["ใบติดตามเรื่อง"]
    assert "1506" in told["words"]["scan"]
    assert all("%(" not in line for line in told["notice"])
    for paper in ("80mm", "a5"):
        for each in PageLanguage.objects.all():  # with its PIN: the longest that it gets
            whole = slip(case, paper, "123456", tongue=tongue(each))
            assert len(PdfReader(io.BytesIO(whole)).pages) == 1, (paper, each.code)
        made = counter.get(f"/cases/{case.pk}/slip.pdf?paper={paper}&language=my").content
        assert "NotoSansMyanmar" in fonts_of(made)
    answer = counter.post(f"/cases/{case.pk}/keep", {"do": "pin", "paper": "80mm", "language": "my\0"})
    assert answer["Content-Type"] == "application/pdf"
    answer = g.client("duty").get(f"/languages/{PageLanguage.objects.get(code='km').pk}/slip.pdf?paper=a5")
    assert "NotoSansKhmer" in fonts_of(answer.content)  # a draft, for who keeps it


def fonts_of(pdf):
    found = ""
    for page in PdfReader(io.BytesIO(pdf)).pages:
        found += " ".join(str(one.get_object()["/BaseFont"]) for one in page["/Resources"]["/Font"].values())
    return found


def letters_of(font):
    """Return what a TrueType file has letters for, by its tables of the kinds 4 and 12."""
    tables = {font[12 + 16 * n : 16 + 16 * n]: struct.unpack(">L", font[20 + 16 * n : 24 + 16 * n])[0]
              for n in range(struct.unpack(">H", font[4:6])[0])}  # fmt: skip
    base = tables[b"cmap"]
    found = set()
    for n in range(struct.unpack(">H", font[base + 2 : base + 4])[0]):
        at = base + struct.unpack(">L", font[base + 8 + 8 * n : base + 12 + 8 * n])[0]
        kind = struct.unpack(">H", font[at : at + 2])[0]
        if kind == 4:
            many = struct.unpack(">H", font[at + 6 : at + 8])[0] // 2
            ends = struct.unpack(f">{many}H", font[at + 14 : at + 14 + 2 * many])
            starts = struct.unpack(f">{many}H", font[at + 16 + 2 * many : at + 16 + 4 * many])
            found |= {point for first, last in zip(starts, ends, strict=True) for point in range(first, last + 1)}
        elif kind == 12:
            for group in range(struct.unpack(">L", font[at + 12 : at + 16])[0]):
                first, last = struct.unpack(">LL", font[at + 16 + 12 * group : at + 24 + 12 * group])
                found |= set(range(first, last + 1))
    return found - {0xFFFF}


def ranges_of(sheet):
    """Return what the fonts of a style sheet are loaded for."""
    found = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", sheet):
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


@pytest.mark.parametrize("code", CODES)
def test_every_letter_of_the_pack_has_its_shape_on_the_page_and_on_the_slip(code):
    told = pack.texts_of(code)
    letters = {ord(one) for text in told.values() for one in re.sub(r"%\(\w+\)s", "", text)}
    latin = letters_of((files("fontpkg_sarabun") / "files" / "Sarabun-Regular.ttf").read_bytes())
    own = {letter for path in (FRONT / "documents").glob("*.ttf") for letter in letters_of(path.read_bytes())}
    assert {chr(one) for one in letters - latin - own} == set()
    sheet = (STATIC / f"track-{code}.css").read_text()
    assert {chr(one) for one in letters if one > 0x7F} <= {chr(one) for one in ranges_of(sheet)}
    for name in re.findall(r"\.\./fonts/([\w-]+\.woff2)", sheet):
        assert (FRONT / "fonts" / name).is_file()


def test_a_language_loads_its_own_letters_alone(g, my):
    assert set(CODES) == SHEETS
    read(g, my)
    release(g, my)
    assert re.findall(r"referrals/track-(\w\w)", seen(Client())) == ["my"]
    assert "track-my" not in seen(Client(), "/t/")
    sheet = (STATIC / "track.css").stat().st_size + (STATIC / "track-my.css").stat().st_size
    for one in (seen(Client()), g.client("duty").get(f"/languages/{my.pk}/preview").content.decode()):
        assert len(one.encode()) + sheet <= 30 * 1024


def test_words_that_are_translated_late_find_their_language(g, my):
    spoken = tongue(my)
    assert spoken(c.NotDone.needs_text) == my.texts["โปรดเขียนว่าสิ่งใดยังไม่เสร็จ"]
    one = ground.referral(g)
    pin = c.MakePin(target_id=one.case_id)
    g.do("counter", pin)
    read(g, my)
    release(g, my)
    client = Client()
    client.post("/t/", {"code": one.case.code, "word": pin.pin})
    answer = client.post(
        "/t/do?l=my", {"referral": one.pk, "do": "withdraw", "text": ""}, headers={"Accept-Language": "en"}
    )
    assert my.texts["โปรดเขียนเหตุที่ถอนเรื่องตามที่ประชาชนแจ้ง"] in answer.content.decode()
    data = client.get("/t/data").content.decode()
    assert my.texts["ภารกิจเพื่อประโยชน์สาธารณะ"] in data or my.texts["ความยินยอม"] in data
    assert isinstance(by_code("en"), Tongue)
    assert slip(one.case, "a5", language="zz").startswith(b"%PDF")


def test_a_changed_table_of_a_language_is_another_version_of_the_pack(tmp_path, monkeypatch):
    shutil.copytree(
        Path(pack.__file__).parent, tmp_path / "pack", ignore=shutil.ignore_patterns("*.npz", "__pycache__")
    )
    monkeypatch.setattr(loading, "folder", lambda _name: tmp_path / "pack")
    before = loading.digest("thailand")
    table = tmp_path / "pack" / "page_languages" / "my.csv"
    table.write_text(table.read_text().replace("ဘာသာစကား", "ဘာသာ"))
    assert loading.digest("thailand") != before
