"""Records of processing and the retention schedule to begin with (processing_records.csv, retention_terms.csv)."""

from __future__ import annotations

from django.utils import timezone

from prasan.directory.models import Office
from prasan.packs.tables import rows
from prasan.packs.writing import hand_changed, upsert
from prasan.privacy.models import ProcessingRecord, RetentionTerm
from prasan.privacy.models.records import WORDS

TEXTS = tuple(f"{name}_{language}" for name in WORDS for language in ("th", "en"))


def load() -> dict[str, int]:
    """Write both; what the protection officer reviewed, changed or set since stays. Returns rows by table."""
    table = rows("processing_records")
    by_hand = hand_changed(ProcessingRecord)
    kept = set(ProcessingRecord.objects.filter(pk__in=by_hand).values_list("code", flat=True))
    owners = dict(Office.objects.filter(code__in={row["owner"] for row in table}).values_list("code", "pk"))
    today = timezone.localdate()
    found = [
        ProcessingRecord(
            code=row["code"], owner_id=owners[row["owner"]], basis=row["basis"], covers=row["covers"].split(),
            valid_from=today, **{name: row[name] for name in TEXTS},
        )
        for row in table
        if row["code"] not in kept
    ]  # fmt: skip
    upsert(ProcessingRecord, found, ["code", "version"], ["owner", "basis", "covers", *TEXTS])
    terms = [RetentionTerm(**row | {"years": int(row["years"])}) for row in rows("retention_terms")]
    RetentionTerm.objects.bulk_create(terms, ignore_conflicts=True)
    return {"processing_records": len(table), "retention_terms": len(terms)}
