"""Work that runs beside the pages: letters with a link to an account."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from prasan.directory.commands.people import INVITE_JOB
from prasan.directory.commands.security import TELL_JOB
from prasan.directory.models import Person


def invitation_link(person: Person) -> str:
    """Return the address at which the person chooses a password; it works once and expires."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str

    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return settings.BASE_URL.rstrip("/") + path


@app.task(name=INVITE_JOB, queue="mail", retry=RetryStrategy(max_attempts=6, exponential_wait=10))
def send_invitation(person_id: int) -> None:
    """Write the letter to a person whose account is open; a closed one gets none."""
    person = Person.objects.active().filter(pk=person_id).exclude(email="").first()
    if person is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        told = {"name": person.full_name, "link": invitation_link(person), "username": person.username}
        body = (
            _(
                "เรียน %(name)s\n\nท่านได้รับสิทธิ์เข้าใช้ระบบประสาน ศูนย์ปฏิบัติการกระทรวงแรงงาน\n"
                "ชื่อผู้ใช้: %(username)s\nกำหนดรหัสผ่านที่: %(link)s\n\nลิงก์ใช้ได้ครั้งเดียว หากหมดอายุให้กด “ลืมรหัสผ่าน” ที่หน้าเข้าสู่ระบบ\n"
            )
            % told
        )
        send_mail(_("เชิญเข้าใช้ระบบประสาน"), body, settings.DEFAULT_FROM_EMAIL, [person.email])


@app.task(name=TELL_JOB, queue="mail", retry=RetryStrategy(max_attempts=6, exponential_wait=10))
def tell_second_factor_reset(person_id: int) -> None:
    """Tell a person that their second factors were taken away, so that one who did not ask notices."""
    person = Person.objects.active().filter(pk=person_id).exclude(email="").first()
    if person is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        told = {"name": person.full_name, "phone": settings.HELP_PHONE}
        body = (
            _(
                "เรียน %(name)s\n\nผู้ดูแลบัญชียกเลิกการยืนยันตัวตนสองชั้นของบัญชีท่านแล้ว "
                "เข้าสู่ระบบด้วยรหัสผ่าน แล้วตั้งใหม่ที่ “การตั้งค่าของฉัน”\n\nหากท่านไม่ได้ขอ โปรดแจ้งทันที โทร %(phone)s\n"
            )
            % told
        )
        subject = _("ยกเลิกการยืนยันตัวตนสองชั้นของบัญชีท่านแล้ว")
        send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [person.email])
