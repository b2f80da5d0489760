"""Directives (ข้อสั่งการ) with an owner and a due date, and standing guidance (แนวทางการปฏิบัติงาน) to many offices."""
