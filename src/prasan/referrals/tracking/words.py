"""What the page tells the person, in plain words: where it is, what comes next, what they can do."""

from __future__ import annotations

from dataclasses import dataclass

from prasan.referrals.models import Referral

State = Referral.State


def _(text: str) -> str:
    """Mark a text for translation; it is translated where the page is drawn."""
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """What is told of a state: what is happening, and what the person does now."""

    head: str
    yours: str


NOTHING = _("ตอนนี้คุณไม่ต้องทำอะไรเพิ่ม")
AGAIN = _("ถ้ายังต้องการความช่วยเหลือ กดขอให้ดำเนินเรื่องต่อด้านล่าง")
AGAIN_BY_PIN = _("ถ้ายังต้องการความช่วยเหลือ เปิดหน้านี้ด้วยรหัส 6 ตัวบนใบติดตาม หรือโทร 1506")
"""The same to who has no button for it."""
SAID: dict[str, Said] = {
    State.OFFERED: Said(_("ส่งเรื่องแล้ว รอหน่วยงานตอบรับ"), NOTHING),
    State.RECEIVED: Said(_("หน่วยงานเห็นเรื่องแล้ว รอตอบรับ"), NOTHING),
    State.ACCEPTED: Said(_("หน่วยงานรับเรื่องแล้ว"), _("หน่วยงานจะติดต่อคุณ โปรดเปิดโทรศัพท์ไว้")),
    State.DECLINED: Said(_("หน่วยงานนี้รับเรื่องไม่ได้ กำลังหาทางอื่นให้คุณ"), NOTHING),
    State.ASKED: Said(_("หน่วยงานขอเอกสารหรือข้อมูลเพิ่ม"), _("นำสิ่งที่ขอไปให้หน่วยงานที่รับเรื่องจากคุณ ขอเพียงครั้งเดียว")),
    State.SCHEDULED: Said(_("นัดหมายแล้ว"), _("ไปตามวันเวลานัด ถ้าไปไม่ได้โปรดโทรบอกก่อน")),
    State.UNREACHABLE: Said(_("เจ้าหน้าที่ติดต่อคุณไม่ได้"), _("โปรดโทรหาหน่วยงาน หรือโทร 1506")),
    State.IN_SERVICE: Said(_("เจ้าหน้าที่กำลังดำเนินการ"), NOTHING),
    State.SERVED: Said(_("ให้บริการแล้ว กำลังสรุปผลให้คุณ"), NOTHING),
    State.TOLD: Said(_("แจ้งผลแล้ว รอคุณยืนยัน"), _("ถ้าเสร็จแล้วกดยืนยัน ถ้ายังไม่เสร็จบอกเราด้านล่าง")),
    State.CONFIRMED: Said(_("เสร็จแล้ว คุณยืนยันผลแล้ว"), _("ถ้าพบว่ายังไม่เสร็จ บอกเราด้านล่าง")),
    State.UNREACHED: Said(_("หยุดไว้เพราะติดต่อคุณไม่ได้"), _("บอกเราด้านล่างว่ายังไม่เสร็จ เรื่องจะเดินต่อทันที")),
    State.UNSERVED: Said(_("ยังไม่มีหน่วยงานรับเรื่องนี้ได้"), AGAIN),
    State.REVOKED: Said(_("หน่วยงานที่ส่งเรื่องยกเลิกการส่ง"), AGAIN),
    State.WITHDRAWN: Said(_("คุณขอถอนเรื่องนี้"), AGAIN),
}
STEPS: dict[str, str] = {
    "create": _("ส่งให้หน่วยงานที่รับผิดชอบ"),
    "accept": _("หน่วยงานรับเรื่อง"),
    "decline": _("หน่วยงานรับเรื่องไม่ได้"),
    "ask": _("ขอเอกสารหรือข้อมูลเพิ่ม"),
    "answer": _("ได้เอกสารหรือข้อมูลครบแล้ว"),
    "schedule": _("นัดหมาย"),
    "begin": _("เริ่มดำเนินการ"),
    "miss": _("พยายามติดต่อคุณ แต่ไม่สำเร็จ"),
    "serve": _("ให้บริการ"),
    "tell": _("แจ้งผล"),
    "confirm": _("คุณยืนยันผล"),
    "not_done": _("คุณแจ้งว่ายังไม่เสร็จ"),
    "give_up": _("หยุดไว้เพราะติดต่อคุณไม่ได้"),
    "reroute": _("เปลี่ยนหน่วยงานที่รับผิดชอบ"),
    "end_unserved": _("ยุติ ไม่มีหน่วยงานรับ"),
    "revoke": _("หน่วยงานที่ส่งเรื่องยกเลิก"),
    "withdraw": _("คุณขอถอนเรื่อง"),
    "reopen": _("คุณขอให้ดำเนินเรื่องต่อ"),
    "rise": _("เกินกำหนด แจ้งผู้บังคับบัญชาแล้ว"),
    "reclock": _("ปรับกำหนดตามวันหยุดราชการ"),
}
"""Moves as the person reads them; others are the offices' own."""
BY_HELPER: dict[str, str] = {
    "confirm": _("ผู้ช่วยของคุณยืนยันผล"),
    "not_done": _("ผู้ช่วยของคุณแจ้งว่ายังไม่เสร็จ"),
    "withdraw": _("ผู้ช่วยของคุณขอถอนเรื่อง"),
    "reopen": _("ผู้ช่วยของคุณขอให้ดำเนินเรื่องต่อ"),
}
"""The person's moves where their helper made them."""
HEADS_BY_HELPER: dict[str, str] = {
    State.CONFIRMED: _("เสร็จแล้ว ผู้ช่วยของคุณยืนยันผลแล้ว"),
    State.WITHDRAWN: _("ผู้ช่วยของคุณขอถอนเรื่องนี้"),
}
AHEAD: dict[str, tuple[str, ...]] = {
    State.OFFERED: ("accept", "begin", "tell"), State.RECEIVED: ("accept", "begin", "tell"),
    State.ACCEPTED: ("begin", "tell"), State.SCHEDULED: ("begin", "tell"), State.UNREACHABLE: ("begin", "tell"),
    State.IN_SERVICE: ("tell",), State.SERVED: ("tell",), State.ASKED: ("answer", "tell"), State.TOLD: ("confirm",),
}  # fmt: skip
"""What usually comes next."""
HEARD = frozenset({"ask", "decline", "tell", "end_unserved", "schedule", "give_up", "revoke", "reroute"})
"""Words that an office said to the person; those that were said between offices stay there."""
OWN = ("confirm", "not_done", "reopen", "withdraw")
"""What the person can do, in the order of the page; policies say which of these a helper can."""
DOES: dict[str, str] = {
    "confirm": _("ยืนยันว่าเสร็จแล้ว"),
    "not_done": _("แจ้งว่ายังไม่เสร็จ"),
    "reopen": _("ขอให้ดำเนินเรื่องต่อ"),
    "withdraw": _("ถอนเรื่องนี้"),
}
LEVELS: dict[str, str] = {
    "head": _("แจ้งหัวหน้าหน่วยงานแล้ว"),
    "province": _("แจ้งสำนักงานแรงงานจังหวัดแล้ว"),
    "centre": _("แจ้งศูนย์ปฏิบัติการกระทรวงแล้ว"),
}
WRONG = _("เลขเรื่องหรือรหัสไม่ถูกต้อง ตรวจดูอีกครั้ง หรือโทร 1506")
LOCKED = _("ลองผิดหลายครั้ง ปิดไว้ชั่วคราวเพื่อความปลอดภัย โปรดลองใหม่ภายหลัง หรือโทร 1506")
DONE: dict[str, str] = {
    "move": _("บันทึกแล้ว หน่วยงานได้รับแจ้งทันที"),
    "rate": _("ขอบคุณสำหรับคะแนน"),
    "sign": _("บันทึกว่าคุณรับทราบรายการเอกสารแล้ว"),
    "ask": _("รับคำขอแล้ว คำตอบภายใน 30 วัน"),
    "line": _("เลิกส่งข่าวทาง LINE แล้ว"),
    "consent": _("ถอนความยินยอมแล้ว หน่วยงานนั้นอ่านข้อมูลของคุณไม่ได้ตั้งแต่นี้"),
}
