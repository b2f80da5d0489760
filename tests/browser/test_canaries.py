"""Numbers of people stand nowhere in plain text: not in a dump, the database's files, logs, nor on an error."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from tests.browser import canaries
from tests.browser.conftest import running

pytestmark = pytest.mark.browser


def test_what_is_looked_for_is_found_however_it_is_written():
    birds = canaries.hatch(3, seed=1)
    number, phone = birds.ids[0], birds.phones[0]
    dashed = f"{number[0]}-{number[1:5]}-{number[5:10]}-{number[10:12]}-{number[12]}"
    for written in (f"x{number}y", dashed, f"+66{phone[1:]}", f"{phone[:3]}-{phone[3:]}", f"1{phone}2"):
        assert list(canaries.planted_in(written.encode(), birds.words)), written
    assert not list(canaries.planted_in(b"1234567890123 0812345678", birds.words))
    chance = f"{{88{phone}047212,30768255872890812}}"  # keys of names, in which a telephone stands by chance
    assert not list(canaries.planted_in(chance.encode(), birds.words))
    for written in (f"{{88{number}04721}}", f"88{phone}047212,", f"{{88{phone}047212 ", f"{{{phone},7}}"):
        assert list(canaries.planted_in(written.encode(), birds.words)), written


def test_no_number_of_a_person_is_written_anywhere_in_plain_text(tmp_path):
    birds = canaries.hatch(120, seed=2)
    with tempfile.TemporaryDirectory(prefix="prasan-tmp-") as place:
        os.chmod(place, 0o1777)
        with running(TMPDIR=place) as site, canaries.Watch(Path(place), birds.words) as watch:
            canaries.plant(site, birds, tmp_path)
            (site.var / "seen").write_text("\n".join(birds.phones[:1]))  # a reader that finds nothing finds this
            found = canaries.found_in(site.var, birds.words)
            text = canaries.dump(site, tmp_path)
            found += canaries.found_in(tmp_path, birds.words)
            size = text.stat().st_size
    assert birds.entered > 90
    assert birds.errors > 50
    assert {one.split(":")[0] for one in found} == {"seen"}, found
    assert (birds.told, sorted(watch.found)) == ([], [])
    assert watch.rounds > 10
    assert size > 1_000_000
