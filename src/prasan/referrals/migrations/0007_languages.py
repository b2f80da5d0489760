# The languages of the person's pages get a number, as every journalled row has one. No verb and no pack ever wrote a row
# of the former table, so it is made anew.

import django.db.models.deletion
import prasan.platform.vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0004_group_lead'),
        ('referrals', '0006_outreach'),
    ]

    operations = [
        migrations.DeleteModel(name='PageLanguage'),
        migrations.CreateModel(
            name='PageLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('name_th', models.CharField(blank=True, default='', max_length=60)),
                ('fonts', models.CharField(blank=True, default='', max_length=200)),
                ('state', models.CharField(choices=[('draft', 'ร่าง ยังไม่มีเจ้าของภาษาอ่าน'), ('read', 'เจ้าของภาษาอ่านแล้ว'), ('released', 'เผยแพร่แล้ว')], default='draft', max_length=8)),
                ('texts', models.JSONField(blank=True, default=dict)),
                ('version', models.PositiveIntegerField(default=1)),
                ('texts_at', models.DateTimeField(null=True)),
                ('read_by', prasan.platform.vault.fields.EncryptedField(blank=True, default='')),
                ('read_on', models.DateField(null=True)),
                ('texts_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.seat')),
            ],
            options={
                'db_table': 'referrals_page_language',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state', 'draft'), ('read_on__isnull', False), _connector='OR'), name='page_language_was_read')],
            },
        ),
    ]
