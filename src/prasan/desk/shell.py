"""What stands around every page for the person in their seat (the provider of the platform's shell)."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.roles import EXECUTIVES, REACH, Reach, Role
from prasan.networks.policy import keeps
from prasan.platform.notices.views import unread_count
from prasan.platform.ui.shell import Banner, NavItem, Shell, plain
from prasan.platform.web.addresses import known
from prasan.privacy.models.destruction import ALL_LISTS, RECORDERS
from prasan.referrals.models.tracking import LANGUAGE_KEEPERS
from prasan.registers.models import CASE_WORKERS


def places(actor: SeatActor) -> list[tuple[str, str, str]]:
    """Return (label, address, key) of the main pages of a seat: what its role works with, nothing else."""
    return list(_places(actor.role, *_spoken_where()))


def _spoken_where() -> tuple[str, str, str]:
    """Return what words and addresses of the shell hang on: language, path in front, pages of the site."""
    return get_language() or "", get_script_prefix(), settings.ROOT_URLCONF


@lru_cache(maxsize=200)
def _places(role: Role, *_where: str) -> tuple[tuple[str, str, str], ...]:
    reads = REACH[role] is not Reach.NOTHING
    pages: list[tuple[str, str, bool, str]] = [
        ("executive", _("รอการตัดสินใจ"), role in EXECUTIVES or role is Role.SECRETARY, "e"),
        ("my_work", _("งานของฉัน"), reads, "h"),
        ("counters", _("ศูนย์บริการร่วม"), role is Role.COUNTER_OFFICER, "u"),
        ("plo_desk", _("โต๊ะแรงงานจังหวัด"), role is Role.PLO, "d"),
        ("wall", _("ภาพรวมประเทศ"), reads, "w"),
        ("triage", _("คัดกรองข่าว"), role in {Role.DUTY_OFFICER, Role.POLICY_OWNER}, "q"),
        ("situation_board", _("สถานการณ์"), reads, "s"),
        ("referrals", _("การส่งต่อ"), role in CASE_WORKERS, "r"),
        ("directives", _("ข้อสั่งการ"), reads, "i"),
        ("meetings", _("การประชุม"), reads, "m"),
        ("provinces", _("จังหวัด"), reads, "p"),
        ("policies", _("นโยบาย"), True, "o"),
        ("plans", _("แผน"), reads and role is not Role.PARTNER, "l"),
        ("calls", _("ขอข้อมูล"), reads, "c"),
        ("calendar", _("ปฏิทิน"), reads, "n"),
        ("years", _("ปีงบประมาณ"), role in {Role.POLICY_OWNER, Role.DUTY_OFFICER, Role.PERMANENT_SECRETARY}, "y"),
        ("workers", _("แรงงาน"), role in CASE_WORKERS or role is Role.DPO, "b"),
        ("training", _("การฝึกอาชีพ"), role in CASE_WORKERS, "x"),
        ("privacy", _("คุ้มครองข้อมูล"), role is Role.DPO, "u"),
        ("directory", _("ทำเนียบ"), True, "t"),
        ("journal", _("บันทึกการเปลี่ยนแปลง"), True, "j"),
        ("admin_home", _("ดูแลระบบ"), role in {Role.ADMINISTRATOR, Role.USER_ADMINISTRATOR}, "a"),
    ]
    found = ((label, known(name), key) for name, label, shown, key in pages if shown)
    return tuple(one for one in found if one[1])


FURTHER = (
    "call_tree", "countries", "events", "watch", "days", "alarms", "listen_sources", "alerts", "listening_quality",
    "freshness", "guidance_list", "directive_statistics", "meeting_series_list",
    "referral_figures", "referral_reach", "referral_gaps",
)  # fmt: skip
"""Pages of situations that the palette finds and the navigation has no room for."""


def further(actor: SeatActor) -> list[tuple[str, str, str]]:
    """Return (label, address, no key) of the pages that stand below those of `places`."""
    if REACH[actor.role] is Reach.NOTHING:
        return []
    labels = (
        _("ผังโทรศัพท์"), _("สถานการณ์ต่างประเทศ"), _("เหตุการณ์"), _("เวรเฝ้าฟัง"),
        _("รายงานเหตุการณ์ประจำวัน"), _("สัญญาณเตือน"), _("แหล่งข่าว"), _("ประกาศแจ้งเตือน"), _("คุณภาพการเฝ้าฟัง"),
        _("ความสดของข้อมูล"), _("แนวทางการปฏิบัติงาน"), _("สถิติการรายงานผล"),
        _("ชุดการประชุม"), _("ผลการส่งต่อ"), _("การเข้าถึงแรงงานนอกระบบ"), _("ความต้องการที่ยังไม่ได้รับ"),
    )  # fmt: skip
    found = [(label, known(name), "") for name, label in zip(FURTHER, labels, strict=True)]
    return [one for one in found if one[1]]


def shelved(actor: SeatActor) -> list[tuple[str, str, str]]:
    """Return (label, address, no key) of the pages that the palette alone finds: services, counter, outreach, data."""
    counts = actor.role in CASE_WORKERS and actor.role is not Role.COUNTER_OFFICER
    pages = [
        ("services", _("ทำเนียบบริการ"), True), ("mobile_days", _("หน่วยเคลื่อนที่"), True),
        ("resources", _("ทรัพยากรที่ให้ยืม"), REACH[actor.role] is not Reach.NOTHING),
        ("resource_needs", _("ความต้องการทรัพยากร"), REACH[actor.role] is not Reach.NOTHING),
        ("joint_activities", _("กิจกรรมร่วม"), REACH[actor.role] is not Reach.NOTHING),
        ("resource_bookings", _("การจองทรัพยากร"), REACH[actor.role] is not Reach.NOTHING),
        ("network_partners", _("ภาคีเครือข่าย"), REACH[actor.role] is not Reach.NOTHING),
        ("labour_surveys", _("แบบสำรวจ"), REACH[actor.role] is not Reach.NOTHING),
        ("labour_volunteers", _("อาสาสมัครแรงงาน"), keeps(actor)),
        ("understanding", _("การรับรู้และความเข้าใจร่วมกัน"), True),
        ("policy_questions", _("คำถามเรื่องนโยบาย"), REACH[actor.role] is not Reach.NOTHING),
        ("counters", _("ศูนย์บริการร่วม"), counts),
        ("training_courses", _("หลักสูตร"), True),
        ("training_demand", _("ความต้องการฝึกอบรม"), True),
        ("training_follow_ups", _("ติดตามผลการมีงานทำ"), actor.role in CASE_WORKERS),
        ("outreach", _("รายชื่อเป้าหมายลงพื้นที่"), actor.role in CASE_WORKERS),
        ("languages", _("ภาษาของหน้าติดตาม"), actor.role in LANGUAGE_KEEPERS),
        ("drives", _("รอบลงทะเบียนกลุ่ม"), actor.role in CASE_WORKERS),
        ("breach_new", _("แจ้งเหตุละเมิดข้อมูลส่วนบุคคล"), True),
        ("data_requests", _("คำขอใช้สิทธิในข้อมูล"), actor.role in CASE_WORKERS or actor.role is Role.DPO),
        ("records", _("บันทึกรายการกิจกรรมการประมวลผล"), actor.role in {Role.DPO, Role.AUDITOR}),
        ("destructions", _("บัญชีหนังสือขอทำลาย"), actor.role in RECORDERS | ALL_LISTS),
        ("retention", _("กำหนดเวลาเก็บรักษา"), actor.role in {Role.DPO, Role.AUDITOR}),
    ]  # fmt: skip
    found = [(label, known(name), "") for name, label, shown in pages if shown]
    return [one for one in found if one[1]]


def _nav(actor: SeatActor, path: str) -> tuple[NavItem, ...]:
    """Return the main navigation of a seat."""
    at = f"{path}/"  # /workers lies not below /work
    return tuple(
        NavItem(url=url, label=label, current=at.startswith(f"{url}/"), key=key) for label, url, key in places(actor)
    )


def _account(path: str) -> tuple[NavItem, ...]:
    """Return the links of the person's own menu."""
    return tuple(NavItem(url=url, label=label, current=path == url) for url, label in _own(*_spoken_where()))


@lru_cache(maxsize=20)
def _own(*_where: str) -> tuple[tuple[str, str], ...]:
    own = (
        ("switch_seat", _("เลือกตำแหน่งที่ใช้ทำงาน")),
        ("my_seats", _("ตำแหน่งและการมอบหมายของฉัน")),
        ("profile", _("การตั้งค่าของฉัน")),
        ("notices", _("การแจ้งเตือน")),
        ("notice_settings", _("ตั้งค่าการแจ้งเตือน")),
        ("jobs", _("งานเบื้องหลังของฉัน")),
        ("tokens", _("รหัสเชื่อมต่อ")),
    )
    found = ((known(name), label) for name, label in own)
    return tuple(one for one in found if one[0])


def provide(request: HttpRequest) -> Shell:
    """Return the shell of a request: navigation by role, name and seat, banner of a training site."""
    shell = plain(request)
    if settings.TRAINING:
        shell = shell.with_(banner=Banner(_("ระบบฝึกปฏิบัติ ข้อมูลทั้งหมดเป็นข้อมูลสมมติ"), kind="training"))
    actor: SeatActor | None = request.__dict__.get("_actor")
    if actor is None:
        return shell.with_(sign_in_url=settings.LOGIN_URL)
    return shell.with_(
        home_url="/",
        nav=_nav(actor, request.path),
        person_key=str(actor.person_id),
        person_label=actor.short_name or actor.name,
        place_label=actor.office_label,
        seat_label=f"{actor.name} · {actor.seat_label} · {actor.office_label}",
        account_nav=_account(request.path),
        sign_out_url=known("account_logout"),
        seat_switch_url=known("switch_seat"),
        palette_url=known("palette"),
        search_url=known("search"),
        notices_url=known("notices"),
        unread=unread_count(actor.person_id) if actor.unread is None else actor.unread,
        bell_url=known("notices_bell"),
        notices_topic=f"notices:{actor.person_id}",
    )
