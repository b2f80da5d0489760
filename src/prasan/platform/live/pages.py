"""Answers that the door gives itself: plain pages in Thai and English with the request id and no script.

They borrow the site's style sheet. While the back end is away that one does not come either, and the page is read
as it stands.
"""

from __future__ import annotations

from http import HTTPStatus

_TEXTS: dict[int, tuple[str, str]] = {
    400: ("คำขอไม่ถูกรูปแบบ", "The request is not well formed."),
    403: ("ไม่มีสิทธิ์เข้าถึง", "You may not open this."),
    404: ("ไม่พบหน้าที่ขอ", "There is nothing at this address."),
    405: ("ใช้วิธีเรียกนี้ไม่ได้", "This method is not allowed."),
    408: ("รอข้อมูลนานเกินไป โปรดลองใหม่", "The request took too long to arrive. Please try again."),
    413: (
        "ไฟล์ใหญ่เกินกำหนด ({limit} MB) ยังไม่ได้รับข้อมูลใด ๆ โปรดย้อนกลับ ย่อขนาดหรือแบ่งไฟล์ แล้วส่งใหม่",
        "The file is over the limit ({limit} MB) and was not read. Please go back, make it smaller or split it, and "
        "send it again.",
    ),
    417: ("คำขอมีเงื่อนไขที่ระบบไม่รองรับ", "The request expects something that is not supported."),
    429: ("เปิดหน้าจอสดพร้อมกันมากเกินไป โปรดปิดหน้าต่างที่ไม่ใช้", "Too many live pages are open. Please close some."),
    431: ("ส่วนหัวของคำขอใหญ่เกินไป โปรดล้างคุกกี้แล้วลองใหม่", "The request head is too large. Please clear cookies."),
    501: ("ระบบไม่รองรับคำขอแบบนี้", "This kind of request is not supported."),
    502: (
        "ระบบยังไม่พร้อมชั่วคราว ข้อมูลที่บันทึกแล้วไม่สูญหาย ที่กำลังกรอกยังอยู่ในเครื่องนี้ โปรดย้อนกลับแล้วส่งใหม่ในอีกสักครู่",
        "The system is not ready for the moment. Nothing that was saved is lost, and what you were typing is still "
        "on this machine. Please go back and send it again shortly.",
    ),
    503: ("ระบบมีผู้ใช้เต็มชั่วคราว โปรดลองใหม่ในอีกสักครู่", "The system is busy. Please try again shortly."),
    504: (
        "ระบบใช้เวลานานเกินไป โปรดตรวจว่ารายการบันทึกแล้วหรือไม่ก่อนส่งซ้ำ",
        "The system took too long. Please check whether your entry was saved before sending it again.",
    ),
    505: ("ไม่รองรับ HTTP รุ่นนี้", "This HTTP version is not supported."),
}

_TITLES: dict[int, str] = {
    408: "รอข้อมูลนานเกินไป",
    413: "ไฟล์ใหญ่เกินกำหนด",
    429: "เปิดหน้าจอมากเกินไป",
    502: "ระบบยังไม่พร้อม",
    503: "ระบบมีผู้ใช้เต็ม",
    504: "ระบบใช้เวลานานเกินไป",
}
_OTHER = "ทำรายการนี้ไม่ได้"

_PAGE = """<!doctype html>
<html lang="th">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/static/prasan/app.css">
<link rel="stylesheet" href="/static/prasan/parts.css">
<title>{title} – ประสาน</title>
</head>
<body>
<main class="page narrow prose">
<h1>{title}</h1>
<p>{thai}</p>
<p lang="en">{english}</p>
<p class="muted">แจ้งรหัสนี้แก่เจ้าหน้าที่ <span lang="en">(request id)</span> <b>{request_id}</b> · {status}</p>
<p><a class="btn secondary" href="/">กลับหน้าแรก</a></p>
</main>
</body>
</html>
"""


def page(status: int, request_id: str, limit_mb: int = 0) -> bytes:
    """Return the HTML of one error page; `request_id` must be safe text (the door makes or checks it)."""
    thai, english = _TEXTS.get(status, _TEXTS[400])
    return _PAGE.format(
        status=status,
        title=_TITLES.get(status, _OTHER),
        thai=thai.format(limit=limit_mb),
        english=english.format(limit=limit_mb),
        request_id=request_id,
    ).encode()


def answer(
    status: int,
    body: bytes,
    request_id: str,
    *,
    content_type: bytes = b"text/html; charset=utf-8",
    close: bool = False,
    with_body: bool = True,
    extra: bytes = b"",
) -> bytes:
    """Return a whole response; `with_body` False for HEAD, `extra` = further header lines with CR LF."""
    return b"".join(
        (
            b"HTTP/1.1 %d %s\r\n" % (status, HTTPStatus(status).phrase.encode()),
            b"Content-Type: %s\r\nContent-Length: %d\r\nX-Request-ID: %s\r\n"
            % (content_type, len(body), request_id.encode()),
            b"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
            b"Content-Security-Policy: default-src 'none'; style-src 'self'; font-src 'self'\r\n",
            extra,
            b"Connection: close\r\n\r\n" if close else b"\r\n",
            body if with_body else b"",
        )
    )
