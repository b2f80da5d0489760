"""Intake with a ledger (รับข่าวพร้อมบัญชี): from bytes to items; what is received is stored, a duplicate, or refused."""
