"""What is told of a worker, as codes with Thai words, and the definitions by which employment is told."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class IdKind(models.TextChoices):
    """By which paper a person is known."""

    THAI = "thai", _("เลขประจำตัวประชาชน")
    PASSPORT = "passport", _("หนังสือเดินทาง")
    NONE = "none", _("ไม่มีเอกสาร")


class Sex(models.TextChoices):
    """Sex as told; blank where it is not."""

    MALE = "male", _("ชาย")
    FEMALE = "female", _("หญิง")


class Employment(models.TextChoices):
    """How somebody works; blank where it was not told."""

    EMPLOYEE = "employee", _("ลูกจ้าง")
    INFORMAL = "informal", _("แรงงานนอกระบบ")
    UNEMPLOYED = "unemployed", _("ว่างงาน")


class InformalGroup(models.TextChoices):
    """Groups of informal workers."""

    HOME = "home", _("ผู้รับงานไปทำที่บ้าน")
    DOMESTIC = "domestic", _("ลูกจ้างทำงานบ้าน")
    RIDER = "rider", _("ไรเดอร์และคนขับรับจ้าง")
    VENDOR = "vendor", _("หาบเร่แผงลอย")
    FARMER = "farmer", _("เกษตรพันธสัญญา")
    OWN = "own", _("ประกอบอาชีพอิสระ")
    FAMILY = "family", _("ช่วยธุรกิจครัวเรือน")


class Section(models.TextChoices):
    """Section of the Social Security Act under which somebody is insured; blank where it was not told."""

    NONE = "none", _("ไม่เป็นผู้ประกันตน")
    M33 = "33", _("มาตรา 33")
    M39 = "39", _("มาตรา 39")
    M40 = "40", _("มาตรา 40")


class Channel(models.TextChoices):
    """How a person wants to hear."""

    NONE = "none", _("ไม่ประสงค์ให้ติดต่อ")
    SMS = "sms", _("ข้อความสั้น (SMS)")
    CALL = "call", _("โทรศัพท์")
    EMAIL = "email", _("อีเมล")
    LETTER = "letter", _("จดหมาย")


class Protected(models.TextChoices):
    """Why a person is identifiable to the offices of the case alone; blank for everybody else."""

    TRAFFICKING = "trafficking", _("ผู้เสียหายจากการค้ามนุษย์")
    CHILD = "child", _("เด็ก")


class Occupation(models.TextChoices):
    """Major groups of occupations, ISCO-08."""

    MANAGERS = "1", _("ผู้จัดการ ข้าราชการระดับอาวุโส และผู้บัญญัติกฎหมาย")
    PROFESSIONALS = "2", _("ผู้ประกอบวิชาชีพด้านต่าง ๆ")
    TECHNICIANS = "3", _("เจ้าหน้าที่เทคนิคและผู้ประกอบวิชาชีพที่เกี่ยวข้อง")
    CLERKS = "4", _("เสมียน")
    SERVICE = "5", _("พนักงานบริการและผู้จำหน่ายสินค้า")
    AGRICULTURE = "6", _("ผู้ปฏิบัติงานที่มีฝีมือด้านเกษตร ป่าไม้ และประมง")
    CRAFT = "7", _("ช่างฝีมือและผู้ปฏิบัติงานที่เกี่ยวข้อง")
    OPERATORS = "8", _("ผู้ควบคุมเครื่องจักรโรงงานและเครื่องจักร และผู้ปฏิบัติงานด้านการประกอบ")
    ELEMENTARY = "9", _("ผู้ประกอบอาชีพงานพื้นฐาน")
    ARMED = "0", _("ทหาร")


class Industry(models.TextChoices):
    """Sections of industries, ISIC revision 4."""

    AGRICULTURE = "A", _("เกษตรกรรม การป่าไม้ และการประมง")
    MINING = "B", _("การทำเหมืองแร่และเหมืองหิน")
    MANUFACTURING = "C", _("การผลิต")
    ENERGY = "D", _("ไฟฟ้า ก๊าซ ไอน้ำ และระบบปรับอากาศ")
    WATER = "E", _("การจัดหาน้ำ การจัดการน้ำเสียและของเสีย")
    CONSTRUCTION = "F", _("การก่อสร้าง")
    TRADE = "G", _("การขายส่งและการขายปลีก การซ่อมยานยนต์")
    TRANSPORT = "H", _("การขนส่งและสถานที่เก็บสินค้า")
    ACCOMMODATION = "I", _("ที่พักแรมและบริการด้านอาหาร")
    INFORMATION = "J", _("ข้อมูลข่าวสารและการสื่อสาร")
    FINANCE = "K", _("กิจกรรมทางการเงินและการประกันภัย")
    REAL_ESTATE = "L", _("กิจกรรมอสังหาริมทรัพย์")
    PROFESSIONAL = "M", _("กิจกรรมวิชาชีพ วิทยาศาสตร์ และเทคนิค")
    SUPPORT = "N", _("กิจกรรมการบริหารและบริการสนับสนุน")
    PUBLIC = "O", _("การบริหารราชการ การป้องกันประเทศ และการประกันสังคมภาคบังคับ")
    EDUCATION = "P", _("การศึกษา")
    HEALTH = "Q", _("สุขภาพและสังคมสงเคราะห์")
    ARTS = "R", _("ศิลปะ ความบันเทิง และนันทนาการ")
    OTHER = "S", _("กิจกรรมบริการอื่น ๆ")
    HOUSEHOLDS = "T", _("การจ้างงานในครัวเรือนส่วนบุคคล")
    INTERNATIONAL = "U", _("องค์การระหว่างประเทศ")


class Purpose(models.TextChoices):
    """What an office may use a person's data for."""

    SERVICE = "service", _("ให้บริการแก่เจ้าของข้อมูล")
    REFERRAL = "referral", _("ส่งต่อและติดตามเรื่อง")
    OUTREACH = "outreach", _("เข้าถึงและแจ้งสิทธิ")


class Ground(models.TextChoices):
    """The legal basis of a purpose: Personal Data Protection Act B.E. 2562, sections 19 and 24."""

    CONSENT = "consent", _("ความยินยอม")
    LEGAL_DUTY = "legal-duty", _("หน้าที่ตามกฎหมาย")
    PUBLIC_TASK = "public-task", _("ภารกิจเพื่อประโยชน์สาธารณะ")
    VITAL = "vital", _("ป้องกันอันตรายต่อชีวิตหรือร่างกาย")


@dataclass(frozen=True, slots=True)
class Definition:
    """By which definition employment is told: its name and where it stands."""

    name: str | Promise
    source: str


DEFINITIONS = {
    "nso": Definition(
        _("แรงงานนอกระบบตามสำนักงานสถิติแห่งชาติ"),
        "สำนักงานสถิติแห่งชาติ การสำรวจแรงงานนอกระบบ: ผู้มีงานทำที่ไม่ได้รับความคุ้มครองและไม่มีหลักประกันทางสังคมจากการทำงาน",
    ),
    "icls-21": Definition(
        _("การทำงานนอกระบบตามที่ประชุมนักสถิติแรงงานระหว่างประเทศ ครั้งที่ 21"),
        "ILO, 21st International Conference of Labour Statisticians (2023), Resolution I",
    ),
}
"""The definitions that may be named, by code."""
DEFAULT_DEFINITION = "nso"
