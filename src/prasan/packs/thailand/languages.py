"""Write the languages of the tracking page and the slip as drafts: nobody whose language it is has read them."""

from __future__ import annotations

from prasan.kernel.pagetexts import plain
from prasan.packs.tables import rows
from prasan.packs.writing import hand_changed
from prasan.referrals.models import PageLanguage


def texts_of(code: str) -> dict[str, str]:
    """Return the pack's texts of a language, Thai → text."""
    found = {plain(row["thai"]): plain(row["text"]) for row in rows(f"page_languages/{code}")}
    return {thai: text for thai, text in found.items() if text}


def load() -> int:
    """Write what is new; returns how many languages the pack has.

    One that people touched (changed, read, released) stays as it is: a new version of the pack reaches drafts alone
    that are still its own, and takes nothing from people.
    """
    touched = hand_changed(PageLanguage)
    told = rows("page_languages")
    for row in told:
        texts = texts_of(row["code"])
        one, is_new = PageLanguage.objects.get_or_create(code=row["code"], defaults={**row, "texts": texts})
        if is_new or one.pk in touched or one.state != PageLanguage.State.DRAFT or one.texts == texts:
            continue
        # version goes up: who has the former texts open marks no others as read
        PageLanguage.objects.filter(pk=one.pk, version=one.version).update(texts=texts, version=one.version + 1)
    return len(told)
