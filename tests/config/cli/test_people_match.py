"""`prasan people match` as scripts and people call it: rows in, rows out, nothing of an entry comes back."""

import io
import json

from prasan.config.cli import build_parser, commands

A = {
    "given_name": "ศิริพร",
    "family_name": "ใจดี",
    "title": "นาง",
    "birth_year": "2530",
    "phone": "081-111-2222",
    "area": "92",
}


def call(words, capsys, monkeypatch, rows=()):
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("\n".join(one if isinstance(one, str) else json.dumps(one) for one in rows))
    )
    asked = build_parser(commands()).parse_args(["people", "match", *words])
    assert asked._cli.needs == "nothing"
    code = asked._cli.run(asked)
    return code, capsys.readouterr().out


def test_each_pair_is_answered_in_order_and_says_why(capsys, monkeypatch):
    other = {"given_name": "วิชัย", "family_name": "ทองดี", "title": "นาย", "birth_year": 2500}
    rows = [{"id": "x", "a": A, "b": A | {"given_name": "สิริพร"}}, {"id": 2, "a": A, "b": other}]
    code, out = call(["--json"], capsys, monkeypatch, rows)
    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert (first["id"], first["verdict"]) == ("x", "same")
    assert {"field": "given_name", "kind": "sounds", "bits": 7.0} in first["why"]
    assert first["score"] > 0.99
    assert second["score"] < 0.01
    assert (second["id"], second["verdict"]) == (2, "different")
    assert not any(word in out for word in ("ศิริพร", "ใจดี", "081"))


def test_a_broken_row_is_told_and_the_rest_goes_on(capsys, monkeypatch):
    rows = ["{no json", {"id": 1, "a": A}, {"id": 2, "a": A, "b": []}, {"id": 3, "a": A, "b": {"birth_year": "34"}}]
    code, out = call(["--json"], capsys, monkeypatch, [*rows, {"id": 4, "a": A, "b": A}])
    answers = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [one.get("error") for one in answers] == ["bad-json", "bad-row", "bad-row", "bad-row", None]
    assert answers[3]["message"].startswith("b: birth_year")
    assert answers[4]["verdict"] == "same"


def test_a_person_reads_a_thai_line_and_a_missing_file_is_told(capsys, monkeypatch, tmp_path):
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps({"id": "x", "a": A, "b": A | {"phone": ""}}), encoding="utf-8")
    code, out = call([str(path)], capsys, monkeypatch)
    assert code == 0
    assert "คนเดียวกัน" in out
    assert "ชื่อสกุลตรงกัน +8" in out
    code, out = call(["--json", str(tmp_path / "none")], capsys, monkeypatch)
    assert (code, json.loads(out)["error"]) == (2, "no-file")
