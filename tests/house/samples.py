"""One subject for every verb, as its policy meets it; all belong to DOE-92, the employment office in Trang."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.connect.models import ApiToken, CalendarFeed
from prasan.desk.models import Appointment, SituationReport
from prasan.directory.models import (
    AreaGroup,
    Delegation,
    Holiday,
    Membership,
    Office,
    Pack,
    Person,
    Seat,
    TransferLine,
    TransferOrder,
    Upload,
)
from prasan.plans.models import AccountMap, AccountReport, Cascade, DevLine, Label, Offer, Plan, SentFile
from prasan.platform.comments.models import Comment, Follow
from prasan.platform.jobs.models import JobProgress
from prasan.platform.journal.models import Entry
from prasan.progress.models import (
    CallAnswer,
    ColumnMap,
    Correction,
    DataCall,
    Exemption,
    Filled,
    FrozenSet,
    Load,
    OfficeSet,
    Opening,
    Report,
)
from prasan.registers.models import (
    FiscalYear,
    Indicator,
    Policy,
    PolicySet,
    ReferenceSeries,
    Setting,
    Strategy,
    Target,
    WarningLimit,
)
from prasan.situation.models import Alert, Event
from tests.house.counter_samples import CASES_AND_COUNTER
from tests.house.directive_samples import DIRECTIVES
from tests.house.intake_samples import INTAKE
from tests.house.meeting_after_samples import MEETINGS_AFTER
from tests.house.meeting_samples import MEETINGS
from tests.house.rights import Sample
from tests.house.service_samples import SERVICES
from tests.house.situation_samples import SITUATION
from tests.house.watch_samples import WATCH
from tests.house.worker_samples import WORKERS
from tests.house.world import World


def office(world: World) -> Office:
    return world.offices["DOE-92"]


def report(world: World) -> Report:
    if "report" not in world.extra:
        world.extra["report"] = Report.objects.create(
            office=office(world), area=world.areas["92"], period=256901, due=dt.date(2025, 11, 5)
        )
    found: Report = world.extra["report"]
    return found


def correction(world: World) -> Correction:
    if "correction" not in world.extra:
        whole = report(world)
        world.extra["correction"] = Correction.objects.create(
            report=whole, office=whole.office, area=whole.area, period=whole.period, reason="พบยอดซ้ำ"
        )
    found: Correction = world.extra["correction"]
    return found


def new_correction(world: World) -> Correction:
    whole = report(world)
    return Correction(report=whole, office=whole.office, area=whole.area, period=whole.period, reason="พบยอดซ้ำ")


def opening(world: World) -> Opening:
    return Opening(office=office(world), area=world.areas["92"], period=256901, reason="น้ำท่วม")


def new_report(world: World) -> Report:
    return Report(office=office(world), area=world.areas["92"], period=256902)


def policy_set(world: World) -> PolicySet:
    return PolicySet.objects.get_or_create(
        code="fy2569", defaults={"name_th": "นโยบาย", "giver_th": "รัฐมนตรี", "fiscal_year": 2569}
    )[0]


def policy(world: World) -> Policy:
    return Policy.objects.get_or_create(
        policy_set=policy_set(world), axis="agenda", number=1, defaults={"name_th": "แรงงานนอกระบบ"}
    )[0]


def indicator(world: World) -> Indicator:
    return Indicator.objects.get_or_create(
        code="one",
        defaults={"name_th": "คน", "policy": policy(world), "lead_id": "DOE", "unit_th": "คน", "counted": "people"},
    )[0]


def target(world: World) -> Target:
    return Target.objects.get_or_create(
        indicator=indicator(world),
        area=world.areas["92"],
        fiscal_year=2569,
        defaults={"office": office(world), "value": 12, "path": list(range(1, 13))},
    )[0]


def exemption(world: World) -> Exemption:
    """A request of the subject's office about its own target."""
    if "exemption" not in world.extra:
        world.extra["exemption"] = Exemption(target=target(world), office=office(world), reason="ไม่มีงานนี้")
    found: Exemption = world.extra["exemption"]
    return found


def strategy(world: World) -> Strategy:
    return Strategy.objects.get_or_create(code="plan", defaults={"name_th": "แผน", "level": "national"})[0]


def setting(world: World) -> Any:
    return Setting.objects.get_or_create(code="report-due-day", defaults={"value": 5})[0]


def person(world: World) -> Person:
    assert world.person is not None
    return world.person


def new_person(world: World) -> Person:
    return Person(username="new", given_name="ใหม่")


def seat(world: World) -> Seat:
    assert world.seat is not None
    return world.seat


def new_seat(world: World) -> Seat:
    return Seat(person=person(world), office=office(world), role="agency-officer", start=dt.date(2026, 10, 1))


def delegation(world: World) -> Delegation:
    first, last = dt.date(2026, 1, 1), dt.date(2026, 1, 31)
    someone = Person.objects.get_or_create(username="someone", defaults={"given_name": "ผู้รับมอบ"})[0]
    return Delegation(seat=seat(world), to=someone, start=first, end=last, order_no="1/2569")


def order(world: World) -> TransferOrder:
    return TransferOrder(number="1/2569", date=dt.date(2026, 9, 1), effective=dt.date(2026, 10, 1))


def upload(world: World) -> Upload:
    content: dict[str, Any] = {"lines": [], "bad": [], "steps": []}
    return Upload(kind="people", person=person(world), file_name="x.csv", content=content)


def holiday(world: World) -> Holiday:
    return Holiday(day=dt.date(2026, 1, 1), area=world.areas["92"], name_th="วันหยุดของจังหวัด")


def group(world: World) -> AreaGroup:
    return AreaGroup(kind="inspection-region", number=1, name_th="ใหม่", order_no="1/2569")


def plan(world: World) -> Plan:
    """The province's plan, written by the office that leads it."""
    return Plan.objects.get_or_create(
        area=world.areas["92"],
        fiscal_year=2569,
        defaults={"office": world.offices["OPS-92"], "policy_set": policy_set(world)},
    )[0]


def new_plan(world: World) -> Plan:
    """Another year's, not begun yet."""
    return Plan(area=world.areas["92"], office=world.offices["OPS-92"], fiscal_year=2570, policy_set=policy_set(world))


def group_plan(world: World) -> Plan:
    """A plan of Nakhon Si Thammarat (lead) and Trang: Trang agrees."""
    group = AreaGroup.objects.get_or_create(kind="province-group", number=6, defaults={"name_th": "กลุ่มจังหวัด"})[0]
    for code, leads in (("80", True), ("92", False)):
        keys = {"valid_from": dt.date(2017, 11, 16), "leads": leads}
        Membership.objects.get_or_create(group=group, area=world.areas[code], defaults=keys)
    return Plan.objects.get_or_create(
        group=group,
        fiscal_year=2569,
        defaults={"office": world.offices["OPS-80"], "policy_set": policy_set(world)},
    )[0]


def cascade(world: World) -> Cascade:
    """A policy cascaded in the year; the policy has no owner yet."""
    keys = {"name_th": "ถ่ายทอด", "goal_th": "เป้าหมาย", "due": dt.date(2026, 1, 31), "state": "offered"}
    return Cascade.objects.get_or_create(policy=policy(world), fiscal_year=2569, defaults=keys)[0]


def offer(world: World) -> Offer:
    """What it asks of Trang."""
    keys = {"office": world.offices["OPS-92"], "state": "offered"}
    return Offer.objects.get_or_create(cascade=cascade(world), area=world.areas["92"], defaults=keys)[0]


def token(world: World) -> ApiToken:
    """A token of the officer who sits in the subject's office."""
    actor = world.actors[("agency-officer", "own")]
    keys = {"person_id": actor.person_id, "seat_id": actor.seat_id}
    return ApiToken.objects.get_or_create(hash="0" * 64, defaults={"expires": dt.date(2099, 1, 1), **keys})[0]


def feed(world: World) -> CalendarFeed:
    """A calendar feed of the officer who sits in the subject's office."""
    actor = world.actors[("agency-officer", "own")]
    keys = {"person_id": actor.person_id, "seat_id": actor.seat_id}
    return CalendarFeed.objects.get_or_create(hash="1" * 64, defaults=keys)[0]


def entry(world: World) -> Entry:
    """A line of the journal about the subject's office."""
    return Entry.objects.create(
        actor_label="-", verb="directory.change_person", model="directory.person", object_id=person(world).pk,
        object_label="-", area_id=world.areas["92"].pk, office_id=office(world).pk, changes={},
    )  # fmt: skip


def background_job(world: World) -> JobProgress:
    """A job that the officer of the subject's office began."""
    return JobProgress.objects.create(job="test", person_id=world.actors[("agency-officer", "own")].person_id)


def dev_line(world: World) -> DevLine:
    """A line of Trang's development plan."""
    return DevLine(area=world.areas["92"], fiscal_year=2569, project_th="โครงการ", key="โครงการ")


def data_call(world: World) -> DataCall:
    """A call that the labour office of Trang asks of DOE-92."""
    if "call" not in world.extra:
        now = timezone.now()
        world.extra["call"] = DataCall.objects.create(
            title="คำขอ", office=world.offices["OPS-92"], deadline=now, sent_at=now, state="sent",
            columns=[{"key": "c1", "name": "จำนวน"}],
        )  # fmt: skip
    found: DataCall = world.extra["call"]
    return found


def call_answer(world: World) -> CallAnswer:
    """The answer of DOE-92."""
    return CallAnswer.objects.get_or_create(
        call=data_call(world), office=office(world), defaults={"area": world.areas["92"]}
    )[0]


def public_event(world: World) -> Event:
    """An event in Trang that everybody may know of; DOE-92 answers for it."""
    found: Event = Event.objects.get_or_create(
        number=1, year=2569,
        defaults={
            "title": "หลอกลวงคนหางาน", "type": "fraud", "area": world.areas["92"], "owner": office(world),
            "is_public": True,
        },
    )[0]  # fmt: skip
    return found


def alert(world: World) -> Alert:
    """A draft of a notice that somebody else worded than who publishes it here."""
    event = public_event(world)
    worded = {"headline_th": "ประกาศ", "description_th": "รายละเอียด", "expires": timezone.now() + dt.timedelta(days=7)}
    return Alert.objects.get_or_create(
        event=event, state="draft",
        defaults={**worded, "prepared_by_id": world.actors["duty-officer", "ministry"].person_id,
                  "prepared_at": timezone.now()},
    )[0]  # fmt: skip


def comment(world: World) -> Comment:
    """What the officer of DOE-92 said about the office's report."""
    person = world.actors[("agency-officer", "own")].person_id
    keys = {"model": "progress.report", "object_id": report(world).pk, "person_id": person}
    return Comment.objects.get_or_create(**keys, defaults={"author": "-", "text": "-"})[0]


def situation(world: World) -> SituationReport:
    """A situation report of the province."""
    return SituationReport(area=world.areas["92"], office=world.offices["OPS-92"], span=256903)


def appointment(world: World) -> Appointment:
    """An appointment of DOE-92 for itself."""
    day = dt.date(2026, 6, 1)
    keys = {"office": office(world), "area": world.areas["92"], "subject": "ประชุม", "start": day, "end": day}
    return Appointment.objects.get_or_create(**keys, audience="office")[0]


SAMPLES: dict[str, Sample] = {
    "connect.make_feed": feed,
    "connect.make_token": token,
    "connect.revoke_feed": feed,
    "connect.revoke_token": token,
    "desk.add_appointment": appointment,
    "desk.cancel_appointment": appointment,
    "desk.change_appointment": appointment,
    "desk.draft_situation": situation,
    "desk.issue_situation": situation,
    "desk.carry_over_targets": lambda world: FiscalYear(year=2570),
    "desk.close_year": lambda world: FiscalYear(year=2570),
    "desk.open_year": lambda world: FiscalYear(year=2570),
    "desk.reopen_year": lambda world: FiscalYear(year=2570),
    "desk.reveal_entry": entry,
    "desk.save_situation": situation,
    "directory.accept_handover": lambda world: TransferLine(person=person(world), leaves=seat(world)),
    "directory.add_group": group,
    "directory.add_holiday": holiday,
    "directory.add_office": lambda world: Office(code="NEW", area=world.areas["92"]),
    "directory.add_person": new_person,
    "directory.apply_regrouping_order": group,
    "directory.apply_transfer_order": order,
    "directory.apply_upload": upload,
    "directory.change_holiday": holiday,
    "directory.change_office_contact": office,
    "directory.change_person": person,
    "directory.change_profile": person,
    "directory.close_account": person,
    "directory.close_office": office,
    "directory.delegate": delegation,
    "directory.end_seat": seat,
    "directory.give_seat": new_seat,
    "directory.invite_person": person,
    "directory.keep_upload": upload,
    "directory.leave": person,
    "directory.move_office": office,
    "directory.open_account": person,
    "directory.queue_upload": upload,
    "directory.record_pack": lambda world: Pack(code="thailand"),
    "directory.remove_holiday": holiday,
    "directory.rename_office": office,
    "directory.reveal_person": person,
    "directory.reset_second_factor": person,
    "directory.revoke_delegation": delegation,
    "directory.set_group_lead": group,
    "directory.set_boundary": lambda world: world.areas["92"],
    "platform.comment": lambda world: Comment(model="progress.report", object_id=report(world).pk),
    "platform.edit_comment": comment,
    "platform.follow": lambda world: Follow(model="progress.report", object_id=report(world).pk),
    "platform.remove_comment": comment,
    "platform.cancel_job": background_job,
    "platform.start_export": lambda world: JobProgress(),
    "plans.accept_offer": offer,
    "plans.activate": plan,
    "plans.add_dev_line": dev_line,
    "plans.decide_account": lambda world: AccountReport(agency_id="DOE", period=256909),
    "plans.keep_accounts": lambda world: SentFile(kind="accounts"),
    "plans.load_accounts": lambda world: SentFile(kind="accounts"),
    "plans.save_account_map": lambda world: AccountMap(),
    "plans.change_dev_line": dev_line,
    "plans.keep_dev_lines": lambda world: SentFile(kind="development"),
    "plans.link_dev_line": dev_line,
    "plans.load_dev_lines": lambda world: SentFile(kind="development"),
    "plans.move_dev_line": dev_line,
    "plans.remove_dev_line": dev_line,
    "plans.agree": group_plan,
    "plans.answer_offer": offer,
    "plans.approve": plan,
    "plans.begin_cascade": cascade,
    "plans.cascade": cascade,
    "plans.change_cascade": cascade,
    "plans.chase_offer": offer,
    "plans.close": plan,
    "plans.close_cascade": cascade,
    "plans.copy": new_plan,
    "plans.decide_answer": offer,
    "plans.land_offer": offer,
    "plans.link_policies": plan,
    "plans.open": new_plan,
    "plans.recall_cascade": cascade,
    "plans.recall_offer": offer,
    "plans.record": plan,
    "plans.remove_expected": cascade,
    "plans.remove_line": plan,
    "plans.return": plan,
    "plans.revise": plan,
    "plans.save_activity": plan,
    "plans.save_beneficiary": plan,
    "plans.save_label": lambda world: Label(code="x"),
    "plans.save_expected": cascade,
    "plans.save_milestone": plan,
    "plans.save_money": plan,
    "plans.save_project": plan,
    "plans.send_offer": offer,
    "plans.split_expected": cascade,
    "plans.submit": plan,
    "plans.take_over": plan,
    "progress.add_column_map": lambda world: ColumnMap(),
    "progress.accept_department": report,
    "progress.accept_province": report,
    "progress.approve": report,
    "progress.ask_exemption": exemption,
    "progress.attach": report,
    "progress.change_column_map": lambda world: ColumnMap(),
    "progress.chase": office,
    "progress.change_call": data_call,
    "progress.chase_call": data_call,
    "progress.close_call": data_call,
    "progress.confirm_call_answer": call_answer,
    "progress.correct_call_answer": call_answer,
    "progress.decline_call": call_answer,
    "progress.extend_call": data_call,
    "progress.keep_office_set": lambda world: OfficeSet(owner=world.offices["OPS-92"]),
    "progress.make_call": lambda world: DataCall(office=world.offices["OPS-92"]),
    "progress.remove_call": data_call,
    "progress.remove_office_set": lambda world: OfficeSet(owner=world.offices["OPS-92"]),
    "progress.reopen_call": data_call,
    "progress.return_call_answer": call_answer,
    "progress.save_call_answer": call_answer,
    "progress.send_call": data_call,
    "progress.send_call_answer": call_answer,
    "progress.correct": new_correction,
    "progress.correction_accept_department": correction,
    "progress.correction_accept_province": correction,
    "progress.correction_approve": correction,
    "progress.correction_return": correction,
    "progress.correction_withdraw": correction,
    "progress.decide_exemption": exemption,
    "progress.detach": report,
    "progress.freeze": lambda world: FrozenSet(area=world.areas["92"], office=office(world)),
    "progress.keep_workbook": lambda world: Filled(),
    "progress.queue_load": lambda world: JobProgress(),
    "progress.load": lambda world: Load(file_name="x.csv"),
    "progress.open": new_report,
    "progress.remove_column_map": lambda world: ColumnMap(),
    "progress.open_month": opening,
    "progress.return": report,
    "progress.save": report,
    "progress.submit": report,
    "progress.tally": office,
    "registers.add_indicator": indicator,
    "registers.add_policy": policy,
    "registers.add_policy_set": policy_set,
    "registers.add_strategy": strategy,
    "registers.announce_policy_set": policy_set,
    "registers.change_indicator": indicator,
    "registers.change_policy": policy,
    "registers.change_policy_set": policy_set,
    "registers.change_setting": setting,
    "registers.change_strategy": strategy,
    "registers.drop_warning_limit": lambda world: WarningLimit(indicator=indicator(world)),
    "registers.link_indicator": indicator,
    "registers.load_policy_set": policy_set,
    "registers.load_reference": lambda world: ReferenceSeries(),
    "registers.mark_not_applicable": target,
    "registers.recall_policy_set": policy_set,
    "registers.reinstate_indicator": indicator,
    "registers.restore_policy": policy,
    "registers.reveal_policy": policy,
    "registers.retire_indicator": indicator,
    "registers.set_owner": policy,
    "registers.set_target": target,
    "registers.set_warning_limit": lambda world: WarningLimit(indicator=indicator(world)),
    "registers.withdraw_policy": policy,
    **DIRECTIVES,
    **CASES_AND_COUNTER,
    **MEETINGS,
    **MEETINGS_AFTER,
    **SERVICES,
    **SITUATION,
    **INTAKE,
    "situation.change_alert": alert,
    "situation.drop_alert": alert,
    "situation.prepare_alert": alert,
    "situation.publish_alert": alert,
    **WATCH,
    **WORKERS,
}
