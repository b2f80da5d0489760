"""A directive split to many places: one set of statements whatever their number, each part with its own journal."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.directives import policy as may
from prasan.directives.commands.parts import IssuePart, issue_parts, part_of
from prasan.directives.models import Directive
from prasan.directory.clocks import Clocks
from prasan.directory.models import Area, Office
from prasan.platform.commands import SYSTEM, Refused, perform
from prasan.platform.commands.proof import differences
from prasan.platform.journal.models import Entry, Outbox

MOST_STATEMENTS = 32
"""Statements of issuing a split directive, savepoints counted."""


def provinces(g, count):
    """Return the areas of some new provinces, each with its labour office."""
    found = []
    for n in range(count):
        first = 10_000 + n * 1_000
        area = Area.objects.create(
            id=first, last=first + 999, code=f"n{n}", kind="province", name_th=f"จังหวัดที่ {n}", name_en=f"P{n}",
            parent=g.areas["TH"], sort_th=f"{n:03}", short_th="จว",
        )  # fmt: skip
        Office.objects.create(
            code=f"OPS-n{n}", kind="provincial", agency_id="OPS", area=area, name_th=f"สรจ. {n}", leads_province=True
        )
        found.append(area.pk)
    return found


def split(g, areas, **more):
    return g.issue(lead="OPS", areas=areas, split=True, **more)


def test_the_number_of_statements_does_not_grow_with_the_places(g):
    areas = provinces(g, 30)
    counts = []
    for some in (areas[:2], areas):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            split(g, some)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST_STATEMENTS


def test_every_part_has_its_office_area_number_and_journal(g):
    made = split(g, [g.areas["92"].pk, g.areas["80"].pk, g.areas["TW"].pk], public_message="โทร 1506", hotline_key="2")
    parts = list(made.parts.order_by("part").select_related("lead"))
    assert [(one.code, one.lead.code) for one in parts] == [
        ("1.1/2569", "OPS-80"), ("1.2/2569", "OPS-92"), ("1.3/2569", "ABROAD-TW-TAIPEI"),
    ]  # fmt: skip
    assert [list(one.areas.values_list("area__code", flat=True)) for one in parts] == [["80"], ["92"], ["TW"]]
    assert {(one.text, one.public_message, one.hotline_key) for one in parts} == {(made.text, "โทร 1506", "2")}
    assert all(one.escalate_at == one.due_at for one in parts)
    entries = Entry.objects.filter(verb="directives.issue_part").order_by("object_id")
    assert [(one.object_id, one.office_id) for one in entries] == [(one.pk, one.lead_id) for one in parts]
    assert entries[0].changes["text"] == [None, made.text]
    assert "grams" not in entries[0].changes
    told = Outbox.objects.get(name="directives.issue_part")
    assert told.payload == {"ids": [one.pk for one in parts]}


@pytest.mark.parametrize(("who", "giver"), [("minister", "minister"), ("duty", "minister"), ("plo", "plo")])
def test_the_set_does_what_one_does(g, who, giver):
    whole = g.issue(giver, lead="OPS-92")
    rows = []
    for n, office in enumerate(("OPS-92", "DOE-92"), start=1):
        lead = g.offices[office]
        rows.append(part_of(whole, n, g.areas["92"], lead, Clocks([lead], dt.date(2026, 11, 23))))
    assert differences(g.actors[who], IssuePart, rows, ignore=["id"]) == []


def test_the_conditions_of_the_set_are_the_policy_of_one(g):
    for giver, lead in (("minister", "OPS-92"), ("dg", "DOE-92"), ("plo", "DOE-92"), ("plo-80", "DOE-80")):
        g.issue(giver, lead)
        g.issue(giver, lead, origin="briefing", origin_ref=1, origin_label="การประชุม")
    rows = Directive.objects.select_related("lead", "giver")
    for who, actor in {**g.actors, "system": SYSTEM}.items():
        one = {row.pk for row in rows if may.can_issue(actor, row) is None}
        needs = [need.holds for need in may.issue_needs(actor)]
        assert set(rows.filter(*needs).values_list("pk", flat=True)) == one, who


def test_who_may_not_give_to_one_place_gives_to_none(g):
    whole = g.issue("plo", lead="DOE-92")
    both = [(g.areas["92"], g.offices["OPS-92"]), (g.areas["80"], g.offices["OPS-80"])]
    clocks = Clocks([office for _area, office in both], dt.date(2026, 11, 23))
    with pytest.raises(Refused):
        issue_parts(g.actors["plo"], whole, both, clocks)
    assert not Directive.objects.filter(whole=whole).exists()


def test_one_part_alone_is_the_same_verb(g):
    whole, lead = g.issue(lead="OPS"), g.offices["OPS-92"]
    told = part_of(whole, 1, g.areas["92"], lead, Clocks([lead], dt.date(2026, 11, 23)))
    made = perform(g.actors["minister"], IssuePart(**told))
    assert (made.whole_id, made.lead_id, made.due_kind) == (whole.pk, lead.pk, "days")
