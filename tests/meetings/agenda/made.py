"""Facts and rules as hypothesis draws them: every kind, ties, names that differ, wishes of the chair."""

from __future__ import annotations

from hypothesis import strategies as st

from prasan.meetings.agenda import KINDS, Evidence, Fact, Figures, Rules

PROVINCES = [("92", "ตรัง", "Trang"), ("80", "นครศรีธรรมราช", "Nakhon Si Thammarat"), ("10", "กรุงเทพมหานคร", "Bangkok")]
LAST = 7


def fact(kind: str, number: int, **told) -> Fact:
    """Return a fact of a kind with usual values."""
    code, th, en = PROVINCES[number % len(PROVINCES)]
    plain = {
        "key": f"{kind}:{number}", "area_code": code, "area_th": th, "area_en": en, "ref": number,
        "evidence": (Evidence("report", str(number)),), "label_th": f"เรื่อง {number}", "label_en": f"Matter {number}",
    }  # fmt: skip
    return Fact(kind=kind, **{**plain, **told})


figures = st.builds(
    Figures, st.none() | st.integers(0, 999), st.integers(0, 999), st.integers(0, 999),
    st.sampled_from(["late", "very_late"]), st.none() | st.integers(-2000, 0), st.just(257001),
)  # fmt: skip
parts = st.fixed_dictionaries(
    {}, optional={
        "days": st.integers(0, 90), "level": st.integers(0, 4), "reopened": st.integers(0, 1),
        "severity": st.sampled_from(["extreme", "severe", "minor"]), "state": st.sampled_from(["answered", "working"]),
    },
).map(lambda told: tuple(told.items()))  # fmt: skip


@st.composite
def facts(draw, most: int = 16) -> list[Fact]:
    """Draw facts, each with a key of its own; policies, offices and origins repeat."""
    found = []
    for number in range(draw(st.integers(0, most))):
        found.append(fact(
            draw(st.sampled_from(KINDS)), number,
            policy=draw(st.none() | st.integers(1, 3)), ref=draw(st.integers(1, 4)), order=draw(st.integers(0, 2)),
            origin=draw(st.none() | st.just(LAST) | st.just(3)), weight=draw(st.sampled_from([0, 100, 150])),
            minutes=draw(st.none() | st.integers(1, 20)), figures=draw(st.none() | figures), parts=draw(parts),
        ))  # fmt: skip
    return found


KEYS = ["area:92", "area:10", "policy:2", "directive:1", "arising:80", "guidance:3", "closed", "opening", "gone"]
rules = st.builds(
    Rules, st.integers(1, 300), group=st.sampled_from(["area", "policy"]), host=st.sampled_from(["", "92", "10"]),
    least=st.integers(1, 5), most=st.integers(5, 30), last=st.none() | st.just(LAST),
    first=st.lists(st.sampled_from(KEYS), unique=True, max_size=3).map(tuple),
    written=st.lists(st.sampled_from(KEYS), unique=True, max_size=2).map(tuple),
    own_minutes=st.dictionaries(st.sampled_from(KEYS), st.integers(1, 40), max_size=2).map(lambda d: tuple(d.items())),
)  # fmt: skip
