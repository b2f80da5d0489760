"""Notices to people: in the product, by e-mail, by LINE; at once, in a daily digest, or not at all.

    REPORT_DUE = notice_kind("reports.due", _("รายงานใกล้ครบกำหนด"), _("รายงานงวด %(period)s ครบกำหนด %(day)s"))
    notify([person_id], REPORT_DUE, url="/reports/7", key=f"due-7-{day}", period=256909, day=day)

No text holds personal data: a kind's words take numbers, codes and days only, and the link leads to the rest.
"""
