"""A service, an office and the terms of our lists as HSDS 3.0 writes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from prasan.directory.models import Office
from prasan.platform.ui.filters import thaidate, thaitime
from prasan.registers import words_services
from prasan.registers.hsds.names import named
from prasan.registers.hsds.source import Directory
from prasan.registers.models import MobileDay, Service, ServiceTemplate
from prasan.registers.models.services import Nationality

Record = dict[str, Any]
STATUS = {"open": "active", "paused": "temporarily closed", "closed": "defunct"}
TAXONOMIES = {
    "who": ("กลุ่มอาชีพ", "Groups of people by their work, to whom a service is offered"),
    "section": ("มาตราประกันสังคม", "Sections of the Social Security Act B.E. 2533 under which a person is insured"),
    "nationality": ("สัญชาติ", "Whose service it is by nationality"),
    "national": ("บริการมาตรฐาน", "National services of the ministry, of which offices offer their copies"),
}
"""Our lists: code, Thai name, what it is."""
_LISTS: dict[str, Any] = {
    "who": words_services.WHO, "section": words_services.SECTIONS,
    "nationality": {value: label for value, label in Nationality.choices if value},
}  # fmt: skip


def filled(record: Record) -> Record:
    """Return a record without what is not told: HSDS knows no null."""
    return {name: value for name, value in record.items() if value is not None and value not in ("", [])}


def both(thai: str, english: str) -> str:
    """Return Thai and English as two paragraphs, where HSDS has one field."""
    return "\n\n".join(part for part in (thai, english) if part)


def taxonomies() -> list[Record]:
    """Return our lists."""
    return [
        {"id": named("taxonomy", code), "name": name, "description": what} for code, (name, what) in TAXONOMIES.items()
    ]


def terms(actor: Any) -> list[Record]:
    """Return every term of our lists, the national services in force among them; one query."""
    found = [term(kind, code) for kind, words in _LISTS.items() for code in words]
    rows = ServiceTemplate.objects.visible_to(actor).in_force().order_by("code")
    return found + [_national(one) for one in rows]


def term(kind: str, code: str) -> Record:
    """Return one term of a list of codes."""
    label = _LISTS[kind][code]
    with override("th"):
        thai = str(label)
    with override("en"):
        english = str(label)
    return _term(kind, code, thai, english)


def _national(one: ServiceTemplate) -> Record:
    return _term("national", one.code, one.name_th, one.name_en)


def _term(kind: str, code: str, thai: str, english: str) -> Record:
    return {
        "id": named("term", kind, code), "code": f"{kind}:{code}", "name": thai, "description": english or thai,
        "language": "th", "taxonomy_id": named("taxonomy", kind),
    }  # fmt: skip


def organization(office: Office, *, whole: bool = True) -> Record:
    """Return an office. Parameters: `whole`, with what hangs on it, else its own fields alone."""
    number = named("office", office.code)
    with override("th"):
        what = f"{office.get_kind_display()} {office.area.name_th}"
    found = filled({
        "id": number, "name": office.name_th, "alternate_name": office.name_en,
        "description": both(what, office.area.name_en), "email": office.email,
        "legal_status": "government" if office.kind != Office.Kind.OUTSIDE else "partner",
    })  # fmt: skip
    if not whole:
        return found
    return filled(found | {
        "organization_identifiers": [{
            "id": named("identifier", office.code), "organization_id": number, "identifier_type": "office code",
            "identifier": office.code,
        }],
        "phones": _phones(office), "locations": [location(office)],
    })  # fmt: skip


def _phones(office: Office) -> list[Record]:
    if not office.phone:
        return []
    return [{
        "id": named("phone", office.code), "organization_id": named("office", office.code), "number": office.phone,
        "type": "voice",
    }]  # fmt: skip


def location(office: Office) -> Record:
    """Return where an office is: as far as the directory knows, its province, district or country."""
    return filled({
        "id": named("location", office.code), "location_type": "physical",
        "organization_id": named("office", office.code), "name": f"{office.name_th} ({office.area.name_th})",
        "alternate_name": office.area.name_en, "external_identifier": office.area.code,
        "external_identifier_type": "area code",
    })  # fmt: skip


def row_of(one: Service) -> Record:
    """Return the one-to-one fields of a service."""
    thai, english, national = one.name_th, one.name_en, one.template
    if national is not None:
        thai, english = national.name_th, national.name_en
    conditions = one.conditions
    return filled({
        "id": str(one.uid), "organization_id": named("office", one.office.code), "name": thai,
        "alternate_name": english, "description": _description(one), "email": one.office.email,
        "status": STATUS[one.state], "fees_description": _fees(one),
        "eligibility_description": both(one.term("eligibility_th"), one.term("eligibility_en")),
        "minimum_age": conditions.age_from, "maximum_age": conditions.age_to,
        "assured_date": one.checked_on.isoformat() if one.checked_on else None, "alert": one.paused_reason,
    })  # fmt: skip


def _description(one: Service) -> str:
    told = []
    for language in ("th", "en"):
        with override(language):
            label, days = words_services.TERMS["days"], one.term("days")
            promised = f"{label}: {words_services.days(days)}" if days is not None else ""
        told.append("\n".join(part for part in (one.term(f"description_{language}"), promised) if part))
    return both(*told)


def _fees(one: Service) -> str:
    told = []
    for language in ("th", "en"):
        with override(language):
            amount = words_services.fee(one.term("fee")) if one.term("fee") is not None else ""
        told.append(" · ".join(part for part in (amount, one.term(f"fee_note_{language}")) if part))
    return both(*told)


def nested(one: Service, known: Directory) -> Record:
    """Return a service with all that belongs to it."""
    number = str(one.uid)
    return row_of(one) | filled({
        "organization": organization(one.office, whole=False),
        "service_at_locations": [at_location(one), *(at_day(one, day) for day in known.days_of(one))],
        "required_documents": [
            {"id": named("paper", number, paper.code), "service_id": number,
             "document": both(paper.name_th, paper.name_en).replace("\n\n", " · ")}
            for paper in known.papers_of(one.term("papers"))
        ],
        "cost_options": _costs(one, number),
        "service_areas": [{
            "id": named("area", number, one.area.code), "service_id": number, "name": one.area.name_th,
            "description": one.area.name_en, "uri": f"urn:prasan:area:{one.area.code}",
        }],
        "attributes": list(_attributes(one, number)),
    })  # fmt: skip


def at_location(one: Service) -> Record:
    """Return where a service is given: at its office, with the hours as people read them."""
    return filled({
        "id": named("service-at-location", one.uid, one.office.code), "service_id": str(one.uid),
        "location_id": named("location", one.office.code), "description": both(one.hours_th, one.hours_en),
        "location": location(one.office),
    })  # fmt: skip


def mobile_location(one: Service, day: MobileDay) -> Record:
    """Return where a mobile unit stops, as a place of the office whose service comes along."""
    point = day.point or (None, None)
    return filled({
        "id": named("mobile-location", day.pk, one.office.code), "location_type": "physical",
        "organization_id": named("office", one.office.code), "name": f"{day.place} ({day.area.name_th})",
        "description": _when(day), "latitude": point[0], "longitude": point[1],
        "external_identifier": day.area.code, "external_identifier_type": "area code",
    })  # fmt: skip


def at_day(one: Service, day: MobileDay) -> Record:
    """Return a service given on a mobile unit's day, with day and hours as people read them."""
    return {
        "id": named("service-at-mobile-day", one.uid, day.pk), "service_id": str(one.uid),
        "location_id": named("mobile-location", day.pk, one.office.code), "description": _when(day),
        "location": mobile_location(one, day),
    }  # fmt: skip


def _when(day: MobileDay) -> str:
    told = []
    for language in ("th", "en"):
        with override(language):
            hours = f"{thaidate(day.day, 'full')} {thaitime(day.begins)}–{thaitime(day.ends)}"
            told.append(f"{words_services.MOBILE} {hours}")
    return both(*told)


def _costs(one: Service, number: str) -> list[Record]:
    fee = one.term("fee")
    if fee is None:
        return []
    return [filled({
        "id": named("cost", number), "service_id": number, "currency": "THB",
        "amount": fee // 100 if fee % 100 == 0 else fee / 100, "option": one.term("fee_note_th"),
    })]  # fmt: skip


def _attributes(one: Service, number: str) -> Iterator[Record]:
    conditions = one.conditions
    told = [("who", code) for code in sorted(conditions.who)] + [("section", c) for c in sorted(conditions.sections)]
    told += [("nationality", conditions.nationality)] if conditions.nationality else []
    for kind, code in told:
        yield _attribute(number, "eligibility", term(kind, code))
    if one.template is not None:
        yield _attribute(number, "service_type", _national(one.template))


def _attribute(number: str, link_type: str, found: Record) -> Record:
    return {
        "id": named("attribute", number, found["code"]), "link_id": number, "taxonomy_term_id": found["id"],
        "link_type": link_type, "link_entity": "service", "taxonomy_term": found,
    }  # fmt: skip
