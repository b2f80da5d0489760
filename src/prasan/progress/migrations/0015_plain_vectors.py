"""Stores the vectors of roll-ups as they are: packing them cost four times what writing them does, at every fold.

A row of ten years stays in its page (`toast_tuple_target`), a longer one goes aside uncompressed (`EXTERNAL`).
"""

from django.db import migrations

PLAIN = """
ALTER TABLE {table} SET (toast_tuple_target = 8160);
ALTER TABLE {table} ALTER sums SET STORAGE EXTERNAL, ALTER counts SET STORAGE EXTERNAL,
    ALTER wholes SET STORAGE EXTERNAL;
"""
PACKED = """
ALTER TABLE {table} RESET (toast_tuple_target);
ALTER TABLE {table} ALTER sums SET STORAGE EXTENDED, ALTER counts SET STORAGE EXTENDED,
    ALTER wholes SET STORAGE EXTENDED;
"""


class Migration(migrations.Migration):
    dependencies = [("progress", "0014_frozen_sets")]

    operations = [
        migrations.RunSQL(PLAIN.replace("{table}", table), PACKED.replace("{table}", table))
        for table in ("progress_sheet", "progress_strip")
    ]
