"""How many pictures a line's link carries, beside how many it wants."""

from django.db import migrations, models

Q = models.Q


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_presence")]
    operations = [
        migrations.AddField("attendee", "fits", models.PositiveSmallIntegerField(db_default=9, default=9)),
        migrations.AddField("attendee", "small", models.BooleanField(db_default=False, default=False)),
        migrations.AddConstraint(
            "attendee", models.CheckConstraint(condition=Q(fits__in=[0, 1, 4, 9]), name="attendee_fits")
        ),
        migrations.AddConstraint(
            "attendee", models.CheckConstraint(condition=Q(small=False) | Q(fits=1), name="attendee_small_alone")
        ),
    ]
