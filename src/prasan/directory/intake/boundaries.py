"""Plan an import of boundaries: a GeoJSON collection whose features name areas by official code."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.intake.plan import Bad, Line, Plan
from prasan.directory.models import Area
from prasan.platform.commands import RuleBroken

CODES = ("code", "area_code", "pcode", "ADM1_PCODE", "ADM2_PCODE", "ADM3_PCODE", "id", "province_code", "district_code")
MOST_POINTS = 200_000


def plan_boundaries(content: bytes) -> Plan:
    """Return the plan; RuleBroken when the file is no GeoJSON collection of features."""
    try:
        parsed = json.loads(content.decode("utf-8-sig"))
        features = parsed["features"]
        if parsed["type"] != "FeatureCollection" or not isinstance(features, list):
            raise KeyError("features")
    except (ValueError, KeyError, TypeError, RecursionError):
        raise RuleBroken(_("ไฟล์นี้ไม่ใช่ GeoJSON ชนิด FeatureCollection"), field="file") from None
    plan = Plan()
    areas = {one.code: one for one in Area.objects.defer("grams")}
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        where = f"features[{number}]"
        try:
            area, geometry, points = _feature(feature, areas)
            if area.code in seen:
                raise ValueError(_("พื้นที่ %(code)s มีมากกว่าหนึ่งรูป") % {"code": area.code})
            seen.add(area.code)
        except ValueError as error:
            plan.bad.append(Bad("", where, str(error)))
            continue
        status = "same" if area.boundary == geometry else ("changed" if area.boundary else "new")
        changes = [] if status == "same" else [["boundary", "", str(points)]]
        plan.lines.append(Line(status, f"{area.code} {area.name_th}", where, changes))
        if status != "same":
            values = {"target_id": area.pk, "geometry": geometry, "points": points}
            plan.steps.append(["directory.set_boundary", values, where])
    return plan


def _feature(feature: Any, areas: dict[str, Area]) -> tuple[Area, dict[str, Any], int]:
    """Return area, geometry and number of points; raises ValueError with what is wrong."""
    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise ValueError(_("ไม่มีรูปพื้นที่"))
    told = {**(feature.get("properties") or {}), **({"id": feature["id"]} if "id" in feature else {})}
    codes = [str(told[name]).removeprefix("TH") for name in CODES if told.get(name) not in (None, "")]
    area = next((areas[code] for code in codes if code in areas), None)
    if area is None:
        raise ValueError(_("ไม่พบรหัสพื้นที่ในคุณสมบัติของรูป (code)"))
    geometry = feature["geometry"]
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        polygons = [coordinates]
    elif kind == "MultiPolygon":
        polygons = coordinates
    else:
        raise ValueError(_("รูปต้องเป็น Polygon หรือ MultiPolygon"))
    points = 0
    for polygon in _list(polygons):
        for ring in _list(polygon):
            points += _ring(ring)
    if points > MOST_POINTS:
        raise ValueError(_("รูปละเอียดเกินไป มีเกิน %(n)s จุด") % {"n": MOST_POINTS})
    return area, {"type": kind, "coordinates": coordinates}, points


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError(_("รูปไม่มีพิกัด"))
    return value


def _ring(ring: Any) -> int:
    """Return how many points a ring has; raises ValueError where it is not closed or leaves the earth."""
    if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError(_("เส้นรอบรูปไม่ปิด หรือมีจุดน้อยกว่าสี่จุด"))
    for point in ring:
        numbers = (
            isinstance(point, list)
            and len(point) >= 2
            and all(isinstance(one, int | float) and not isinstance(one, bool) for one in point[:2])
        )
        if not numbers or not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90):
            raise ValueError(_("พิกัดต้องเป็นลองจิจูด ละติจูด (WGS 84)"))
    return len(ring)
