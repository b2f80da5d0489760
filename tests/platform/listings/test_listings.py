"""Lists: every row once over all pages, in any sort; files that no spreadsheet can be tricked by."""

from __future__ import annotations

import base64
import csv
import datetime as dt
import io
import json
import random
import zipfile

import pytest
from django.db.models import Q, TextChoices
from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from prasan.directory.models import Office
from prasan.directory.scope import Scope
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.listings import (
    LISTINGS,
    Choice,
    Column,
    Days,
    Flag,
    Listing,
    Search,
    codes_by_word,
    export,
    paging,
)
from prasan.platform.listings.models import SavedView
from prasan.progress.models import Report
from tests.platform.ground import Someone, country, reports

pytestmark = pytest.mark.django_db


class Reports(Listing):
    name, title = "test.reports", "รายงาน"
    columns = (
        Column("office", "หน่วยงาน", "office__name_th", sort=True),
        Column("period", "งวด", "period", sort=True, kind="number"),
        Column("due", "กำหนด", "due", sort=True, kind="date"),
        Column("sent", "ส่งเมื่อ", "submitted_at", sort=True, kind="moment"),
        Column("state", "สถานะ", "state", choices=dict(Report.State.choices)),
        Column("why", "เหตุผล", "returned_reason", shown=False),
        Column("phone", "โทรศัพท์", "office__phone", personal="phone"),
    )
    filters = (
        Search(grams="office__grams"),
        Choice("state", "สถานะ", "state", Report.State.choices),
        Days("due", "กำหนด", "due"),
        Days("sent", "ส่งเมื่อ", "submitted_at", clock=True),
        Flag("new", "ฉบับแรก", Q(version=0)),
    )
    order, size = "-due", 7

    def rows(self, actor):
        return Report.objects.visible_to(actor)


LISTINGS.pop("test.reports")
LIST = Reports()


@pytest.fixture(autouse=True)
def rows():
    offices = country(4)
    Office.objects.filter(pk=offices[0].pk).update(phone="0812345678", name_th="=HYPERLINK(1)")
    made = reports(offices, each=12)
    chance = random.Random(4)
    for row in made:
        row.due = dt.date(2026, 7, chance.randint(1, 4))
        row.submitted_at = (
            None if chance.random() < 0.3 else dt.datetime(2026, 7, 1, chance.randint(0, 3), tzinfo=dt.UTC)
        )
        row.state = chance.choice(["draft", "submitted"])
    Report.objects.bulk_update(made, ["due", "submitted_at", "state"])
    return made


def ask(text: str = "", actor=None):
    return LIST.page(actor or Someone(), QueryDict(text), "/reports")


@pytest.mark.parametrize("sort", ["due", "-due", "office", "-office", "period", "sent", "-sent"])
def test_all_pages_together_hold_every_row_once_in_order(sort):
    found, url = [], f"/reports?sort={sort}"
    for _page in range(20):
        page = ask(url.partition("?")[2])
        found += [row["pk"] for row in page.rows]
        if page.more_url is None:
            break
        url = page.more_url
    assert len(found) == len(set(found)) == 48
    assert page.shown == 48
    path, down = LIST.sorting(QueryDict(f"sort={sort}"))[1:]
    assert found == list(paging.ordered(Report.objects.all(), path, down=down).values_list("pk", flat=True))


def test_a_row_added_meanwhile_moves_nothing():
    first = ask("sort=period")
    Report.objects.filter(pk=first.rows[0]["pk"]).delete()
    second = ask(first.more_url.partition("?")[2])
    assert not {row["pk"] for row in first.rows} & {row["pk"] for row in second.rows}
    assert first.shown == 7
    assert second.shown == 14


@pytest.mark.parametrize("token", ["x", "%00", "W10", "WzEsMiwzXQ", "W251bGwsIngiLDFd", "eyJhIjoxfQ", "9" * 4000])
def test_a_broken_token_shows_the_first_page(token):
    assert [row["pk"] for row in ask(f"after={token}").rows] == [row["pk"] for row in ask().rows]


def test_a_token_cannot_leave_the_scope(rows):
    actor = Someone(scope=Scope(ranges=((10_000, 19_999),)))
    token = base64.urlsafe_b64encode(json.dumps(["2030-01-01", 10**9, 1]).encode()).decode().rstrip("=")
    page = ask(f"after={token}", actor)
    assert page.rows
    inside = set(Report.objects.filter(area_id=10_000).values_list("pk", flat=True))
    assert {row["pk"] for row in page.rows} <= inside


def test_filters_join_and_unknown_wishes_are_passed_over():
    page = ask("state=draft&due_from=2+ก.ค.+2569&due_to=2026-07-03&sort=password&colour=red&new=1&state2=x")
    wanted = Report.objects.filter(state="draft", due__range=("2026-07-02", "2026-07-03"))
    assert page.shown == min(7, wanted.count())
    assert {row["pk"] for row in page.rows} <= set(wanted.values_list("pk", flat=True))
    assert page.sort == "-due"
    assert [words for words, _url in page.chips] == ["สถานะ: ยังไม่ส่ง", "กำหนด: 2 ก.ค. – 3 ก.ค.", "ฉบับแรก"] or len(
        page.chips
    ) == 3
    assert "state=" not in page.chips[0][1]
    assert "colour" not in page.query
    assert ask("state=nonsense").shown == ask().shown


def test_days_of_moments_are_local_days():
    Report.objects.update(submitted_at=dt.datetime(2026, 7, 1, 17, 30, tzinfo=dt.UTC))  # 2 July in Bangkok
    assert ask("sent_from=2026-07-02&sent_to=2026-07-02").rows
    assert not ask("sent_to=2026-07-01").rows


def test_two_queries_a_page(django_assert_num_queries):
    with django_assert_num_queries(2):
        page = ask("state=draft")
        assert page.views == []


def test_masks_for_who_sees_masks():
    masked = Someone(scope=Scope(everything=True, clearance=2, masked=True))
    shown = {row["phone"] for row in ask("sort=office", masked).rows}
    assert "0812345678" not in shown
    assert {row["phone"] for row in ask("sort=office").rows} & {"0812345678"}


def test_csv_opens_right_and_holds_no_formula():
    Report.objects.update(returned_reason="@SUM(A1)")
    response = export.respond(export.Export(LIST, Someone(), QueryDict("sort=office")), "csv")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert table[0] == ["หน่วยงาน", "งวด", "กำหนด", "ส่งเมื่อ", "สถานะ", "เหตุผล", "โทรศัพท์"]
    assert len(table) == 49
    assert table[1][0] == "'=HYPERLINK(1)"
    assert {row[5] for row in table[1:]} == {"'@SUM(A1)"}


def xlsx(asked: str = "", actor=None):
    out = io.BytesIO()
    export.write_xlsx(export.Export(LIST, actor or Someone(), QueryDict(asked)), out)
    out.seek(0)
    return out


def test_workbook_has_values_of_their_kinds_and_no_formula():
    table = CalamineWorkbook.from_filelike(xlsx("sort=office")).get_sheet_by_index(0).to_python()
    assert len(table) == 49
    assert table[1][0] == "'=HYPERLINK(1)"
    assert table[1][1] == 256901
    assert isinstance(table[1][2], dt.date)
    with zipfile.ZipFile(xlsx()) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('ht="26') == 49
    assert 'orientation="landscape"' in sheet
    assert "ข้อมูล ณ วันที่" in sheet


def test_export_keeps_scope_filter_and_refusals(monkeypatch):
    inside = Someone(scope=Scope(offices=(Report.objects.first().office_id,)))
    content = b"".join(
        export.respond(export.Export(LIST, inside, QueryDict("state=draft")), "csv").streaming_content
    ).decode()
    wanted = Report.objects.filter(office_id=inside.scope.offices[0], state="draft").count()
    assert len(content.strip().splitlines()) == wanted + 1
    monkeypatch.setattr(export, "LIMIT", 3)
    with pytest.raises(RuleBroken):
        export.respond(export.Export(LIST, Someone(), QueryDict()), "csv")
    monkeypatch.setattr(Reports, "may_open", staticmethod(lambda actor: "ไม่ใช่งานของท่าน"))
    with pytest.raises(Refused, match="ไม่ใช่งาน"):
        export.respond(export.Export(LIST, Someone(), QueryDict()), "xlsx")


def test_rows_above_the_class_stay_out(monkeypatch):
    monkeypatch.setattr(Reports, "classification", "version")
    Report.objects.filter(period=256901).update(version=2)
    assert len(list(export.Export(LIST, Someone(scope=Scope(everything=True)), QueryDict()).rows())) == 44
    seeing = export.Export(LIST, Someone(), QueryDict())
    assert len(list(seeing.rows())) == 48
    assert seeing.highest == 2


def test_saved_views_are_ones_own():
    for person in (7, 8):
        SavedView.objects.create(person_id=person, listing=LIST.name, name="ร่าง", query="state=draft")
    page = ask("state=draft")
    assert page.views == [("ร่าง", "/reports?state=draft", True)]
    assert ask("").views[0][2] is False


def test_the_shared_parts_draw_a_page():
    from django.template import engines

    template = engines["jinja2"].env.from_string(
        '{% import "listings/parts.html" as p %}{% import "ui/components/lists.html" as l %}'
        "{% call p.bar(page) %}FIELDS{% endcall %}"
        "{% call(row) p.rows(page) %}<tr>{{ l.cell('x', row.office) }}</tr>{% endcall %}"
    )
    drawn = template.render(page=ask("state=draft"))
    assert "FIELDS" in drawn
    assert "&lt;" not in drawn.partition("<table")[0]
    assert drawn.count("<tr>") == 1 + ask("state=draft").shown
    assert "ไม่พบรายการ" in template.render(page=ask("q=ไม่มีเลย"))


def test_words_of_a_row_lead_back_to_their_codes_in_the_language_of_now():
    for language in ("th", "en", "th"):
        with translation.override(language):
            found = codes_by_word(Channel)
            assert found == {str(word): code for code, word in Channel.choices}
    with translation.override("th"):
        assert codes_by_word(Channel)["ทางโทรศัพท์"] == "phone"


class Channel(TextChoices):
    """Choices with words in two languages."""

    PHONE = "phone", gettext_lazy("ทางโทรศัพท์")
    VISIT = "visit", gettext_lazy("พบตัว")
