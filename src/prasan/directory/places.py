"""How many provinces, in words: the ministry counts Bangkok apart."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prasan.platform.ui.filters import number

CAPITAL = "10"
"""Bangkok is a special administration, no province; the ministry never says "77 จังหวัด"."""


def places(codes: Collection[str]) -> str:
    """Say how many provinces: "12 จังหวัด", "76 จังหวัดและกรุงเทพมหานคร". Parameters: `codes`, of the provinces."""
    count = len(codes)
    if CAPITAL not in codes:
        return ngettext("%(n)s จังหวัด", "%(n)s จังหวัด", count) % {"n": number(count)}
    if count == 1:
        return _("กรุงเทพมหานคร")
    return _("%(n)s จังหวัดและกรุงเทพมหานคร") % {"n": number(count - 1)}
