"""Keeping work items in step with the plan that makes them: set by set, by code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prasan.registers.models import WorkItem


def keep(items: Iterable[WorkItem], policies: Mapping[str, Iterable[int]]) -> dict[str, int]:
    """Write work items by code, with the policies that they serve; returns their numbers by code.

    Parameters: `items`, unsaved rows; `policies`, policy numbers by code. Four queries at most. Policies
    that an item no longer serves are taken away.
    """
    rows = list(items)
    if not rows:
        return {}
    WorkItem.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"],
        update_fields=["name_th", "name_en", "office", "area", "fiscal_year"], batch_size=1000,
    )  # fmt: skip
    ids = dict(WorkItem.objects.filter(code__in=[one.code for one in rows]).values_list("code", "id"))
    links = WorkItem.policies.through
    links.objects.filter(workitem_id__in=ids.values()).delete()
    wanted = {(ids[code], policy) for code, some in policies.items() if code in ids for policy in some}
    links.objects.bulk_create(
        [links(workitem_id=item, policy_id=policy) for item, policy in sorted(wanted)], batch_size=2000
    )
    return ids
