"""Data calls (การขอข้อมูลด่วน): a small table put to chosen offices until a deadline, answered, chased, added up.

Nothing of a call enters the figures: `columns` says what is asked and reads what was typed, `models` keeps calls and
answers, `commands` and `answering` change them, `totals` adds up, `tables` reads and writes workbooks.
"""
