"""Templates: nothing undefined, everything escaped, dates and numbers in the language of the page."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.messages import constants
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from jinja2 import UndefinedError

from prasan.platform.ui import filters, gallery, preferences
from prasan.platform.ui.jinja import environment
from prasan.platform.ui.shell import Banner, NavItem, SeatChoice, Shell, plain
from prasan.platform.ui.words import STATUSES, status


@pytest.fixture(autouse=True)
def thai(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.ROOT_URLCONF = "prasan.platform.ui.urls"  # the pages of other rooms are not needed here
    settings.PRASAN_SHELL_PROVIDER = "tests.platform.ui.test_pages.provide"
    with translation.override("th"):
        yield


FULL = Shell(
    nav=(NavItem("/a", "ภาพรวม", key="h"), NavItem("/b", "จังหวัด", current=True, count=3)),
    account_nav=(NavItem("/me", "ข้อมูลส่วนตัว"),),
    person_label="<b>อรทัย", seat_label="สรจ.",
    seats=(SeatChoice("1", "แรงงานจังหวัด", True), SeatChoice("2", "รักษาการ")),
    seat_switch_url="/seat", sign_out_url="/out", palette_url="/palette", search_url="/search",
    language_url="/language",
    theme_url="/theme", keys_url="/keys", theme="dark", mourning=True, banner=Banner("ฝึก", "training"),
    messages=(("success", "ดี"), ("error", "เสีย"), ("info", "ทราบ"), ("warning", "ระวัง")),
    data_as_of=datetime(2026, 6, 18, 7, 25, tzinfo=UTC),
)  # fmt: skip


def provide(request):
    return getattr(request, "shell_wanted", None) or plain(request)


def env():
    return engines["jinja2"].env


def ask(path="/x", **cookies) -> HttpRequest:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return request


def base(request, source="{% extends 'ui/base.html' %}{% block title %}t{% endblock %}"):
    return engines["jinja2"].from_string(source).render({}, request)


def test_an_undefined_name_is_an_error():
    with pytest.raises(UndefinedError):
        env().from_string("{{ nobody_gave_this }}").render()


def test_everything_is_escaped():
    assert env().from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    assert env().from_string("{{ _('มี %(n)s', n=x) }}").render(x="<b>") == "มี &lt;b&gt;"
    assert env().from_string("{{ _('เกิน 15%') }}").render() == "เกิน 15%"


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_shell_renders_empty_and_full(language):
    with translation.override(language):
        bare, full = ask(), ask()
        bare.shell_wanted, full.shell_wanted = Shell(), FULL
        assert '<main id="main"' in base(bare)
        page = base(full)
    assert "&lt;b&gt;อรทัย" in page
    assert '<html lang="th" data-zone="Asia/Bangkok" class="dark mourning" data-keys' in page
    assert 'data-go="h"' in page
    assert page.count('aria-current="page"') == 1
    assert page.count('role="alert"') == 1


def test_the_skip_link_comes_first_and_leads_to_main():
    page = base(ask())
    assert page.index('class="skip" href="#main"') < page.index("<header")


def test_htmx_is_told_not_to_write_styles():
    assert '"includeIndicatorCSS": false' in base(ask())


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("view", [gallery.page, gallery.wall])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_component_renders(view, language, theme):
    request = RequestFactory().get("/ui/gallery", {"theme": theme})
    with translation.override(language):
        answer = view(request)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'class="{theme}"' in page or f"wall {theme}" in page
    assert " style=" not in page
    assert language == "en" or "None" not in page
    for key in ("very-late", "late", "not-reported"):
        assert f"spark {key}" in page


def test_the_error_page_needs_nothing_but_its_three_names():
    for way_back in ("", "/reports/9/items/1"):
        page = env().get_template("ui/error.html").render(title="<ผิด>", text="ทำอย่างนี้", form_page=way_back)
        assert ("กลับไปหน้าที่กรอก" in page) is bool(way_back)
        assert "&lt;ผิด&gt;" in page
        assert "1506" in page


def macro(file, name):
    return getattr(env().get_template(f"ui/components/{file}.html").module, name)


def test_a_field_ties_hint_and_error_to_its_input():
    html = macro("forms", "text")("age", "อายุ", "x", hint="ปี", error="ต้องเป็นตัวเลข")
    assert 'aria-describedby="f-age-hint f-age-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="x"' in html
    assert '<label for="f-age">' in html


def test_a_form_with_errors_keeps_what_was_typed_and_lists_every_error():
    form = gallery.SampleForm({"name": "", "amount": "หกสิบ", "note": "<i>เปิดรุ่นเย็น"})
    form.is_valid()
    bound = "".join(macro("forms", "bound")(field) for field in form)
    assert "หกสิบ" in bound
    assert "&lt;i&gt;เปิดรุ่นเย็น" in bound
    summary = macro("forms", "form_errors")(form)
    assert summary.count("<li>") == sum(len(e) for e in form.errors.values())
    assert 'href="#id_amount"' in summary
    assert "data-focus" in summary


def test_chosen_options_stay_chosen():
    html = macro("forms", "options")("k", "ชนิด", [(1, "ก"), (2, "ข"), (12, "ค")], value="2")
    assert html.count("checked") == 1
    assert 'value="2" checked' in html
    assert 'value="2" selected' in macro("forms", "select")("k", "ชนิด", [(1, "ก"), ("กลุ่ม", [(2, "ข")])], value=2)


def test_the_pager_never_invents_a_total():
    pager = macro("lists", "pager")
    assert "แสดง 25 มีมากกว่า 1,000" in pager(25, "/n", at_least=1000)
    assert "ยังมีอีก" in pager(25, "/n")
    assert "ทั้งหมด 3" in pager(3)


def test_sort_links_turn_round():
    table = env().from_string(
        "{% import 'ui/components/lists.html' as l %}{% call l.table([{'key': 'a', 'label': 'ก', 'sort': True}],"
        " 'ตาราง', sort=sort, sort_url='?s={}'.format) %}{% endcall %}"
    )
    assert 'href="?s=-a"' in table.render(sort="a")
    assert 'href="?s=a"' in table.render(sort="-a")
    assert 'aria-sort="descending"' in table.render(sort="-a")
    assert "aria-sort" not in table.render(sort="b")


@pytest.mark.parametrize(
    ("left", "said"), [(-30, "เกิน 30 ชม."), (-72, "เกิน 3 วัน"), (-0.2, "เกินไม่ถึง"), (5, "เหลือ 5 ชม."), (72, "เหลือ 3 วัน")]
)
def test_the_clock_says_what_is_left(left, said):
    html = macro("status", "clock")(left)
    assert said in html
    assert ("triangle" in html) == (left < 0)


def test_a_status_is_shape_and_word():
    for key, entry in STATUSES.items():
        html = macro("status", "tag")(key)
        assert str(entry.word) in html
        assert f"glyph {entry.glyph}" in html


def test_an_unknown_status_is_not_drawn_as_normal():
    with pytest.raises(KeyError):
        status("brilliant")
    assert status("very-late") is status("very_late")


@pytest.mark.parametrize(
    ("gap", "said"), [(-0.32, "ช้ากว่าแผน 32%"), (0.051, "เร็วกว่าแผน 5%"), (-0.001, "ตรงตามแผน"), (None, "ล่าช้ากว่าแผน")]
)
def test_a_gap_is_said_in_words(gap, said):
    assert said in macro("status", "gap")("late", gap)


DAY, MOMENT = date(2026, 6, 18), datetime(2026, 6, 18, 7, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("th", ("18 มิ.ย. 2569", "วันพฤหัสบดีที่ 18 มิถุนายน 2569", "14.25 น.", "2569", "18 มิ.ย. 2569 14.25 น.")),
        ("en", ("18 Jun 2026", "Thursday 18 June 2026", "14:25", "2026", "18 Jun 2026 14:25")),
    ],
)
def test_dates_follow_the_language(language, expected):
    with translation.override(language):
        said = (
            filters.thaidate(DAY), filters.thaidate("2026-06-18", "full"), filters.thaitime(MOMENT),
            filters.be_year(2026), filters.moment(MOMENT),
        )  # fmt: skip
    assert said == expected


def test_a_date_is_the_day_in_thailand():
    assert filters.thaidate(datetime(2026, 6, 18, 18, 0, tzinfo=UTC)) == "19 มิ.ย. 2569"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: filters.number(1250), "1,250"), (lambda: filters.number(-1250.55, 1), "−1,250.6"),
        (lambda: filters.number(None), "–"), (lambda: filters.number(0), "0"), (lambda: filters.number(2.5), "3"),
        (lambda: filters.percent(Decimal("0.585")), "59%"), (lambda: filters.percent(-0.32, signed=True), "−32%"),
        (lambda: filters.percent(0.1, 1, signed=True), "+10.0%"), (lambda: filters.percent(None), "–"),
        (lambda: filters.nb("<4>", "คน"), '<span class="nb">&lt;4&gt;&nbsp;คน</span>'),
        (lambda: filters.lines("ก\n<b>"), "ก<br>&lt;b&gt;"),
        (lambda: filters.attributes({"a": True, "b": None, "c": '"'}), ' a c="&#34;"'),
    ],
)  # fmt: skip
def test_numbers(call, said):
    assert call() == said


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(seconds=20), "เมื่อสักครู่"), (timedelta(minutes=3), "3 นาทีที่แล้ว"),
        (timedelta(hours=5), "5 ชั่วโมงที่แล้ว"), (timedelta(days=2), "2 วันที่แล้ว"),
        (timedelta(days=-2), "อีก 2 วัน"), (timedelta(days=30), "19 พ.ค. 2569"),
    ],
)  # fmt: skip
def test_how_long_ago(gap, said):
    assert filters.ago(MOMENT - gap, MOMENT) == said


def test_the_plain_shell_reads_the_cookies_and_believes_no_nonsense():
    assert plain(ask(prasan_theme="dark", prasan_keys="off")).theme == "dark"
    assert plain(ask(prasan_theme="dark", prasan_keys="off")).keys_on is False
    assert plain(ask(prasan_theme='"><script>')).theme == "auto"
    assert plain(ask()).keys_on is True


def test_choosing_a_theme_sets_the_cookie_and_goes_back_within_the_site():
    answer = preferences.theme(RequestFactory().post("/ui/theme", {"theme": "dark", "next": "/province/21?a=1"}))
    assert (answer.status_code, answer["Location"]) == (302, "/province/21?a=1")
    assert answer.cookies["prasan_theme"].value == "dark"
    assert (
        preferences.theme(RequestFactory().post("/ui/theme", {"theme": "dark", "next": "//evil.test"}))["Location"]
        == "/"
    )
    assert preferences.theme(RequestFactory().post("/ui/theme", {"theme": "pink"})).status_code == 400
    assert preferences.theme(RequestFactory().get("/ui/theme")).status_code == 405


def test_message_levels_have_a_tone():
    levels = set(constants.DEFAULT_TAGS.values()) - {"debug"}
    assert levels == {"success", "error", "warning", "info"}


def test_the_environment_reloads_templates_only_when_debugging(settings):
    settings.DEBUG = False
    assert environment().auto_reload is False
    settings.DEBUG = True
    assert environment().auto_reload is True
