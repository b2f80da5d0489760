"""Which picture sits where: order, own picture left out, few pictures, shared screens, secret items."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.media.engine import check_assignment
from prasan.meetings.stage.slots import AUDIOS, NOTHING, VIDEOS, Place, arrangement, order

TRANG, KRABI, YALA, CHAIR = (Place(1, "a1", 92), Place(2, "a2", 81), Place(3, "a3", 95), Place(9, "a9", 1))
ALL = [CHAIR, KRABI, TRANG, YALA]


def test_the_stage_stands_first_then_the_chair_hands_and_the_roster():
    places = [CHAIR, KRABI, TRANG, Place(3, "a3", 95, hand=5.0)]
    assert order(places, stage=1, chair=9) == [1, 9, 3, 2]


def test_who_is_of_the_stages_place_comes_before_the_rest():
    assert order([*ALL, Place(4, "a4", 92)], stage=1, chair=9) == [1, 9, 4, 2, 3]


def test_nobody_sees_themselves_and_the_stage_is_large():
    told = arrangement(ALL, stage=1, chair=9, sharing=None)
    assert told["a2"]["v0"] == "a1/main"
    assert told["a2"]["v1"] == "a9/thumb"
    assert told["a1"]["v0"] == "a9/main"
    assert not any((one or "").startswith("a1/") for one in told["a1"].values())


def test_the_sound_beside_the_first_picture_is_its_own():
    told = arrangement(ALL, stage=1, chair=9, sharing=None)
    assert told["a2"]["a0"] == "a1/mic"
    assert (told["a2"]["a1"], told["a2"]["a2"]) == ("auto", "auto")


def test_a_shared_screen_takes_the_first_place_of_the_others():
    told = arrangement(ALL, stage=1, chair=9, sharing=1)
    assert (told["a2"]["v0"], told["a2"]["v1"], told["a2"]["a0"]) == ("a1/screen", "a1/main", "a1/mic")
    assert told["a1"]["v0"] == "a9/main"


def test_few_pictures_and_none():
    weak = Place(2, "a2", 81, pictures=1)
    told = arrangement([CHAIR, weak, TRANG], stage=1, chair=9, sharing=None)["a2"]
    assert [told[f"v{place}"] for place in range(VIDEOS)] == ["a1/main", *[None] * 8]
    only_sound = arrangement([CHAIR, Place(2, "a2", 81, pictures=0), TRANG], stage=1, chair=9, sharing=None)["a2"]
    assert (only_sound["v0"], only_sound["a0"]) == (None, "auto")


def test_a_listener_gets_nothing_while_a_secret_item_is_taken_up():
    told = arrangement([CHAIR, TRANG, Place(5, "a5", 90, shut=True)], stage=1, chair=9, sharing=None)
    assert told["a5"] == NOTHING


def test_who_is_away_takes_no_place():
    told = arrangement([CHAIR, TRANG, Place(5, "a5", 90, here=False)], stage=5, chair=9, sharing=None)
    assert "a5" not in told
    assert told["a1"]["v0"] == "a9/main"


@given(
    st.lists(
        st.builds(
            Place, st.integers(1, 40), st.just(""), st.integers(1, 5), st.sampled_from([0.0, 1.0, 2.0]),
            st.sampled_from([0, 1, 4, 9]), st.booleans(), st.booleans(),
        ),
        unique_by=lambda one: one.line, max_size=30,
    ),
    st.integers(1, 40), st.integers(1, 40), st.none() | st.integers(1, 40),
)  # fmt: skip
def test_every_assignment_is_one_that_the_engine_takes(made, stage, chair, sharing):
    places = [Place(one.line, f"a{one.line}", one.area, one.hand, one.pictures, one.here, one.shut) for one in made]
    for peer, slots in arrangement(places, stage, chair, sharing).items():
        assert set(slots) == set(NOTHING)
        for slot, source in slots.items():
            check_assignment(slot, source, VIDEOS, AUDIOS)
            assert source is None or not source.startswith(f"{peer}/")
        shown = [one for slot, one in slots.items() if slot[0] == "v" and one]
        assert len(shown) == len(set(shown))
