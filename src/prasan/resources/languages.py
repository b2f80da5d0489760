"""Languages that interpreters of labour offices are asked for (ISO 639-1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LANGUAGES = {
    "en": _("อังกฤษ"), "my": _("เมียนมา"), "km": _("กัมพูชา"), "lo": _("ลาว"), "vi": _("เวียดนาม"), "zh": _("จีน"),
    "ms": _("มลายู"), "ja": _("ญี่ปุ่น"), "ko": _("เกาหลี"), "ar": _("อาหรับ"), "he": _("ฮีบรู"), "hi": _("ฮินดี"),
    "ne": _("เนปาล"), "bn": _("เบงกาลี"), "sgn": _("ภาษามือไทย"),
}  # fmt: skip
"""Codes with their names; sign language by its code in ISO 639-2."""
