"""Cues: found in title and text, counted, and no piece of a longer word."""

from prasan.kernel.classify.cues import Finder, Group


def test_a_cue_in_the_title_the_lead_and_the_whole_is_counted():
    finder = Finder([Group.of("closure", ["ปิดกิจการ"])])
    numbers, found = finder.look(" ปิดกิจการ ", " ปิดกิจการ ปิดกิจการ ")
    assert (numbers.tolist(), found) == ([1.0, 1.0, 0.5], {"ปิดกิจการ": True})


def test_the_rest_of_a_word_is_no_cue():
    finder = Finder([Group.of("closure", ["ปิดตัว"]), Group.of("strike", ["ปิดงาน"])])
    numbers, found = finder.look(" เปิดตัวแอป ", " รัฐมนตรีเปิดงาน ")
    assert (numbers.any(), found) == (False, {})
    assert finder.look(" โรงงานปิดตัว ", "")[1] == {"ปิดตัว": True}
