"""`prasan directives read` as scripts and people call it: rows in, rows out, nothing stored is touched."""

import io
import json

import pytest

from prasan.config.cli import build_parser, commands

TEXT = "ให้ กสร. ตรวจสอบโรงงานในจังหวัดตรัง ภายใน 3 เดือน และรายงานผล"


def call(words, capsys, monkeypatch, lines=()):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
    asked = build_parser(commands()).parse_args(["directives", "read", *words])
    assert asked._cli.needs == "nothing"
    code = asked._cli.run(asked)
    return code, capsys.readouterr().out


def test_each_row_is_answered_in_order(capsys, monkeypatch):
    rows = [{"id": "a", "text": TEXT, "published": "2018-02-07"}, {"id": 2, "text": "ประชุมตามปกติ", "published": None}]
    code, out = call(["--json"], capsys, monkeypatch, [json.dumps(row) for row in rows])
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert first == {
        "id": "a",
        "directives": [
            {
                "text": TEXT, "lead": "DLPW", "co": [], "outside": [], "provinces": ["92"], "nationwide": False,
                "countries": [], "due": "2018-05-07", "due_kind": "months", "every": None, "report_back": True,
            }
        ],
    }  # fmt: skip
    assert second == {"id": 2, "directives": []}


def test_a_broken_line_is_told_and_the_rest_goes_on(capsys, monkeypatch):
    lines = [
        "{no json",
        '{"id": 1, "text": 5}',
        '{"id": 2, "published": "2018-02-07"}',
        '{"id": 3, "text": "ให้ กสร. ตรวจ", "published": "7/2/2561"}',
        "[]",
        json.dumps({"id": 4, "text": TEXT, "published": "2018-02-07"}),
    ]
    code, out = call(["--json"], capsys, monkeypatch, lines)
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [one.get("error") for one in answers] == ["bad-json", "bad-row", "bad-row", "bad-row", "bad-json", None]
    assert [one.get("line") for one in answers[:5]] == [1, 2, 3, 4, 5]
    assert answers[5]["directives"][0]["lead"] == "DLPW"


def test_a_file_is_read_and_a_missing_one_is_told(capsys, monkeypatch, tmp_path):
    path = tmp_path / "orders.jsonl"
    path.write_text(json.dumps({"id": 1, "text": TEXT, "published": "2018-02-07"}), encoding="utf-8")
    assert json.loads(call(["--json", str(path)], capsys, monkeypatch)[1])["directives"][0]["due"] == "2018-05-07"
    code, out = call(["--json", str(tmp_path / "none")], capsys, monkeypatch)
    assert (code, json.loads(out)["error"]) == (2, "no-file")


def test_people_read_words(capsys, monkeypatch):
    code, out = call(["--text", TEXT, "--published", "2018-02-07"], capsys, monkeypatch)
    assert code == 0
    for words in ("หน่วยงานหลัก: DLPW", "พื้นที่: 92", "ภายในจำนวนเดือน 2018-05-07", "รายงานกลับ: ใช่"):
        assert words in out
    lines = [json.dumps({"id": 1, "text": "ประชุม"}), "{"]
    code, out = call([], capsys, monkeypatch, lines)
    assert code == 1
    assert "ไม่พบข้อสั่งการ" in out
    assert "อ่านไม่ได้" in out


@pytest.mark.parametrize("published", ["yesterday", "2018-02-31"])
def test_one_text_with_a_broken_day(capsys, monkeypatch, published):
    code, out = call(["--json", "--text", TEXT, "--published", published], capsys, monkeypatch)
    assert (code, json.loads(out)["error"]) == (2, "bad-row")
