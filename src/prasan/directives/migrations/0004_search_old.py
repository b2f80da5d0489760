"""What a search finds is written for what was given before there was one."""

from django.db import migrations

from prasan.kernel.normalise import ngrams

MODELS = ("Directive", "Guidance")
SIZE = 500


def fill(apps, schema_editor):
    """Write the grams of every row that has none."""
    for name in MODELS:
        rows = apps.get_model("directives", name).objects
        after = 0
        while part := list(rows.filter(pk__gt=after).order_by("pk").only("text", "official_no")[:SIZE]):
            for row in part:
                row.grams = ngrams(*(one for one in (row.text, row.official_no) if one))
            rows.bulk_update(part, ["grams"])
            after = part[-1].pk


class Migration(migrations.Migration):
    dependencies = [("directives", "0003_rounds_and_search")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
