"""Words of drives: the usual notice, and what the fields of an entry are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

NOTICE = _(
    "สำนักงานขอเก็บชื่อ เลขประจำตัว ปีเกิด เบอร์โทรศัพท์ ที่อยู่ระดับตำบล และงานที่ท่านทำ เพื่อแจ้งสิทธิและบริการของกระทรวงแรงงานแก่ท่าน "
    "ท่านให้เท่าที่ประสงค์ ไม่ให้ก็ยังรับบริการได้ สำนักงานของกระทรวงที่ให้บริการท่านเท่านั้นที่อ่านได้ ท่านขอดู ขอแก้ หรือถอนความยินยอมได้ที่สำนักงาน "
    "หรือโทร 1506"
)
"""The notice that a drive begins with: Personal Data Protection Act B.E. 2562, section 23. The office may change it."""
LABELS = {
    "title": _("คำนำหน้า"), "given_name": _("ชื่อ"), "family_name": _("นามสกุล"), "id_number": _("เลขประจำตัวประชาชน"),
    "birth_year": _("ปีเกิด"), "sex": _("เพศ"), "phone": _("โทรศัพท์"), "channel": _("ให้แจ้งทาง"),
    "consented": _("เจ้าตัวยินยอมให้ติดต่อทางช่องทางนี้"), "home_area": _("อยู่ที่"), "occupation": _("อาชีพ"),
    "informal_group": _("กลุ่มแรงงานนอกระบบ"), "section": _("ประกันสังคม"), "option": _("ทางเลือก (มาตรา 40)"),
}  # fmt: skip
"""By the names that the registry's refusals carry."""
