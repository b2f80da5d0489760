import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition', models.CharField(choices=[('t24', 'ก่อนประชุม 24 ชั่วโมง'), ('t0', 'เริ่มประชุม')], max_length=3)),
                ('at', models.DateTimeField()),
                ('content', models.TextField()),
                ('digest', models.CharField(max_length=64)),
                ('briefing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='books', to='meetings.briefing')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'meetings_book',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('briefing', 'edition'), name='book_edition_once')],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON meetings_book"
            " FOR EACH ROW EXECUTE FUNCTION platform_append_only()",
            "DROP TRIGGER append_only ON meetings_book",
        ),
    ]
