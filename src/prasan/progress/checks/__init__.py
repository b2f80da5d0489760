"""Checks of reported numbers at entry (การตรวจตัวเลขก่อนส่ง): between figures, against history, against neighbours.

One engine for the command `prasan figures check`, forms, workbooks and bulk loads. `relations` says which figures
belong together, `flags` which codes exist and what each says, `situation` and `percent` check a row. Nothing here
reads the database: history is handed in.
"""
