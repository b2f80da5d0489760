"""List pages by description: columns, filters, sorts; keyset paging, saved views, export.

class Reports(Listing):
    name, title = "progress.reports", _("รายงาน")
    columns = (Column("office", _("หน่วยงาน"), "office__name_th", sort="office__sort_th"), …)
    filters = (Choice("state", _("สถานะ"), "state", Report.State.choices),)
    order = "-due"

    def rows(self, actor):
        return Report.objects.visible_to(actor)
"""

from prasan.platform.listings.filters import Choice, Days, Filter, Flag, Search
from prasan.platform.listings.listing import LISTINGS, Column, Listing, Page, codes_by_word

__all__ = ["LISTINGS", "Choice", "Column", "Days", "Filter", "Flag", "Listing", "Page", "Search", "codes_by_word"]
