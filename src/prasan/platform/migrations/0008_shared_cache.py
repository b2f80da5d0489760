"""A small table that all web processes share: counts of wrong passwords, one-time codes that were used."""

from django.db import migrations

FORWARD = """
CREATE TABLE platform_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX platform_cache_expires ON platform_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0007_notices")]
    operations = [migrations.RunSQL(FORWARD, "DROP TABLE platform_cache")]
