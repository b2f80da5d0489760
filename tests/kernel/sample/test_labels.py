"""Labels come back from their rows as they went in; a text that was changed is not the sample."""

import datetime as dt
import gzip
import json

import pytest

from prasan.kernel.sample import Date, Mark, NotTheSample, Text, digest, join, read, told
from prasan.kernel.sample.labels import texts_in

ROW = {
    "id": "demo-1", "sha256": digest("หัวข้อ", "วันที่ 5 มีนาคม 2561"), "published": "2018-03-05", "labour": True,
    "types": ["policy"], "provinces": ["10"], "province_words": [{"field": "text", "span": [0, 3], "code": "10"}],
    "districts": [], "countries": ["MM"], "agencies": ["SSO"],
    "dates": [{"field": "text", "span": [7, 20], "start": "2018-03-05", "end": "2018-03-05", "kind": "day"},
              {"field": "text", "span": [0, 3], "refused": True}],
    "counts": [{"field": "text", "span": [0, 1], "value": 3}], "persons": [{"field": "title", "span": [0, 2]}],
    "laws": [], "private": [{"field": "title", "span": [0, 2], "kind": "phone"}],
}  # fmt: skip


def test_a_row_becomes_a_label():
    label = told(ROW)
    assert label.dates == (
        Date("text", (7, 20), dt.date(2018, 3, 5), dt.date(2018, 3, 5), "day"),
        Date("text", (0, 3)),
    )
    assert [one.known for one in label.dates] == [True, False]
    assert label.private == (Mark("title", (0, 2), "phone"),)
    assert (label.provinces, label.countries, label.agencies) == ({"10"}, {"MM"}, {"SSO"})


@pytest.mark.parametrize("lack", ["id", "sha256", "types", "dates", "private"])
def test_a_row_that_lacks_a_field_is_no_label(lack):
    with pytest.raises(NotTheSample):
        told({name: value for name, value in ROW.items() if name != lack})


def test_labels_meet_their_texts_and_only_those(tmp_path):
    (tmp_path / "labour_news_demo.jsonl").write_text(
        json.dumps({"id": "1", "title": "หัวข้อ", "body": "วันที่ 5 มีนาคม 2561", "date": "2018-03-06"}) + "\n"
    )
    with gzip.open(tmp_path / "thaigov_weak_train.jsonl.gz", "wt") as file:
        file.write(json.dumps({"blob": "a" * 40, "title": "อื่น", "text": "อื่น"}) + "\n")
    texts = texts_in(tmp_path)
    assert set(texts) == {"demo-1", "weak-aaaaaaaaaaaa"}
    [(label, text)] = join([told(ROW)], texts)
    assert text.published == label.published == "2018-03-05"
    assert text.field("title") == "หัวข้อ"
    with pytest.raises(NotTheSample):
        join([told(ROW)], {"demo-1": Text("demo-1", "หัวข้อ", "อีกฉบับ")})
    with pytest.raises(NotTheSample):
        join([told(ROW)], {})


def test_a_file_of_rows_is_read(tmp_path):
    path = tmp_path / "sample.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n" + json.dumps(ROW | {"id": "demo-2"}) + "\n")
    assert [one.id for one in read(path)] == ["demo-1", "demo-2"]
