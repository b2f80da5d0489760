"""The service directory: national services copied to offices, what differs shown, kept fresh by whoever offers them."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from prasan.directory.models import Office
from prasan.kernel.services import Freshness
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.commands.proof import differences
from prasan.platform.journal.models import Entry
from prasan.registers.commands import (
    AddService,
    AddTemplate,
    ChangeService,
    ChangeTemplate,
    CloseService,
    ConfirmService,
    CopyTemplate,
    PauseService,
    PutInForce,
    ReopenService,
    WithdrawTemplate,
    copy_to_provinces,
)
from prasan.registers.models import Service, ServiceTemplate
from tests.registers.conftest import TOLD

pytestmark = pytest.mark.django_db


def copied(w, code="DOE-92"):
    copy_to_provinces(w.centre, w.template)
    return Service.objects.select_related("template", "office").get(office__code=code)


def test_a_draft_is_the_departments_until_it_is_in_force(w):
    draft = perform(w.centre, AddTemplate(values=TOLD | {"code": "other"}))
    told = {"department": w.centre, "officer": w.officer, "plo": w.plo}
    seen = {name: ServiceTemplate.objects.visible_to(one).filter(pk=draft.pk).exists() for name, one in told.items()}
    assert seen == {"department": True, "officer": False, "plo": False}
    perform(w.centre, PutInForce(target_id=draft.pk))
    assert ServiceTemplate.objects.visible_to(w.officer).filter(pk=draft.pk).exists()
    with pytest.raises(RuleBroken):
        perform(w.centre, PutInForce(target_id=draft.pk))


def test_it_is_copied_once_to_every_province_in_one_set(w):
    first = copy_to_provinces(w.centre, w.template)
    assert (first.made, first.had, first.refused) == (2, 0, [])
    assert sorted(Service.objects.values_list("office__code", flat=True)) == ["DOE-80", "DOE-92"]
    again = copy_to_provinces(w.centre, w.template)
    assert (again.made, again.had) == (0, 2)
    lines = Entry.objects.filter(verb="registers.copy_template").order_by("area_id")
    assert [(one.object_label, one.area_id) for one in lines] == [
        ("จัดหางานในประเทศ · DOE-80", 800_000), ("จัดหางานในประเทศ · DOE-92", 920_000),
    ]  # fmt: skip


def test_what_a_closed_office_had_comes_anew(w):
    one = copied(w)
    perform(w.officer, CloseService(target_id=one.pk, reason="ย้ายงาน"))
    assert copy_to_provinces(w.centre, w.template).made == 1
    assert Service.objects.filter(office__code="DOE-92").count() == 2


def test_the_set_form_equals_the_single_form(w):
    draft = perform(w.centre, AddTemplate(values=TOLD | {"code": "other"}))
    offices = {one.code: one for one in Office.objects.all()}
    rows = [
        {"template_id": template, "office_id": offices[code].pk, "area_id": offices[code].area_id}
        for template in (w.template.pk, draft.pk)
        for code in ("DOE-92", "DSD-92")
    ]
    for who in (SYSTEM, w.centre, w.officer, w.world.actors["department-officer", "other-department"]):
        assert differences(who, CopyTemplate, rows, ignore=["id", "uid"]) == []


def test_only_what_differs_is_kept_and_shown(w):
    one = copied(w)
    same = {"days": 1, "fee": 0, "papers": ["id-card"], "hours_th": "08.30–16.30 น."}
    one = perform(w.officer, ChangeService(target_id=one.pk, values=same))
    assert one.drift == ()
    assert (one.days, one.fee, one.papers, one.hours_th) == (None, None, None, "08.30–16.30 น.")
    one = perform(w.officer, ChangeService(target_id=one.pk, values={"days": 3, "papers": ["id-card", "photo"]}))
    assert [(d.name, d.national, d.own) for d in one.drift] == [
        ("papers", ["id-card"], ["id-card", "photo"]), ("days", 1, 3),
    ]  # fmt: skip
    assert (one.term("days"), one.term("fee"), one.promise.of("service")) == (3, 0, dt.timedelta(hours=21))
    perform(w.centre, ChangeTemplate(target_id=w.template.pk, values={"days": 3, "fee": 2000}))
    one = Service.objects.get(pk=one.pk)
    assert ([d.name for d in one.drift], one.term("fee")) == (["papers"], 2000)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name_th": " "}, "name_th"), ({"who": ["king"]}, "who"), ({"age_to": 3}, "age_to"),
        ({"age_from": 121}, "age_from"), ({"fee": -1}, "fee"), ({"days": 366}, "days"),
        ({"papers": ["soul"]}, "papers"), ({"promises": {"lunch": 1}}, "promises"),
        ({"promises": {"answer": 0}}, "promises"), ({"sections": ["41"]}, "sections"),
    ],
)  # fmt: skip
def test_terms_that_no_service_has_are_refused(w, values, field):
    with pytest.raises(RuleBroken) as caught:
        perform(w.centre, ChangeTemplate(target_id=w.template.pk, values=values))
    assert caught.value.field == field


def test_who_is_entitled_is_not_the_offices_to_say(w):
    one = copied(w)
    for values in ({"name_th": "อื่น"}, {"who": []}, {"age_from": 18}):
        with pytest.raises(RuleBroken):
            perform(w.officer, ChangeService(target_id=one.pk, values=values))
    with pytest.raises(Refused):
        perform(w.twin, ChangeService(target_id=one.pk, values={"days": 9}))


def test_confirmed_by_whom_and_when_and_old_after_a_while(w):
    one, today = copied(w), timezone.localdate()
    assert one.freshness(today) is Freshness.NEVER
    one = perform(w.officer, ConfirmService(target_id=one.pk))
    assert (one.checked_on, one.checked_by_id) == (today, w.officer.person_id)
    assert one.freshness(today + dt.timedelta(days=181)).is_flagged
    Service.objects.filter(pk=one.pk).update(checked_on=today - dt.timedelta(days=100))
    one = perform(w.officer, ChangeService(target_id=one.pk, values={"days": 2}))
    assert one.freshness(today) is Freshness.ADVISED
    one = perform(w.officer, ChangeService(target_id=one.pk, values={"days": 2}, confirmed=True))
    assert one.freshness(today) is Freshness.FRESH


def test_a_pause_says_why_and_nobody_is_sent_there(w):
    one = copied(w)
    with pytest.raises(RuleBroken):
        perform(w.officer, PauseService(target_id=one.pk))
    perform(w.officer, PauseService(target_id=one.pk, reason="น้ำท่วมสำนักงาน"))
    assert Service.objects.offered().filter(pk=one.pk, paused_reason="น้ำท่วมสำนักงาน").exists()
    assert not Service.objects.taking().filter(pk=one.pk).exists()
    perform(w.officer, ReopenService(target_id=one.pk))
    assert Service.objects.taking().filter(pk=one.pk, paused_reason="").exists()


def test_what_is_not_offered_is_seen_by_whoever_it_belongs_to(w):
    one = copied(w)
    perform(w.centre, WithdrawTemplate(target_id=w.template.pk, reason="รวมกับบริการอื่น"))
    seen = [name for name in ("officer", "twin", "centre", "plo") if _sees(getattr(w, name), one)]
    assert seen == ["officer", "centre", "plo"]
    assert not Service.objects.offered().exists()


def _sees(actor, one):
    return Service.objects.visible_to(actor).filter(pk=one.pk).exists()


def test_a_partners_own_service_is_kept_by_the_partner_or_the_province(w):
    partner = Office.objects.create(
        code="NGO-92", kind="outside", area=w.world.areas["92"], name_th="มูลนิธิ", parent=w.world.offices["OPS"]
    )
    told = {"name_th": "ที่พักชั่วคราว", "who": ["informal"]}
    one = perform(w.plo, AddService(office_id=partner.pk, values=told))
    assert (one.template, one.drift, one.checked_on) == (None, (), timezone.localdate())
    assert one.conditions.who == {"informal"}
    perform(w.plo, ChangeService(target_id=one.pk, values={"name_th": "บ้านพัก", "age_to": 60}))
    assert Service.objects.get(pk=one.pk).name == "บ้านพัก"
    far = w.world.actors["plo", "far"]
    for who in (far, w.officer):
        with pytest.raises(Refused):
            perform(who, AddService(office_id=partner.pk, values=told))


def test_the_table_itself_refuses_a_second_copy_and_half_a_partner(w):
    one = copied(w)
    for told in (
        {"template_id": one.template_id, "office_id": one.office_id, "area_id": one.area_id},
        {"template_id": None, "office_id": one.office_id, "area_id": one.area_id},
        {"template_id": one.template_id, "office_id": w.plo.office_id, "area_id": one.area_id, "name_th": "ชื่ออื่น"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor():
            Service.objects.create(**told)
