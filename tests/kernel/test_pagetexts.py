"""What a translated text may hold, and the table in which it comes."""

from __future__ import annotations

import pytest

from prasan.kernel.pagetexts import LONGEST, Fault, Unread, fault_of, faults, plain, read_table, write_table

CALL = "สแกนเพื่อติดตามเรื่อง หรือโทร %(phone)s"


@pytest.mark.parametrize(
    ("thai", "text", "kind"),
    [
        (CALL, "Quét, hoặc gọi %(phone)s", None),
        (CALL, "Quét, hoặc gọi 1506", "values"),
        (CALL, "Gọi %(phone)s, %(phone)s", "values"),
        (CALL, "Gọi %(fone)s", "values"),
        (CALL, "Gọi %(phone)d", "values"),
        (CALL, "Gọi %(phone)s 100%", "percent"),
        (CALL, "Gọi %(phone)s %s", "percent"),
        ("ภาษา", "100%", None),  # nothing is filled in there
        ("ภาษา", "%(phone)s", "values"),
        ("ภาษา", "<b>Ngôn ngữ</b>", "markup"),
        ("ภาษา", "a < b", "markup"),
        ("ภาษา", "Ngôn&nbsp;ngữ", "markup"),
        ("ภาษา", "Ngôn &#60; ngữ", "markup"),
        ("ภาษา", "A & B", None),
        ("ภาษา", "ngôn\u202engữ", "control"),  # turns the direction of what follows
        ("ภาษา", "ngôn\x07", "control"),
        ("ภาษา", "ဘာသာ\u200bစကား", None),  # a line may break there
        ("ภาษา", "ក្\u200cក", None),
        ("ภาษา", "x" * (LONGEST + 1), "long"),
    ],
)
def test_a_text_keeps_the_values_of_the_thai_one_and_no_markup(thai, text, kind):
    found = fault_of(thai, text)
    assert (found[0] if found else None) == kind


def test_a_table_names_each_line_that_is_wrong():
    lines = [(2, "ภาษา", "<i>"), (3, "ไม่มี", "x"), (4, CALL, "gọi"), (5, CALL, "gọi %(phone)s"), (6, "คุณ", "")]
    found = faults(lines, {"ภาษา", CALL, "คุณ"})
    assert found == [
        Fault(2, "markup", "<"), Fault(3, "unknown", "ไม่มี"), Fault(4, "values", "%(phone)s"), Fault(5, "twice", CALL),
    ]  # fmt: skip


def test_a_table_comes_back_as_it_went():
    texts = [("ภาษา", 'ဘာသာ, "စကား"'), (CALL, "gọi %(phone)s"), ("คุณ", "")]
    body = write_table(texts)
    assert body.startswith(b"\xef\xbb\xbf")
    assert [(thai, text) for _line, thai, text in read_table(body)] == texts
    assert [line for line, _thai, _text in read_table(body)] == [2, 3, 4]


@pytest.mark.parametrize(
    ("body", "kind", "line"),
    [
        ("thai,text\nภาษา,x".encode("utf-16"), "encoding", 0),
        ("ไทย,คำแปล\nภาษา,x".encode(), "head", 0),
        (b"", "head", 0),
        ("thai,text\nภาษา,x\nคุณ".encode(), "columns", 3),
        ("thai,text\nภาษา,Ngôn, ngữ".encode(), "columns", 2),
        (b'thai,text\n"a' + b"\0" * 9 + b"x" * 200_000 + b'",b', "columns", 2),
    ],
)
def test_what_is_no_table_is_said_with_its_line(body, kind, line):
    with pytest.raises(Unread) as told:
        read_table(body)
    assert (told.value.kind, told.value.line) == (kind, line)


def test_a_text_is_kept_composed_and_without_space_around():
    assert plain("  Ngo\u0302n \n ngu\u031b\u0303 ") == "Ngôn ngữ"
