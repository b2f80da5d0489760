"""`prasan listen train`: writes a candidate, tells figures and verdict, and says what is wrong with its input."""

import json
import random
import sys

import pytest

from prasan.config.cli import call
from prasan.kernel.classify import Model
from prasan.packs.thailand import listening

LETTERS = "กขคงจชดตทนบปพมยรลวสห"


def lines(count, seed):
    """Rows about labour and about other things, in words that nobody has written before."""
    dice = random.Random(seed)
    for n in range(count):
        words = ["".join(dice.choice(LETTERS) for _ in range(7)) for _ in range(40)]
        about = n % 2 == 0
        if about:
            words[5:5] = ["กระทรวงแรงงาน", "เลิกจ้าง", "ลูกจ้าง"]
        types = ["layoff"] if about else []
        title = f"{words[0]} {'เลิกจ้าง' if about else ''} {words[1]}"
        yield {"id": f"{seed}n{n}", "title": title, "text": " ".join(words), "relevant": about, "types": types}


def write(path, rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return str(path)


def test_it_trains_tells_and_compares_without_replacing_anything(tmp_path, capsys):
    rows = write(tmp_path / "rows.jsonl", lines(60, "a"))
    frozen = write(tmp_path / "frozen.jsonl", lines(10, "b"))
    out = tmp_path / "model.npz"
    before = (listening.folder() / listening.MODEL_FILE).read_bytes()
    arguments = ["listen", "train", rows, "--out", str(out), "--frozen", frozen, "--model-version", "v9", "--json"]
    assert call(arguments) == 0
    told, verdict = map(json.loads, capsys.readouterr().out.splitlines())
    assert (told["version"], told["rows"]["judged"], told["rows"]["layoff"]) == ("v9", 60, 30)
    assert verdict["rows"] == 10
    assert set(verdict["labels"]) == {"relevant", *listening.model().labels}
    assert set(verdict["labels"]["layoff"]) >= {"champion", "challenger", "won", "lost", "challenger_words"}
    assert Model.load(out).version == "v9"
    assert (listening.folder() / listening.MODEL_FILE).read_bytes() == before


def test_what_is_left_out_and_what_is_frozen_is_never_trained_on(tmp_path, capsys):
    rows = write(tmp_path / "rows.jsonl", lines(40, "a"))
    (tmp_path / "never.txt").write_text("weak-an0\nan1\n", encoding="utf-8")
    arguments = ["listen", "train", rows, "--out", str(tmp_path / "m.npz"), "--json"]
    assert call([*arguments, "--leave-out", str(tmp_path / "never.txt")]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["judged"] == 38


def test_corrections_overrule_and_add(tmp_path, capsys):
    rows = write(tmp_path / "rows.jsonl", lines(40, "a"))
    new = next(lines(1, "c"))
    later = write(tmp_path / "later.jsonl", [{"id": "an0", "relevant": True, "types": ["closure"]}, new])
    assert call(["listen", "train", rows, "--out", str(tmp_path / "m.npz"), "--corrections", later, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["rows"]
    assert (told["judged"], told["layoff"], told["closure"]) == (41, 20, 1)


def test_without_the_training_set_it_says_in_thai_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    rows = write(tmp_path / "rows.jsonl", lines(20, "a"))
    assert call(["listen", "train", rows, "--out", str(tmp_path / "m.npz")]) == 1
    assert "ยังไม่ได้ติดตั้งชุดฝึก" in capsys.readouterr().err
    assert not (tmp_path / "m.npz").exists()


@pytest.mark.parametrize("line", ['{"title":"ก"}', "ไม่ใช่ JSON", "[1]"])
def test_a_line_that_is_no_row_is_named(tmp_path, capsys, line):
    (tmp_path / "rows.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    assert call(["listen", "train", str(tmp_path / "rows.jsonl"), "--out", str(tmp_path / "m.npz"), "--json"]) == 2
    seen = capsys.readouterr()
    assert "rows.jsonl บรรทัด/line 2" in seen.err
    assert json.loads(seen.out)["error"] == "rows"
