"""Desks end and have names; a counter has hours; kiosks at which people take tickets alone."""

import datetime
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('counter', '0002_guards'),
        ('directory', '0004_group_lead'),
        ('referrals', '0008_drives'),
        ('registers', '0013_erased'),
    ]

    operations = [
        migrations.CreateModel(
            name='Kiosk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('prints', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('nonce', models.CharField(editable=False, max_length=32)),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
            ],
            options={
                'db_table': 'counter_kiosk',
                'ordering': ['-id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='desk',
            name='counter_desk_number',
        ),
        migrations.AddField(
            model_name='desk',
            name='ended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='desk',
            name='name',
            field=models.CharField(blank=True, default='', max_length=60),
        ),
        migrations.AddField(
            model_name='place',
            name='closes_at',
            field=models.TimeField(default=datetime.time(16, 30)),
        ),
        migrations.AddField(
            model_name='place',
            name='every_day',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='place',
            name='opens_at',
            field=models.TimeField(default=datetime.time(8, 30)),
        ),
        migrations.AddField(
            model_name='ticket',
            name='declared',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('place', 'number'), name='counter_desk_living_number'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('is_open', False), _connector='OR'), name='counter_desk_ended_closed'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('opens_at__lt', models.F('closes_at'))), name='counter_place_hours'),
        ),
        migrations.AddField(
            model_name='kiosk',
            name='opened_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.seat'),
        ),
        migrations.AddField(
            model_name='kiosk',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kiosks', to='counter.place'),
        ),
        migrations.AddField(
            model_name='ticket',
            name='kiosk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tickets', to='counter.kiosk'),
        ),
        migrations.AddIndex(
            model_name='ticket',
            index=models.Index(condition=models.Q(('kiosk__isnull', False)), fields=['kiosk', 'came_at'], name='counter_ticket_kiosk'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.CheckConstraint(condition=models.Q(('declared', False), models.Q(('priority', 'none'), _negated=True), _connector='OR'), name='counter_ticket_declared_priority'),
        ),
        migrations.AddConstraint(
            model_name='kiosk',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('opened_at'))), name='counter_kiosk_expires_after'),
        ),
        migrations.RunSQL(
            """
            CREATE TRIGGER never_deleted BEFORE DELETE ON counter_desk
                FOR EACH ROW EXECUTE FUNCTION platform_append_only();
            CREATE TRIGGER never_deleted BEFORE DELETE ON counter_kiosk
                FOR EACH ROW EXECUTE FUNCTION platform_append_only();
            """,
            """
            DROP TRIGGER never_deleted ON counter_kiosk;
            DROP TRIGGER never_deleted ON counter_desk;
            """,
        ),
    ]
