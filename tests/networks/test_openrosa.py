"""OpenRosa: forms are found, fetched, filled and sent as multipart, by an address alone; the same instance is once."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree

from prasan.networks import commands as c
from prasan.networks import queries
from prasan.networks.models import Response
from prasan.platform.commands import RuleBroken, perform
from tests.kernel.surveys.test_xforms import XLSFORM, made_by_pyxform
from tests.networks.ground import survey, token, volunteer

pytestmark = pytest.mark.django_db
LIST = {"x": "http://openrosa.org/xforms/xformsList"}


def filled(form_id, version, instance="uuid:1", **fields):
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return (
        f'<data xmlns:orx="http://openrosa.org/xforms" id="{form_id}" version="{version}">{inside}'
        f"<orx:meta><orx:instanceID>{instance}</orx:instanceID></orx:meta></data>"
    ).encode()


def send(phone, root, raw, **more):
    files = {"xml_submission_file": SimpleUploadedFile("submission.xml", raw, "text/xml"), **more}
    return phone.post(f"{root}/submission", files, headers={"X-OpenRosa-Version": "1.0"})


def message(answer):
    return etree.fromstring(answer.content)[0].text


def test_a_client_finds_fetches_and_sends(m):
    who, one = volunteer(m, "a"), survey(m)
    phone, root = Client(enforce_csrf_checks=True), f"/openrosa/{token(who)}"
    found = phone.get(f"{root}/formList")
    assert (found.status_code, found["X-OpenRosa-Version"]) == (200, "1.0")
    assert found["Content-Type"].startswith("text/xml")
    (entry,) = etree.fromstring(found.content).findall("x:xform", LIST)
    told = {etree.QName(child).localname: child.text for child in entry}
    assert (told["formID"], told["name"]) == (one.form_id, one.title)
    form = phone.get(told["downloadUrl"].partition("testserver")[2])
    assert told["hash"] == f"md5:{hashlib.md5(form.content).hexdigest()}"
    assert phone.get(f"{root}/forms/{one.pk}/manifest").status_code == 200
    head = phone.head(f"{root}/submission")
    assert (head.status_code, int(head["X-OpenRosa-Accept-Content-Length"])) == (204, 1_000_000)
    raw = filled(one.form_id, "1", tambon="920101", q1="12", q2="yes", q3="c1 c2")
    assert [send(phone, root, raw).status_code for _n in range(3)] == [201, 201, 201]
    assert Response.objects.get().answers == {"q1": 12, "q2": "yes", "q3": ["c1", "c2"]}
    other = send(phone, root, filled(one.form_id, "1", tambon="920101", q1="13"))
    assert (other.status_code, "ข้อความอื่น" in message(other)) == (409, True)


def test_a_form_of_pyxform_covers_a_province_sub_district_by_sub_district(m):
    text = XLSFORM.replace(
        "|          | jobs               | weld ",
        "|          | tambons            | 920102     | นาพละ                |          |\n"
        "|          | tambons            | 920201     | กันตังใต้            |          |\n"
        "|          | jobs               | weld ",
    )
    form = made_by_pyxform(text).decode()
    one = survey(m, form=form, lines="")
    assert one.form_id == "tambon-2026"
    with pytest.raises(RuleBroken) as broken:
        survey(m, form=form, lines="")
    assert broken.value.field == "form"
    for place in ("a", "b", "c"):
        phone, root = Client(), f"/openrosa/{token(volunteer(m, place))}"
        assert phone.get(f"{root}/forms/{one.pk}").content.decode() == form
        assert etree.fromstring(phone.get(f"{root}/formList").content)[0].findtext("x:version", None, LIST) == "7"
        code = m.areas[place].code
        raw = filled("tambon-2026", "7", f"uuid:{place}", tambon=code, unemployed="5", jobs="weld", more="<since/>")
        assert send(phone, root, raw).status_code == 201
    assert queries.counts(queries.coverage(one))["in_time"] == 3
    assert {row.answers["unemployed"] for row in queries.last_answers(one)} == {5}


def test_refusals_are_openrosa_messages_and_nothing_is_written(m):
    who, one = volunteer(m, "a"), survey(m)
    phone, root = Client(), f"/openrosa/{token(who)}"
    good = filled(one.form_id, "1", tambon="920101", q1="12")
    cases = [
        (send(phone, root, b"<broken"), 400),
        (send(phone, root, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a id='x'>&b;</a>"), 400),
        (send(phone, root, filled("unknown", "1", q1="1")), 404),
        (send(phone, root, filled(one.form_id, "1", tambon="920101", q1="many")), 422),
        (send(phone, root, filled(one.form_id, "1", tambon="920201", q1="1")), 409),
        (send(phone, root, good, photo=SimpleUploadedFile("a.jpg", b"x")), 400),
        (phone.post(f"{root}/submission", {"x": "y"}), 400),
        (send(phone, root, filled(one.form_id, "1", tambon="920101", q1="1", q9="ก" * 400_000)), 413),
        (send(phone, "/openrosa/aaaa", good), 404),
        (phone.get("/openrosa/aaaa/formList"), 404),
    ]
    for answer, status in cases:
        assert (answer.status_code, answer["X-OpenRosa-Version"]) == (status, "1.0")
        assert message(answer)
    assert Response.objects.count() == 0
    perform(m.plo, c.CloseSurvey(target_id=one.pk))
    closed = send(phone, root, good)
    assert (closed.status_code, "ยังอยู่ในเครื่อง" in message(closed)) == (409, True)
    assert phone.get(f"{root}/forms/{one.pk}").status_code == 404
    assert len(etree.fromstring(phone.get(f"{root}/formList").content)) == 0


def test_a_volunteer_who_serves_no_more_opens_nothing(m):
    who, one = volunteer(m, "a"), survey(m)
    root = f"/openrosa/{token(who)}"
    perform(m.plo, c.EndVolunteer(target_id=who.pk, reason="ลาออก"))
    assert send(Client(), root, filled(one.form_id, "1", tambon="920101", q1="1")).status_code == 404
