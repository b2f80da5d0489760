"""Error pages: plain, in the reader's language, with the request's id; no traceback reaches a person."""

from __future__ import annotations

import errno
import logging

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from prasan.platform.web.middleware import error_page
from prasan.platform.web.traffic import plain_path

log = logging.getLogger("prasan.fault")


def _answer(request: HttpRequest, status: int, text: str, title: str = "") -> HttpResponse:
    """Return JSON under /api/, a page elsewhere."""
    if request.path.startswith("/api/"):
        return JsonResponse({"error": text}, status=status)
    return error_page(request, status, text, title)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that cannot be read."""
    return _answer(request, 400, _("คำขอนี้อ่านไม่ได้ โปรดกลับไปหน้าก่อนแล้วลองใหม่"))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is not allowed."""
    return _answer(request, 403, _("ท่านไม่มีสิทธิ์ดูหน้านี้ โปรดติดต่อผู้ดูแลบัญชีของหน่วยงานท่าน"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what does not exist, or lies out of scope: the two look the same."""
    return _answer(request, 404, _("ไม่พบหน้าหรือข้อมูลนี้ อาจถูกย้าย หรืออยู่นอกขอบเขตของท่าน"))


def fault(request: HttpRequest) -> HttpResponse:
    """Answer a bug, or a database that is away: what was typed is kept by the page."""
    import sys

    error = sys.exc_info()[1]
    log.error("fault", exc_info=error, extra={"path": plain_path(request.path)})
    if _disk_is_full(error):
        text = _("เครื่องแม่ข่ายไม่มีที่ว่าง จึงยังไม่ได้บันทึกรายการนี้ ข้อมูลที่บันทึกแล้วไม่สูญหาย โปรดแจ้งผู้ดูแลระบบ แล้วลองใหม่")
        return _answer(request, 507, text)
    if isinstance(error, OperationalError | InterfaceError) or isinstance(
        getattr(error, "__cause__", None), DatabaseError
    ):
        return _answer(request, 503, _("ฐานข้อมูลยังไม่พร้อม ระบบกำลังเชื่อมต่อใหม่ ข้อมูลที่กรอกยังอยู่ โปรดลองอีกครั้งในครู่หนึ่ง"))
    return _answer(request, 500, _("ระบบขัดข้อง ข้อมูลที่บันทึกแล้วไม่สูญหาย โปรดลองอีกครั้ง หากยังพบให้แจ้งศูนย์พร้อมรหัสด้านล่าง"))


def _disk_is_full(error: BaseException | None) -> bool:
    """Whether the database (SQLSTATE 53100) or the system had no room to write."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    return getattr(getattr(error, "__cause__", None), "sqlstate", None) == "53100"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose page is too old, as after a sign-in in another tab; the browser keeps what was typed."""
    text = _("หน้านี้เปิดไว้ก่อนการเข้าสู่ระบบครั้งล่าสุด จึงยังไม่ได้บันทึก โปรดเปิดหน้าที่กรอกอีกครั้ง ตรวจข้อมูล แล้วส่งใหม่")
    return _answer(request, 403, text, _("หน้าที่กรอกเก่าเกินไป"))
