"""Every verb of the API goes through the door: it works, it is refused with a reason, repeated it happens once."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from prasan.platform.journal.models import Entry
from prasan.progress.models import Report
from prasan.registers.models import Setting, Target
from tests.directives.ground import at as clock_at


def opened(g, caller):
    response = caller("post", "/reports", {"office": "DOE-92", "period": g.period})
    assert response.status_code == 200, response.content.decode()
    return response.json()


def test_the_life_of_a_report(g):
    officer, plo, head = g.token("agency-officer", "own"), g.token("plo", "lead"), g.token("agency-head", "own")
    department = g.token("department-officer", "department")
    report = opened(g, officer)
    at = f"/reports/{report['id']}"
    figures = [{"indicator": "jobs", "value": 9000}]
    saved = officer("put", f"{at}/figures", {"version": 0, "figures": figures}).json()
    assert (saved["version"], saved["figures"][0]["value"]) == (1, 9000)
    assert officer("post", f"{at}/submit").json()["state"] == "submitted"
    returned = plo("post", f"{at}/return", {"reason": "ขอหลักฐาน"}).json()
    assert (returned["state"], returned["returned_reason"]) == ("returned", "ขอหลักฐาน")
    assert officer("post", f"{at}/submit").json()["state"] == "submitted"
    assert head("post", f"{at}/approve", {"version": 0}).status_code == 409
    assert plo("post", f"{at}/accept", {"version": 1}).status_code == 409  # the head comes first
    done = head("post", f"{at}/approve", {"version": 1}).json()
    assert (done["state"], bool(done["approved_by"]), done["province_by"]) == ("approved", True, None)
    for caller, line in ((department, "department"), (plo, "province")):
        assert caller("post", f"{at}/accept", {"version": 1}).json()[f"{line}_by"]
    proposed = {"reason": "นับผิด", "lines": [{"indicator": "jobs", "value": 8990}]}
    one = officer("post", f"{at}/corrections", proposed).json()
    assert (one["state"], one["lines"][0]["was_value"]) == ("submitted", 9000)
    for caller in (head, department):
        assert caller("post", f"/corrections/{one['id']}/accept").json()["state"] == "approved"
    assert officer("get", at).json()["figures"][0]["value"] == 9000
    assert plo("post", f"/corrections/{one['id']}/accept").json()["version"] == 2
    assert officer("get", at).json()["figures"][0]["value"] == 8990
    verbs = list(Entry.objects.filter(verb__startswith="progress.").order_by("id").values_list("verb", flat=True))
    assert [verb.removeprefix("progress.") for verb in verbs] == [
        "open", "save", "submit", "return", "submit", "approve", "accept_department", "accept_province",
        "correct", "correction_approve", "correction_accept_department", "correction_accept_province",
    ]  # fmt: skip


def test_refusals_carry_their_reason(g):
    officer, plo = g.token("agency-officer", "own"), g.token("plo", "lead")
    report = opened(g, officer)
    at = f"/reports/{report['id']}"
    for caller, method, path, body, status in (
        (plo, "post", "/reports", {"office": "DOE-92", "period": g.period}, 403),
        (plo, "put", f"{at}/figures", {"version": 0, "figures": []}, 403),
        (officer, "post", f"{at}/submit", None, 409),  # nothing in it yet
        (officer, "post", f"{at}/approve", {"version": 0}, 403),
        (plo, "post", f"{at}/approve", {"version": 0}, 403),
        (plo, "post", f"{at}/accept", {"version": 0}, 409),  # not sent yet
        (officer, "post", f"{at}/accept", {"version": 0}, 403),
        (officer, "post", f"{at}/corrections", {"reason": "ผิด", "lines": []}, 409),  # still typed as usual
        (officer, "get", "/corrections/999999", None, 404),
        (plo, "post", f"{at}/return", {"reason": ""}, 409),
        (plo, "post", f"{at}/return", {}, 422),
        (officer, "post", "/reports", {"office": "NONE", "period": g.period}, 404),
        (officer, "post", "/reports", {"office": "DOE-92", "period": 256913}, 422),
        (officer, "post", "/reports", {"office": "DOE-92", "period": g.period, "colour": "red"}, 422),
        (officer, "put", f"{at}/figures", {"version": 0, "figures": [{"indicator": "none", "value": 1}]}, 404),
        (officer, "put", f"{at}/figures", {"version": 0, "figures": [{"indicator": "jobs", "value": -1}]}, 409),
    ):
        response = caller(method, path, body)
        assert response.status_code == status, (path, response.content.decode())
        assert response.json()["error"]
    assert Report.objects.get().state == "draft"


def test_a_figure_that_somebody_else_changed_is_not_overwritten(g):
    officer, head = g.token("agency-officer", "own"), g.token("agency-head", "own")
    at = f"/reports/{opened(g, officer)['id']}/figures"
    assert officer("put", at, {"version": 0, "figures": [{"indicator": "jobs", "value": 5}]}).status_code == 200
    response = head("put", at, {"version": 0, "figures": [{"indicator": "jobs", "value": 7}]})
    assert response.status_code == 409
    told = {"version": 1, "figures": [{"indicator": "jobs", "value": 7, "base": 5}]}
    assert head("put", at, told).json()["figures"][0]["value"] == 7


def test_many_unremarkable_reports_together_and_the_others_by_name(g):
    officer, head = g.token("agency-officer", "own"), g.token("agency-head", "own")
    at = f"/reports/{opened(g, officer)['id']}"
    officer("put", f"{at}/figures", {"version": 0, "figures": [{"indicator": "jobs", "value": 9000}]})
    officer("post", f"{at}/submit")
    told = {"reports": [{"id": int(at.rpartition("/")[2]), "version": 1}, {"id": 999999, "version": 1}]}
    assert head("post", "/reports/accept", told).json() == {"accepted": [told["reports"][0]["id"]], "refused": []}
    again = head("post", "/reports/accept", told).json()
    assert (again["accepted"], len(again["refused"])) == ([], 1)


def test_a_locked_month_is_opened_for_one_office(g):
    officer, duty = g.token("agency-officer", "own"), g.token("duty-officer", "ministry")
    Setting.objects.create(code="report-lock-days", value=1)
    with clock_at(timezone.now() + dt.timedelta(days=1)):  # on the first of a month the one before is not locked yet
        asked = {"office": "DOE-92", "period": g.period}
        assert officer("post", "/reports", asked).status_code == 409
        until = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
        told = asked | {"until": until, "reason": "น้ำท่วม"}
        assert officer("post", "/openings", told).status_code == 403
        assert duty("post", "/openings", told).json()["until"] == until
        assert officer("post", "/reports", asked).status_code == 200
        assert [one["office"] for one in officer("get", "/openings").json()] == ["DOE-92"]


def test_chase_once_a_day(g):
    plo = g.token("plo", "lead")
    told = {"period": g.period}
    assert plo("post", "/offices/DOE-92/chase", told).json() == {"office": "DOE-92", "period": g.period}
    assert plo("post", "/offices/DOE-92/chase", told).status_code == 409
    assert plo("post", "/offices/DOE-80/chase", told).status_code == 403
    assert plo("post", "/offices/NONE/chase", told).status_code == 404


def test_a_repeated_key_happens_once(g):
    plo = g.token("plo", "lead")
    told = {"period": g.period}
    for _again in range(3):
        response = plo("post", "/offices/DOE-92/chase", told, HTTP_IDEMPOTENCY_KEY="one-click")
        assert response.status_code == 200
    assert Entry.objects.filter(verb="progress.chase").count() == 1
    other = plo("post", "/reports/1/submit", None, HTTP_IDEMPOTENCY_KEY="one-click")
    assert other.status_code in {404, 409}


def test_set_a_target(g):
    owner = g.token("permanent-secretary", "ministry")
    at = "/indicators/jobs/targets/92/2570"
    made = owner("put", at, {"value": 2400}).json()
    assert (made["value"], made["path"][11], made["area"]) == (2400, 2400, "92")
    assert owner("put", at, {"value": 12, "path": [1]}).status_code == 409
    assert owner("put", at, {"applies": False}).status_code == 409
    assert owner("put", at, {"applies": False, "reason": "ไม่มีโรงงาน"}).json()["applies"] is False
    assert owner("put", "/indicators/none/targets/92/2570", {"value": 1}).status_code == 404
    assert owner("put", "/indicators/jobs/targets/99/2570", {"value": 1}).status_code == 404
    officer = g.token("agency-officer", "own")
    assert officer("put", at, {"value": 1}).status_code == 403
    assert Target.objects.get(fiscal_year=2570, area__code="92", indicator__code="jobs").applies is False
