"""What stands around every page for the person in their seat (the provider of the platform's shell)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.directory.roles import REACH, Reach, Role
from prasan.platform.ui.shell import Banner, NavItem, Shell, plain


def _nav(actor: SeatActor, path: str) -> tuple[NavItem, ...]:
    """Return the main navigation of a seat: what its role works with, nothing else."""
    places: list[tuple[str, str, bool, str]] = [
        ("my_work", _("งานของฉัน"), REACH[actor.role] is not Reach.NOTHING, "h"),
        ("wall", _("ภาพรวมประเทศ"), actor.scope.everything or actor.agency is not None, "w"),
        ("provinces", _("จังหวัด"), REACH[actor.role] is not Reach.NOTHING, "p"),
        ("policies", _("นโยบาย"), True, "o"),
        ("plo_desk", _("โต๊ะแรงงานจังหวัด"), actor.role is Role.PLO, "d"),
        ("directory", _("ทำเนียบ"), True, "t"),
        ("journal", _("บันทึกการเปลี่ยนแปลง"), True, "j"),
        ("admin_home", _("ดูแลระบบ"), actor.role in {Role.ADMINISTRATOR, Role.USER_ADMINISTRATOR}, "a"),
    ]
    items = []
    for name, label, shown, key in places:
        if not shown:
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        items.append(NavItem(url=address, label=label, current=path.startswith(address), key=key))
    return tuple(items)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


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
        person_label=actor.name,
        seat_label=f"{actor.seat_label} · {actor.office_label}",
        sign_out_url=_address("account_logout"),
        seat_switch_url=_address("switch_seat"),
        palette_url=_address("palette"),
        search_url=_address("search"),
    )
