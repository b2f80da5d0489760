"""Hand out a file, after scope, class, and the rule of what it belongs to."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.platform.commands.errors import Refused
from prasan.platform.files.models import File
from prasan.platform.files.sniff import PICTURES
from prasan.platform.files.store import KINDS, open_file


@require_safe
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Send one file; out of scope it looks as if it did not exist."""
    actor = request.actor  # type: ignore[attr-defined]
    file = File.objects.visible_to(actor).filter(pk=pk).first()
    if file is None or file.kind not in KINDS:
        raise Http404
    return send(actor, file)


def send(actor: Any, file: File) -> FileResponse:
    """Hand out a file that a room has found, by its kind's own rule; a masked reader gets no classified one."""
    if actor.scope.masked and file.classification:
        raise Refused(_("ไฟล์นี้มีชั้นความลับ ท่านดูได้เฉพาะรายการ ไม่ใช่เนื้อหา"))
    refusal = KINDS[file.kind].may_read(actor, file)
    if refusal is not None:
        raise Refused(refusal)
    if not file.readable:
        raise Refused(_("ไฟล์นี้ยังเปิดไม่ได้: %(state)s") % {"state": file.get_state_display()}, status=409)
    try:
        content = open_file(file)
    except FileNotFoundError:
        raise Http404 from None
    shown = file.mime in PICTURES or file.mime == "application/pdf"
    response = FileResponse(content, as_attachment=not shown, filename=file.name, content_type=file.mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store" if file.classification else "private, max-age=300"
    return response
