"""Papers: typed text stays text, digits and class as the kind asks, a stuck typesetter is ended."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader

from prasan.platform.documents import DocumentFault, Letter, Report, Signature, render_letter, render_pdf, render_report
from prasan.platform.documents.render import plain

WHO = Signature("นางสาวสมหญิง ใจดี", "แรงงานจังหวัดตรัง", "รักษาราชการแทน", "12/2569")


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def letter(kind="memo", **more) -> Letter:
    told = {"office": "สนง.", "subject": "SUBJECT 2569", "to": "TO", "body": ["BODY"], "signature": WHO}
    return Letter(kind=kind, **{**told, **more})


@pytest.mark.parametrize("kind", ["memo", "letter", "order"])
def test_each_kind_is_one_page_in_thai_digits(kind):
    (text,) = pages(render_letter(letter(kind, number="รง 0201/55", date=dt.date(2026, 7, 5))))
    assert "๒๕๖๙" in text
    assert "๐๒๐๑/๕๕" in text
    # the text layer garbles some marks into single digits, so whole numbers are looked for
    assert not re.search("2569|0201|12/", text)


@pytest.mark.parametrize(
    "evil",
    [
        "#pagebreak()",
        "*bold* _x_ $x^2$",
        '#read("/etc/passwd")',
        "#panic()",
        '"]; #panic() #[',
        "\\u{23}panic()",
        "//x",
        "@ref",
    ],
)
def test_typed_text_cannot_command_the_typesetter(evil):
    found = pages(render_letter(letter(body=[evil], subject=evil, to=evil), digits="arabic"))
    assert len(found) == 1
    assert found[0].replace(" ", "").count(evil.replace(" ", "")) == 3


def test_number_and_day_are_dotted_until_they_are_given():
    assert "...." in pages(render_letter(letter()))[0].replace(" ", "")
    assert "...." not in pages(render_letter(letter(number="1", date=dt.date(2026, 1, 1))))[0].replace(" ", "")


def red(png: bytes) -> bool:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    reds, greens, _blues = picture.split()
    return ImageChops.subtract(reds, greens).getextrema()[1] > 100


def test_the_class_is_marked_in_red_and_only_then():
    data = {"title": "T", "mark": "ลับ", "as_of": "x"}
    assert red(render_pdf("report", data, picture=72))
    assert not red(render_pdf("report", data | {"mark": ""}, picture=72))


def table(rows: int) -> dict:
    columns = [{"label": "NAME"}, {"label": "VALUE", "num": True}]
    return {"title": "TABLE", "columns": columns, "rows": [[f"row {n}", n] for n in range(rows)]}


def test_every_page_of_a_report_says_the_day_of_its_data_and_repeats_the_heading():
    moment = dt.datetime(2026, 7, 5, 7, 25, tzinfo=dt.UTC)
    found = pages(render_report(Report("REPORT", tables=[table(120)]), moment=moment))
    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert "2569" in text
        assert "14.25" in text
        assert "VALUE" in text
        assert f"- {number} -" in text
    assert all(f"row {n}" in " ".join(found) for n in range(120))


def test_nothing_is_no_zero():
    columns = [{"label": "N"}, {"label": "V", "num": True}]
    (text,) = pages(
        render_report(Report("R", tables=[{"title": "", "columns": columns, "rows": [["a", None], ["b", 0]]}]))
    )
    assert "a –" in re.sub(r"\s+", " ", text)
    assert "b 0" in re.sub(r"\s+", " ", text)


def test_a_typesetter_that_takes_too_long_is_ended():
    with pytest.raises(DocumentFault, match="more than"):
        render_pdf("report", {"title": "T", "tables": [table(20_000)]}, timeout=0.3)


@pytest.mark.parametrize("name", ["none", "../../config/settings", "platform/../../../pyproject.toml", "/etc/passwd"])
def test_templates_lie_in_the_product_alone(name):
    with pytest.raises(DocumentFault, match="no template"):
        render_pdf(name, {})


def test_a_template_without_its_data_fails_with_the_reason():
    with pytest.raises(DocumentFault, match="title"):
        render_pdf("report", {})


def test_addresses_keep_their_digits():
    assert plain({"url": "/t/12", "qr": "<path d='M1 2'/>", "text": "12", "rows": [["3", 4]]}, thai=True) == {
        "url": "/t/12",
        "qr": "<path d='M1 2'/>",
        "text": "๑๒",
        "rows": [["๓", 4]],
    }


def test_the_day_on_a_training_site_is_marked(settings):
    settings.TRAINING = True
    settings.LANGUAGE_CODE = "th"
    plain_site = len(render_letter(letter()))
    settings.TRAINING = False
    assert plain_site != len(render_letter(letter()))
