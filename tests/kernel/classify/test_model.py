"""Serving: what the model that comes with Prasan says, and files that are no model."""

import json
import time

import numpy as np
import pytest

from prasan.kernel.classify import Model, NotAModel
from prasan.packs.thailand import listening

LABOUR = (
    "กสร. เร่งช่วยลูกจ้างโรงงานเย็บผ้าถูกเลิกจ้างโดยไม่ได้รับค่าชดเชย",
    "อธิบดีกรมสวัสดิการและคุ้มครองแรงงาน สั่งพนักงานตรวจแรงงานเข้าตรวจสอบกรณีนายจ้างเลิกจ้างลูกจ้าง 120 คน "
    "และค้างจ่ายค่าจ้าง พร้อมให้ยื่นคำร้องต่อสำนักงานสวัสดิการและคุ้มครองแรงงานจังหวัด เพื่อรับสิทธิตามกฎหมาย",
)
OTHER = (
    "กรมชลประทานเดินหน้าขุดลอกคลองรับฤดูฝน",
    "อธิบดีกรมชลประทาน ลงพื้นที่ติดตามการขุดลอกคลองและการระบายน้ำ พร้อมเร่งซ่อมประตูระบายน้ำให้เกษตรกร "
    "มีน้ำทำนาเพียงพอ โดยกำชับให้เจ้าหน้าที่เฝ้าระวังระดับน้ำในเขื่อนตลอดยี่สิบสี่ชั่วโมง",
)


@pytest.fixture(scope="module")
def model():
    return listening.model()


def test_a_release_about_labour_is_relevant_and_says_why(model):
    found = model.classify(*LABOUR)
    assert found.relevant
    assert found.score > 0.9
    assert {"layoff", "wage_arrears"} <= {one.code for one in found.types}
    layoff = next(one for one in found.types if one.code == "layoff")
    assert "เลิกจ้าง" in layoff.words
    assert all(word in grams_of(LABOUR) for word in found.words)


def grams_of(pair):
    from prasan.kernel.classify import grams

    return grams.fold(" ".join(pair))


def test_a_release_about_something_else_is_not_and_has_no_types(model):
    found = model.classify(*OTHER)
    assert not found.relevant
    assert found.types == ()


def test_a_passing_word_does_not_make_it_labour(model):
    title, text = OTHER
    page = " ".join([text, "นอกจากนี้ยังเตรียมเครื่องสูบน้ำและรถขุดไว้ทุกอำเภอ เพื่อช่วยพื้นที่ลุ่มต่ำริมแม่น้ำ"] * 3)
    assert not model.classify(title, f"{page} ทั้งนี้มีการจ้างแรงงานในพื้นที่ช่วยขุดลอกด้วย").relevant


@pytest.mark.parametrize("pair", [(LABOUR[0], ""), ("", LABOUR[1])])
def test_a_title_alone_or_a_text_alone_is_enough(model, pair):
    assert model.classify(*pair).relevant


def test_nothing_is_not_relevant(model):
    assert not model.classify("", "").relevant


def test_scores_agree_with_the_decision(model):
    scores = model.scores(*LABOUR)
    found = model.classify(*LABOUR, explain=False)
    assert round(scores["relevant"], 4) == found.score
    assert {one.code: one.score for one in found.types} == {one.code: round(scores[one.code], 4) for one in found.types}
    assert all(one.words == () for one in found.types)


def test_types_come_most_likely_first(model):
    scores = [one.score for one in model.classify(*LABOUR).types]
    assert scores == sorted(scores, reverse=True)


def test_a_megabyte_of_one_letter_costs_less_than_a_second(model):
    start = time.process_time()
    model.classify("ก" * 1_000_000, "ก" * 1_000_000)
    assert time.process_time() - start < 1


def test_the_labels_are_the_types_of_the_pack(model):
    assert model.labels == tuple(one.code for one in listening.event_types())
    assert len(model.labels) >= 12
    assert all(one.definition_th and one.definition_en and one.name_th for one in listening.event_types())


def test_the_file_is_small_and_holds_its_figures(model):
    size = (listening.folder() / listening.MODEL_FILE).stat().st_size
    assert size < 1_500_000
    metrics = model.meta["metrics"]
    assert set(metrics) == {"relevant", *model.labels}
    assert metrics["relevant"]["recall"][0] >= 0.995
    assert metrics["relevant"]["precision"][0] >= 0.97
    assert model.meta["rows"]["judged"] > 3000


def test_saving_and_loading_gives_the_same_answers(model, tmp_path):
    model.save(tmp_path / "again.npz")
    again = Model.load(tmp_path / "again.npz")
    assert again.classify(*LABOUR) == model.classify(*LABOUR)
    assert again.meta == model.meta


def test_files_that_are_no_model_are_refused(model, tmp_path):
    (tmp_path / "text.npz").write_text("ไม่ใช่", encoding="utf-8")
    with pytest.raises(NotAModel):
        Model.load(tmp_path / "text.npz")
    np.savez(tmp_path / "empty.npz", meta=np.frombuffer(b"{}", dtype=np.uint8))
    with pytest.raises(NotAModel):
        Model.load(tmp_path / "empty.npz")
    with (tmp_path / "large.npz").open("wb") as file:
        file.truncate(9_000_000)
    with pytest.raises(NotAModel, match="larger"):
        Model.load(tmp_path / "large.npz")


def changed(model, path, **meta):
    """Write the model with another head of the file."""
    model.save(path)
    with np.load(path) as held:
        arrays = {name: held[name] for name in held.files}
    told = json.loads(bytes(arrays["meta"]).decode()) | meta
    arrays["meta"] = np.frombuffer(json.dumps(told).encode(), dtype=np.uint8)
    np.savez(path, **arrays)
    return path


def test_a_model_of_another_hash_or_with_arrays_that_do_not_fit_is_refused(model, tmp_path):
    with pytest.raises(NotAModel, match="another format"):
        Model.load(changed(model, tmp_path / "hash.npz", hash=99))
    with pytest.raises(NotAModel, match="fit together"):
        Model.load(changed(model, tmp_path / "labels.npz", labels=["one"]))
