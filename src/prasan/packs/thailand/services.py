"""National services of the five departments and the papers they ask for (services.csv, papers.csv)."""

from __future__ import annotations

from prasan.packs.tables import rows
from prasan.packs.writing import hand_changed, upsert
from prasan.registers.models import Paper, ServiceTemplate

WORDS = (
    "name_th", "name_en", "description_th", "description_en", "eligibility_th", "eligibility_en", "nationality",
    "fee_note_th", "fee_note_en", "legal_basis", "source",
)  # fmt: skip
CODES = ("who", "sections", "papers")
NUMBERS = ("age_from", "age_to", "fee", "days")


def load() -> dict[str, int]:
    """Write papers and national services, in force; what people changed since stays. Returns rows by table."""
    papers = [Paper(**row | {"order": int(row["order"])}) for row in rows("papers")]
    upsert(Paper, papers, ["code"], ["order", "name_th", "name_en"])
    kept = set(ServiceTemplate.objects.filter(pk__in=hand_changed(ServiceTemplate)).values_list("code", flat=True))
    table = rows("services")
    found = [_template(row) for row in table if row["code"] not in kept]
    upsert(ServiceTemplate, found, ["code"], ["agency", *WORDS, *CODES, *NUMBERS])
    return {"papers": len(papers), "services": len(table)}


def _template(row: dict[str, str]) -> ServiceTemplate:
    """Return a national service out of its row: an empty number is not told, a fee stands in satang."""
    told = {name: row[name] for name in WORDS} | {name: row[name].split() for name in CODES}
    numbers = {name: int(row[name]) if row[name] else None for name in NUMBERS}
    return ServiceTemplate(code=row["code"], agency_id=row["agency"], state="in_force", **told, **numbers)
