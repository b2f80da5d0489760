"""`prasan listen read` as scripts and people call it: rows in, rows out, nothing stored is touched."""

import io
import json

import pytest

from prasan.config.cli import build_parser, commands
from prasan.config.cli.listen_read import sentences


def call(words, capsys, monkeypatch, lines=()):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    asked = build_parser(commands()).parse_args(["listen", "read", *words])
    assert asked._cli.needs == "nothing"
    code = asked._cli.run(asked)
    return code, capsys.readouterr().out


def test_each_row_is_answered_in_order(capsys, monkeypatch):
    rows = [
        {"id": 7, "title": "ช่วยลูกจ้าง 12 คน", "text": "ที่ อ.แม่สอด จ.ตาก", "published": "2018-03-01T09:00:00+07:00"},
        {"id": "b", "text": "มหาวิทยาลัยขอนแก่น", "published": None},
    ]
    code, out = call(["--json"], capsys, monkeypatch, [json.dumps(row) for row in rows])
    first, second = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert (first["id"], first["published"]) == (7, "2018-03-01")
    assert [one["value"] for one in first["provinces"]] == ["63"]
    assert [one["value"] for one in first["districts"]] == ["6306"]
    assert first["counts"][0] | {"value": 12, "field": "title", "span": [12, 17]} == first["counts"][0]
    assert (second["id"], second["provinces"]) == ("b", [])
    keys = ["dates", "provinces", "districts", "countries", "agencies", "counts", "persons", "private", "laws"]
    assert list(first) == ["id", "published", *keys, "labour", "types"]


def test_a_broken_line_is_told_and_the_rest_goes_on(capsys, monkeypatch):
    lines = [
        "{no json",
        '{"id": 1, "text": 5}',
        '{"id": 2, "text": "ตรัง", "published": "2560"}',
        '{"id": 3, "text": "จ.ตรัง"}',
    ]
    code, out = call(["--json"], capsys, monkeypatch, lines)
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [one.get("error") for one in answers] == ["bad-json", "bad-row", "bad-row", None]
    assert [one.get("line") for one in answers[:3]] == [1, 2, 3]
    assert answers[3]["provinces"][0]["value"] == "92"


@pytest.mark.parametrize("name", ["news.jsonl", "news.txt"])
def test_a_file_is_read(capsys, monkeypatch, tmp_path, name):
    path = tmp_path / name
    text = "ชาวน่าน 30 คน"
    path.write_text(json.dumps({"id": name, "text": text}) if name.endswith("l") else text, encoding="utf-8")
    code, out = call(["--json", str(path)], capsys, monkeypatch)
    row = json.loads(out)
    assert (code, row["id"]) == (0, name)
    assert row["provinces"][0]["value"] == "55"


def test_a_missing_file_is_a_bad_call(capsys, monkeypatch, tmp_path):
    code, out = call(["--json", str(tmp_path / "none.jsonl")], capsys, monkeypatch)
    assert code == 2
    assert json.loads(out)["error"] == "no-file"


def test_people_read_thai_lines(capsys, monkeypatch):
    row = {"id": 1, "text": "แรงงานจังหวัดเลย ช่วย 10 คน แบ่งเป็นชาย 4 คน หญิง 6 คน ระหว่าง 2 - 4 พ.ย. 2560"}
    _, out = call([], capsys, monkeypatch, [json.dumps(row)])
    assert "จังหวัด: 42" in out
    assert "10 = 4 + 6" in out
    assert "2017-11-02–2017-11-04" in out


def test_labour_and_types_are_shown_where_a_model_told_them():
    row = {"id": 1, "labour": {"relevant": True, "score": 0.97}, "types": [{"value": "layoff"}]}
    assert "แรงงาน: ใช่ (0.97)" in sentences(row)
    assert "ประเภท: layoff" in sentences(row)
