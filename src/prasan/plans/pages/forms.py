"""Forms of a plan's lines: what people type, read into columns; every fault is told in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.forms import DateField, PersonField
from prasan.directory.models import Area, Office, Person
from prasan.kernel.digits import REASONS, format_scaled, from_scaled, to_scaled
from prasan.plans import queries
from prasan.plans.models import BeneficiaryLine, MoneyLine, Plan, known_labels
from prasan.plans.models.lines import AMOUNTS
from prasan.plans.parts import FOLLOW_UP, PARTS, WORDS
from prasan.registers.models import Indicator

BAHT = gettext_lazy("บาท")


class ScaledField(forms.CharField):
    """A number typed as people write it, Thai digits or Arabic, thousands or not, as an exact scaled integer."""

    decimals = 0

    def __init__(self, *, unit: str | Promise = "", empty: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.unit, self.empty = unit, empty

    def clean(self, value: Any) -> Any:
        """Return the scaled integer, `empty` where nothing was typed."""
        text = super().clean(value)
        if not text:
            return self.shape(self.empty)
        read = to_scaled(text[:60], self.decimals, [str(self.unit)] if self.unit else [])
        if read.value is None:
            reason = REASONS.get(read.refused or "", "")
            raise ValidationError(
                _("“%(text)s” อ่านเป็นตัวเลขไม่ได้ %(reason)s"), params={"text": text[:60], "reason": reason}
            )
        return self.shape(read.value)

    def shape(self, value: int | None) -> Any:
        """Return the value as its column takes it."""
        return value

    def prepare_value(self, value: Any) -> Any:
        """Show a stored value as people write it; what was typed stays as it was typed."""
        if isinstance(value, int):
            return format_scaled(value, self.decimals).removesuffix(".00")
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class BahtField(ScaledField):
    """An amount of money, kept in satang."""

    decimals = 2


class DecimalField(ScaledField):
    """A value with two decimals, kept as an exact decimal."""

    decimals = 2

    def shape(self, value: int | None) -> Any:
        """Return the exact decimal."""
        return None if value is None else from_scaled(value, 2)


class Numbers(forms.TypedMultipleChoiceField):
    """Several of some rows, by number."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, **options)


def _word(name: str) -> Any:
    return WORDS[name]


def missing(part: str, name: str) -> str:
    """Return what to tell the person who left a mandatory field empty, in the words of the rule."""
    words = {
        "start": _("โปรดใส่วันเริ่ม"), "end": _("โปรดใส่วันสิ้นสุด"), "due": _("โปรดใส่วันครบกำหนด"),
        "goal_th": _("โปรดใส่เป้าหมาย: ใครดีขึ้น เท่าไร"), "responsible": _("โปรดใส่ผู้รับผิดชอบหลัก"),
        "policies": _("โปรดเลือกนโยบายที่โครงการนี้ตอบ อย่างน้อยหนึ่งเรื่อง"), "who_th": _("โปรดบอกว่าใครได้ประโยชน์"),
        "number": _("โปรดใส่จำนวน (คนหนึ่งนับครั้งเดียว)"),
    }  # fmt: skip
    names = {"project": _("โปรดใส่ชื่อโครงการ"), "activity": _("โปรดใส่ชื่อกิจกรรม"), "milestone": _("โปรดใส่ชื่อหมุดหมาย")}
    return names[part] if name == "name_th" else words.get(name, _("โปรดกรอกช่องนี้"))


class LineForm(forms.Form):
    """Base of the five forms.

    Parameters: `plan`; `actor`, who types; `line`, the row that is changed, or None; `project`, which it
    hangs on.
    """

    part = ""
    many: tuple[str, ...] = ()

    def __init__(self, *args: Any, plan: Plan, actor: Any, line: Any = None, project: Any = None, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **more})
        self.plan, self.actor, self.line, self.project = plan, actor, line, project
        for name, field in self.fields.items():
            field.error_messages["required"] = missing(self.part, name)
        self.choices()
        if line is not None and not self.is_bound:
            self.initial = {name: self._stored(name) for name in self.fields}

    def choices(self) -> None:
        """Fill the choices that depend on the plan."""

    def offer_labels(self) -> None:
        """Offer the labels in use, and those that the line carries already."""
        kept = self.line.labels if self.line is not None else ()
        self.fields["labels"].choices = known_labels(offered=kept)  # type: ignore[attr-defined]

    def _stored(self, name: str) -> Any:
        value: Any = (
            getattr(self.line, f"{name}_id", None) if name in {"office", "area", "activity", "indicator"} else None
        )
        if value is None and name not in {"area", "activity", "indicator"}:
            value = getattr(self.line, name)
        if name in self.many:
            return list(value.values_list("pk", flat=True))
        return value.full_name if isinstance(value, Person) else value

    def values(self) -> dict[str, Any]:
        """Return the columns by their attribute."""
        found = {}
        for name, value in self.cleaned_data.items():
            if name in self.many:
                continue
            field = PARTS[self.part].model._meta.get_field(name)
            if field.is_relation:
                number = value.pk if isinstance(value, Person) else int(value) if value else None
                found[f"{name}_id"] = number
            else:
                found[name] = value
        return found

    def relations(self) -> dict[str, list[int]]:
        """Return the relations to many."""
        return {name: self.cleaned_data[name] for name in self.many}


def offices(plan: Plan) -> list[tuple[int, str]]:
    """Return the offices that can answer for lines of a plan: one query."""
    rows = Office.objects.filter(kind=Office.Kind.PROVINCIAL, agency__isnull=False, valid_to=None)
    if plan.area_id is not None:
        rows = rows.filter(area_id=plan.area_id)
    elif plan.group_id is not None:
        rows = rows.filter(area_id__in=[one.area_id for one in queries.members(plan)])
    else:
        rows = Office.objects.filter(Q(agency_id=plan.agency_id) | Q(pk=plan.office_id), valid_to=None)
        rows = rows.exclude(kind__in=[Office.Kind.BRANCH, Office.Kind.ABROAD])
    rows = rows.order_by("area_id", "agency__order", "code")
    return [(one.pk, one.name) for one in rows.only("name_th", "name_en")]


def areas(plan: Plan) -> list[tuple[Any, str]]:
    """Return the places of a plan's lines: the province and its districts, else provinces: one query."""
    rows = Area.objects.only("name_th", "name_en", "kind").order_by("kind", "sort_th", "id")
    if plan.area_id is not None:
        rows = rows.filter(Q(pk=plan.area_id) | Q(parent_id=plan.area_id)).order_by("-kind", "sort_th", "id")
    elif plan.group_id is not None:
        rows = rows.filter(pk__in=[one.area_id for one in queries.members(plan)])
    else:
        rows = rows.filter(kind=Area.Kind.PROVINCE)
    return [("", _("ทั้งพื้นที่ของแผน")), *((one.pk, one.name) for one in rows)]


class ProjectForm(LineForm):
    """A project: goal, period and main responsible person are mandatory."""

    part, many = "project", ("policies", "indicators")
    name_th = forms.CharField(label=_word("name_th"), max_length=300)
    goal_th = forms.CharField(label=_word("goal_th"), max_length=2000, widget=forms.Textarea)
    start = DateField(label=_word("start"))
    end = DateField(label=_word("end"))
    multi_year = forms.BooleanField(label=_word("multi_year"), required=False)
    office = forms.ChoiceField(label=_word("office"))
    responsible = PersonField(label=_word("responsible"))
    policies = Numbers(label=_word("policies"))
    indicators = Numbers(label=_word("indicators"), required=False)
    labels = forms.MultipleChoiceField(label=_word("labels"), required=False, widget=forms.CheckboxSelectMultiple)

    def choices(self) -> None:
        """Offer the offices, the policies of the set in force (and those linked already), their indicators."""
        self.offer_labels()
        self.fields["office"].choices = offices(self.plan)  # type: ignore[attr-defined]
        sets = queries.sets_of(self.plan, self.actor)
        linked = set(self.line.policies.values_list("pk", flat=True)) if self.line is not None else set()
        current = sets.policies.get(sets.in_force.pk, [])
        offered = [one for one in current if one.withdrawn_on is None or one.pk in linked]
        older = [one for some in sets.policies.values() for one in some if one.pk in linked]
        offered += [one for one in older if one.policy_set_id != sets.in_force.pk]
        self.fields["policies"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"{one.get_axis_display()} {one.number}. {one.name}") for one in offered
        ]
        rows = (
            Indicator.objects.in_use()
            .filter(policy_id__in=[one.pk for one in offered])
            .order_by("policy_id", "-is_main")
        )
        self.fields["indicators"].choices = [(one.pk, f"{one.name} ({one.unit})") for one in rows]  # type: ignore[attr-defined]
        self.fields["responsible"].help_text = _("ชื่อ-นามสกุล ชื่อผู้ใช้ หรืออีเมล")
        self.fields["goal_th"].help_text = _("ใครดีขึ้น กี่คน อย่างไร วัดได้")


class ActivityForm(LineForm):
    """An activity of a project."""

    part, many = "activity", ("co_offices",)
    name_th = forms.CharField(label=_word("name_th"), max_length=300)
    start = DateField(label=_word("start"))
    end = DateField(label=_word("end"))
    weight = DecimalField(label=_word("weight"), unit="%")
    office = forms.ChoiceField(label=_word("office"))
    responsible = PersonField(label=_word("responsible"), required=False)
    co_offices = Numbers(label=_word("co_offices"), required=False)
    partners = forms.CharField(label=_word("partners"), max_length=1000, required=False)
    area = forms.ChoiceField(label=_word("area"), required=False)
    place = forms.CharField(label=_word("place"), max_length=200, required=False)
    labels = forms.MultipleChoiceField(label=_word("labels"), required=False, widget=forms.CheckboxSelectMultiple)
    indicator = forms.ChoiceField(label=_word("indicator"), required=False)
    target = DecimalField(label=_word("target"), required=False)

    def choices(self) -> None:
        """Offer offices, places and labels."""
        self.offer_labels()
        known = offices(self.plan)
        self.fields["office"].choices = known  # type: ignore[attr-defined]
        self.fields["co_offices"].choices = known  # type: ignore[attr-defined]
        self.fields["area"].choices = areas(self.plan)  # type: ignore[attr-defined]
        self.fields["indicator"].choices = self._measures()  # type: ignore[attr-defined]
        self.fields["target"].help_text = _("ในหน่วยของตัวชี้วัด ถึงสิ้นกิจกรรม")
        self.fields["weight"].help_text = _("ส่วนของงานทั้งโครงการ น้ำหนักทุกกิจกรรมรวมกันได้ 100")
        if not self.is_bound and self.line is None and self.project is not None:
            self.initial = {"start": self.project.start, "end": self.project.end, "office": self.project.office_id}

    def _measures(self) -> list[tuple[Any, str]]:
        """Return the indicators of the policies that the project serves, and the one it has."""
        mine = Q(policy__in=self.project.policies.all()) if self.project is not None else Q(pk__in=[])
        kept = Q(pk=self.line.indicator_id) if self.line is not None and self.line.indicator_id else Q(pk__in=[])
        rows = Indicator.objects.visible_to(self.actor).in_use().filter(mine | kept).order_by("policy_id", "-is_main")
        return [("", "–"), *((one.pk, f"{one.name} ({one.unit})") for one in rows)]


class MilestoneForm(LineForm):
    """A milestone of an activity."""

    part = "milestone"
    name_th = forms.CharField(label=_word("name_th"), max_length=300)
    due = DateField(label=_word("due"))


class MoneyForm(LineForm):
    """Money of a project from one source."""

    part = "money"
    source = forms.ChoiceField(label=_word("source"), choices=MoneyLine.Source.choices)
    budget_code = forms.CharField(label=_word("budget_code"), max_length=40, required=False)
    giver = forms.CharField(label=_word("giver"), max_length=200, required=False)
    activity = forms.ChoiceField(label=_word("activity"), required=False)
    allocated = BahtField(label=_word("allocated"), unit=BAHT, empty=0, required=False)
    transferred = BahtField(label=_word("transferred"), unit=BAHT, empty=0, required=False)
    carried_over = BahtField(label=_word("carried_over"), unit=BAHT, empty=0, required=False)
    committed = BahtField(label=_word("committed"), unit=BAHT, empty=0, required=False)
    spent = BahtField(label=_word("spent"), unit=BAHT, empty=0, required=False)

    def choices(self) -> None:
        """Offer the project's activities."""
        rows = self.project.activities.order_by("number") if self.project is not None else ()
        whole = ("", _("ทั้งโครงการ"))
        self.fields["activity"].choices = [whole, *((one.pk, one.name_th) for one in rows)]  # type: ignore[attr-defined]


class BeneficiaryForm(LineForm):
    """Who benefits, how many, and how one sees that it lasts."""

    part = "beneficiary"
    kind = forms.ChoiceField(
        label=_word("kind"), choices=BeneficiaryLine.Kind.choices, widget=forms.RadioSelect, initial="people"
    )
    who_th = forms.CharField(label=_word("who_th"), max_length=200)
    number = ScaledField(label=_word("number"))
    area = forms.ChoiceField(label=_word("area"), required=False)
    outcome = forms.ChoiceField(label=_word("outcome"), choices=BeneficiaryLine.Outcome.choices)
    unit_th = forms.CharField(label=_word("unit_th"), max_length=60, required=False)
    before = DecimalField(label=_word("before"), required=False)
    after = DecimalField(label=_word("after"), required=False)
    later = DecimalField(label=_word("later"), required=False)
    reached = ScaledField(label=_word("reached"), required=False)

    def choices(self) -> None:
        """Offer places."""
        self.fields["area"].choices = areas(self.plan)  # type: ignore[attr-defined]
        self.fields["who_th"].help_text = _("เช่น แรงงานนอกระบบภาคเกษตร หรือวิสาหกิจชุมชน")
        self.fields["unit_th"].help_text = _("เช่น บาทต่อเดือน ใส่เมื่อกรอกค่าก่อนและหลัง")


class RecordForm(LineForm):
    """Results of a line: the columns that are recorded while the plan is carried out."""

    def __init__(self, *args: Any, part: str, **more: Any) -> None:
        self.part = part
        super().__init__(*args, **more)

    def choices(self) -> None:
        """Take the fields of results."""
        for name in PARTS[self.part].results:
            if self.plan.state == Plan.State.CLOSED and name not in FOLLOW_UP:
                continue
            if name.endswith("_on"):
                self.fields[name] = DateField(label=_word(name), required=False)
            elif name in AMOUNTS:
                self.fields[name] = BahtField(label=_word(name), unit=_("บาท"), empty=0, required=False)
            elif name == "reached":
                self.fields[name] = ScaledField(label=_word(name), required=False)
            else:
                self.fields[name] = DecimalField(label=_word(name), unit=self.line.unit_th, required=False)


FORMS: dict[str, type[LineForm]] = {
    form.part: form for form in (ProjectForm, ActivityForm, MilestoneForm, MoneyForm, BeneficiaryForm)
}
