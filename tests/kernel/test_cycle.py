from __future__ import annotations

import pytest

from prasan.kernel.cycle import LifeCycle, Move, NoSuchMove

REFERRAL = LifeCycle("draft", Move("send", {"draft", "returned"}, "sent"), Move("return", {"sent"}, "returned"),
                     Move("accept", {"sent"}, "accepted"))  # fmt: skip


def test_moves_lead_where_the_data_say():
    assert REFERRAL.after("draft", "send") == "sent"
    assert REFERRAL.after("returned", "send") == "sent"
    assert REFERRAL.can("sent", "accept")


def test_a_move_that_a_state_does_not_know_is_refused():
    assert not REFERRAL.can("draft", "accept")
    with pytest.raises(NoSuchMove):
        REFERRAL.after("accepted", "send")


def test_states_ends_and_sources():
    assert REFERRAL.states == {"draft", "sent", "returned", "accepted"}
    assert REFERRAL.ends == {"accepted"}
    assert REFERRAL.sources("send") == {"draft", "returned"}


def test_a_step_has_one_outcome():
    with pytest.raises(ValueError, match="twice"):
        LifeCycle("a", Move("go", {"a"}, "b"), Move("go", {"a"}, "c"))


def test_the_diagram_names_every_move():
    text = REFERRAL.mermaid()
    assert "draft --> sent: send" in text
    assert "accepted --> [*]" in text
