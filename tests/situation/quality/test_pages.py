"""The panel is open to all who sign in; its numbers open; its verbs answer in place."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.config.cli import build_parser, commands
from prasan.situation.models import ModelVersion
from prasan.situation.quality import serving
from prasan.situation.quality.commands import PromoteModel
from prasan.situation.triage.commands import BinItem
from tests.situation.quality.conftest import Word

pytestmark = pytest.mark.django_db


def main(words):
    """Run a command as the shell would, without making a database ready."""
    asked = build_parser(commands()).parse_args(words)
    return asked._cli.run(asked)


@pytest.fixture
def decided(ground):
    """Thirty-five items: five binned, thirty events, one of them of another type."""
    for n in range(35):
        item = ground.item(title=f"ข่าวที่ {n}")
        if n < 5:
            ground.do("duty", BinItem(target_id=item.pk))
        else:
            ground.event(items=(item,), type="strike" if n == 5 else "layoff")


@pytest.mark.parametrize("who", ["duty", "minister", "plo", "doe", "counsellor", "auditor", "admin"])
def test_everybody_who_signs_in_reads_the_panel(ground, decided, who):
    page = ground.client(who).get("/situation/quality")
    text = page.content.decode()
    assert page.status_code == 200
    assert "85.7%" in text  # 30 of 35
    assert ("ฝึกรุ่นใหม่" in text) is (who == "duty")


def test_nobody_reads_it_without_signing_in(client):
    assert client.get("/situation/quality").status_code == 302


def test_the_panel_takes_few_questions(ground, decided, version):
    version("old", "champion")
    version("new")
    client = ground.client("duty")
    client.get("/situation/quality")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get("/situation/quality").status_code == 200
    assert len(asked) <= 12
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/situation/quality/items?label=relevant&cell=both").status_code == 200
    assert len(asked) <= 12


def test_too_few_items_are_no_number(ground):
    ground.event(items=(ground.item(),))
    text = ground.client("plo").get("/situation/quality").content.decode()
    assert "ยังบอกไม่ได้" in text
    assert "100.0%" not in text


def test_a_number_opens_the_items_that_it_counts(ground, decided):
    client = ground.client("duty")
    text = client.get("/situation/quality/items?label=relevant&cell=machine_only&days=90").content.decode()
    assert [f"ข่าวที่ {n}" in text for n in (0, 4, 5, 34)] == [True, True, False, False]
    text = client.get("/situation/quality/items?label=layoff&cell=machine_only").content.decode()
    assert "ข่าวที่ 5" in text
    assert "นัดหยุดงาน" in text
    source = ground.sources["call"].pk
    assert "ไม่มีข่าว" in client.get(f"/situation/quality/items?cell=both&source={source}").content.decode()
    assert client.get("/situation/quality/items?label=x&cell=y&days=7&source=a&after=b").status_code == 200


def test_items_out_of_sight_are_counted_and_not_shown(ground):
    ground.event(items=(ground.item(title="เรื่องลับของตรัง", is_public=False, office=ground.offices["OPS-92"]),))
    text = ground.client("plo-80").get("/situation/quality/items?cell=both").content.decode()
    assert "เรื่องลับของตรัง" not in text
    assert "อยู่นอกขอบเขตของท่าน" in text
    assert "เรื่องลับของตรัง" in ground.client("plo").get("/situation/quality/items?cell=both").content.decode()


def test_long_lists_go_on(ground):
    for n in range(60):
        ground.item(title=f"ข่าวที่ {n:03d}")
    client = ground.client("duty")
    first = client.get("/situation/quality/items?cell=waiting&days=90").content.decode()
    assert "ข่าวที่ 059" in first
    assert "ข่าวที่ 009" not in first
    more = first.split('class="btn secondary" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "ข่าวที่ 009" in client.get("/situation/quality/items" + more).content.decode()


def test_the_centre_trains_and_others_are_refused(ground):
    assert ground.client("plo").post("/situation/quality/retrain").status_code == 403
    assert ground.client("duty").post("/situation/quality/retrain").status_code == 302
    assert ModelVersion.objects.get().state == "training"
    page = ground.client("duty").post("/situation/quality/retrain")
    assert page.status_code == 409
    assert "กำลังฝึกอยู่แล้ว" in page.content.decode()


def test_a_refused_promotion_says_why_in_place(ground, version, monkeypatch):
    version("old", "champion")
    new = version("new")
    monkeypatch.setattr(serving, "load", lambda pk: Word("w", "ข่าว"))
    page = ground.client("duty").post(f"/situation/quality/{new.pk}/promote")
    assert page.status_code == 409
    assert "ยังบอกไม่ได้ว่าดีกว่าเดิม" in page.content.decode()


def test_rolling_back_keeps_what_was_typed(ground, version):
    old = version("old", "retired")
    new = version("new", "champion", before=old)
    page = ground.client("duty").post(f"/situation/quality/{new.pk}/roll-back", {"reason": " "})
    assert page.status_code == 409
    assert "โปรดบอกเหตุผล" in page.content.decode()
    page = ground.client("duty").post(f"/situation/quality/{new.pk}/roll-back", {"reason": "แย่ลง"})
    assert page.status_code == 302
    assert ModelVersion.objects.champion().get() == old


def test_api_tells_the_same(ground, decided, version):
    version("new", checked={})
    client = ground.client("plo")
    found = client.get("/api/v1/situation/quality?days=90").json()
    assert found["lines"][0]["precision"]["value"] == pytest.approx(30 / 35)
    assert found["lines"][0]["cells"] == {
        "both": 30, "machine_only": 5, "people_only": 0, "neither": 0, "waiting": 0,
    }  # fmt: skip
    [one] = client.get("/api/v1/situation/models").json()
    assert (one["state"], one["may_replace"], one["compared"]) == ("challenger", False, [])
    assert client.post(f"/api/v1/situation/models/{one['id']}/promote").status_code == 403


def test_command_line_tells_the_same(ground, decided, version, capsys, monkeypatch):
    assert main(["listen", "quality", "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["label"] == "relevant"
    assert rows[0]["precision"]["part"] == 30
    assert main(["listen", "quality"]) == 0
    assert main(["listen", "promote", "--json"]) != 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["error"]
    version("old", "champion")
    new = version("new")
    monkeypatch.setattr(serving, "load", lambda pk: Word("w", "ข่าว"))
    monkeypatch.setattr("prasan.situation.quality.frozen.held", lambda identity: True)
    assert main(["listen", "promote", "--json"]) == 0
    assert ModelVersion.objects.champion().get() == new
    assert main(["listen", "roll-back", "--reason", "ลอง"]) == 0
    assert main(["listen", "quality", "--models", "--json"]) == 0


def test_the_program_follows_a_promotion(ground, decided, version, monkeypatch, django_capture_on_commit_callbacks):
    version("old", "champion")
    new = version("new")
    monkeypatch.setattr("prasan.situation.quality.frozen.held", lambda identity: True)
    monkeypatch.setattr(serving, "load", lambda pk: Word(str(pk), "ข่าว"))
    assert serving.current().version != str(new.pk)
    with django_capture_on_commit_callbacks(execute=True):
        ground.do("duty", PromoteModel(target_id=new.pk))
    assert serving.current().version == str(new.pk)


def test_a_process_looks_again_and_opens_only_what_changed(ground, version, monkeypatch):
    opened = []
    monkeypatch.setattr(serving, "load", lambda pk: opened.append(pk) or Word(str(pk), "ก"))
    old = version("old", "champion")
    assert [serving.serving().pk for _ in range(3)] == [old.pk] * 3
    assert opened == [old.pk]
    monkeypatch.setattr(serving, "LOOK_AGAIN", 0.0)
    ModelVersion.objects.update(state="retired")
    new = version("new", "champion")
    assert serving.serving().pk == new.pk
    serving.serving()
    assert opened == [old.pk, new.pk]
