
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0004_group_lead'),
        ('platform', '0009_comments'),
        ('registers', '0007_warning_limits'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('evidence', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'directives_answer',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='AnswerFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='directives.answer')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.file')),
            ],
            options={
                'db_table': 'directives_answer_file',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Directive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('issued_at', models.DateTimeField()),
                ('origin', models.CharField(choices=[('free', 'สั่งการโดยตรง'), ('briefing', 'การประชุม'), ('event', 'เหตุการณ์'), ('policy', 'นโยบาย'), ('inspection', 'การตรวจราชการ')], default='free', max_length=10)),
                ('origin_ref', models.BigIntegerField(blank=True, null=True)),
                ('origin_label', models.CharField(blank=True, default='', max_length=300)),
                ('text', models.TextField()),
                ('classification', models.PositiveSmallIntegerField(choices=[(0, 'ปกติ'), (1, 'ลับ'), (2, 'ลับมาก')], default=0)),
                ('official_no', models.CharField(blank=True, default='', max_length=100)),
                ('official_date', models.DateField(blank=True, null=True)),
                ('part', models.PositiveSmallIntegerField(default=0)),
                ('outside', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('due_kind', models.CharField(choices=[('date', 'ภายในวันที่'), ('months', 'ภายใน … เดือน'), ('days', 'ภายใน … วัน'), ('hours', 'ภายใน … ชั่วโมงทำการ'), ('at_once', 'ทันที')], max_length=8)),
                ('due_amount', models.PositiveSmallIntegerField(default=0)),
                ('due_day', models.DateField(blank=True, null=True)),
                ('due_at', models.DateTimeField()),
                ('report_back', models.BooleanField(default=True)),
                ('public_message', models.TextField(blank=True, default='')),
                ('hotline_key', models.CharField(blank=True, default='', max_length=5)),
                ('bound', models.BooleanField(default=False)),
                ('goal', models.BigIntegerField(blank=True, null=True)),
                ('every', models.CharField(blank=True, choices=[('', 'ครั้งเดียว'), ('week', 'ทุกสัปดาห์จนกว่าจะสั่งเป็นอย่างอื่น'), ('month', 'ทุกเดือนจนกว่าจะสั่งเป็นอย่างอื่น')], default='', max_length=5)),
                ('until', models.DateField(blank=True, null=True)),
                ('state', models.CharField(choices=[('issued', 'สั่งการแล้ว'), ('acknowledged', 'รับทราบแล้ว'), ('working', 'กำลังดำเนินการ'), ('answered', 'รายงานผลแล้ว'), ('returned', 'ส่งกลับให้ดำเนินการต่อ'), ('closed', 'ปิดเรื่องแล้ว'), ('withdrawn', 'ถอนแล้ว')], default='issued', max_length=12)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('acknowledged_minutes', models.PositiveIntegerField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('first_answered_at', models.DateTimeField(null=True)),
                ('answered_minutes', models.PositiveIntegerField(null=True)),
                ('has_evidence', models.BooleanField(default=False)),
                ('returned_why', models.TextField(blank=True, default='')),
                ('closed_at', models.DateTimeField(null=True)),
                ('reopened', models.PositiveSmallIntegerField(default=0)),
                ('withdrawn_why', models.TextField(blank=True, default='')),
                ('level', models.PositiveSmallIntegerField(default=0)),
                ('escalate_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('aim_area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.area')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.area')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.seat')),
                ('indicator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.indicator')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='directives', to='directory.office')),
                ('policy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.policy')),
                ('previous', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='directives.directive')),
                ('whole', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='directives.directive')),
            ],
            options={
                'db_table': 'directives_directive',
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='answer',
            name='directive',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='directives.directive'),
        ),
        migrations.CreateModel(
            name='DirectiveArea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.area')),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='directives.directive')),
            ],
            options={
                'db_table': 'directives_area',
                'ordering': ['area'],
            },
        ),
        migrations.CreateModel(
            name='DirectiveOffice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('directive', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='co_offices', to='directives.directive')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
            ],
            options={
                'db_table': 'directives_office',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Guidance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('year', models.PositiveSmallIntegerField()),
                ('issued_at', models.DateTimeField()),
                ('origin', models.CharField(choices=[('free', 'สั่งการโดยตรง'), ('briefing', 'การประชุม'), ('event', 'เหตุการณ์'), ('policy', 'นโยบาย'), ('inspection', 'การตรวจราชการ')], default='free', max_length=10)),
                ('origin_ref', models.BigIntegerField(blank=True, null=True)),
                ('origin_label', models.CharField(blank=True, default='', max_length=300)),
                ('text', models.TextField()),
                ('classification', models.PositiveSmallIntegerField(choices=[(0, 'ปกติ'), (1, 'ลับ'), (2, 'ลับมาก')], default=0)),
                ('official_no', models.CharField(blank=True, default='', max_length=100)),
                ('official_date', models.DateField(blank=True, null=True)),
                ('review_on', models.DateField()),
                ('state', models.CharField(choices=[('in_force', 'ใช้อยู่'), ('ended', 'สิ้นสุดแล้ว'), ('withdrawn', 'ถอนแล้ว')], default='in_force', max_length=10)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_why', models.TextField(blank=True, default='')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.seat')),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
                ('policy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registers.policy')),
            ],
            options={
                'db_table': 'directives_guidance',
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Addressee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'ยังไม่รับทราบ'), ('acknowledged', 'รับทราบแล้ว'), ('answered', 'ตอบแล้ว')], default='asked', max_length=12)),
                ('how', models.TextField(blank=True, default='')),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.area')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
                ('guidance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addressees', to='directives.guidance')),
            ],
            options={
                'db_table': 'directives_addressee',
                'ordering': ['area', 'office'],
            },
        ),
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
                ('issuer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
            ],
            options={
                'db_table': 'directives_counter',
                'constraints': [models.UniqueConstraint(fields=('issuer', 'kind', 'year'), name='directive_counter_once')],
            },
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['lead', '-id'], name='directive_lead'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['area', '-id'], name='directive_area'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['issuer', '-id'], name='directive_issuer'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['giver', '-id'], name='directive_giver'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(condition=models.Q(('state__in', ['acknowledged', 'issued', 'returned', 'working'])), fields=['due_at', 'id'], name='directive_open'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['issued_at'], name='directive_issued'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(condition=models.Q(('escalate_at__isnull', False)), fields=['escalate_at'], name='directive_escalate'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(condition=models.Q(('bound', True)), fields=['indicator', 'aim_area'], name='directive_bound'),
        ),
        migrations.AddIndex(
            model_name='directive',
            index=models.Index(fields=['acknowledged_by', '-id'], name='directive_mine'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='directive_has_text'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 2500), ('year__lte', 2700)), name='directive_year_is_buddhist'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('classification__lte', 2)), name='directive_class'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin__in', ['briefing', 'event']), ('origin_ref__isnull', False)), models.Q(models.Q(('origin__in', ['briefing', 'event']), _negated=True), ('origin_ref', None)), _connector='OR'), name='directive_origin_named'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('official_date', None), ('official_no', '')), models.Q(models.Q(('official_no', ''), _negated=True), ('official_date__isnull', False)), _connector='OR'), name='directive_official_whole'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.UniqueConstraint(fields=('issuer', 'year', 'number', 'part'), name='directive_number_once'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('part', 0), ('whole', None)), models.Q(('part__gt', 0), ('whole__isnull', False)), _connector='OR'), name='directive_part_of_whole'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('issued_at'))), name='directive_due_later'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_day__isnull', False), ('due_kind__in', ['date', 'months', 'days'])), models.Q(('due_day', None), ('due_kind__in', ['hours', 'at_once'])), _connector='OR'), name='directive_due_kind'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('every', ''), ('due_day__isnull', False), _connector='OR'), name='directive_recurs_by_day'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('bound', False), models.Q(('aim_area__isnull', False), ('goal__isnull', False), ('indicator__isnull', False)), _connector='OR'), name='directive_bound_to_figure'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('bound', False), models.Q(('answered_at__isnull', False), ('has_evidence', True)), _connector='OR'), name='directive_bound_closes_proven'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), ('report_back', False), ('answered_at__isnull', False), _connector='OR'), name='directive_closed_answered'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('closed_by', None), ('answered_by', None), models.Q(('closed_by', models.F('answered_by')), _negated=True), _connector='OR'), name='directive_two_people'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawn_why', ''), _negated=True), _connector='OR'), name='directive_withdrawn_why'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('returned_why', ''), _negated=True), _connector='OR'), name='directive_returned_why'),
        ),
        migrations.AddConstraint(
            model_name='directive',
            constraint=models.CheckConstraint(condition=models.Q(('level__lte', 4)), name='directive_level'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='answer_has_text'),
        ),
        migrations.AddIndex(
            model_name='directivearea',
            index=models.Index(fields=['area', 'directive'], name='directive_area_back'),
        ),
        migrations.AddConstraint(
            model_name='directivearea',
            constraint=models.UniqueConstraint(fields=('directive', 'area'), name='directive_area_once'),
        ),
        migrations.AddIndex(
            model_name='directiveoffice',
            index=models.Index(fields=['office', 'directive'], name='directive_office_back'),
        ),
        migrations.AddConstraint(
            model_name='directiveoffice',
            constraint=models.UniqueConstraint(fields=('directive', 'office'), name='directive_office_once'),
        ),
        migrations.AddIndex(
            model_name='guidance',
            index=models.Index(fields=['issuer', '-id'], name='guidance_issuer'),
        ),
        migrations.AddIndex(
            model_name='guidance',
            index=models.Index(condition=models.Q(('state', 'in_force')), fields=['review_on', 'id'], name='guidance_review'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='guidance_has_text'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 2500), ('year__lte', 2700)), name='guidance_year_is_buddhist'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('classification__lte', 2)), name='guidance_class'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin__in', ['briefing', 'event']), ('origin_ref__isnull', False)), models.Q(models.Q(('origin__in', ['briefing', 'event']), _negated=True), ('origin_ref', None)), _connector='OR'), name='guidance_origin_named'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('official_date', None), ('official_no', '')), models.Q(models.Q(('official_no', ''), _negated=True), ('official_date__isnull', False)), _connector='OR'), name='guidance_official_whole'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.UniqueConstraint(fields=('issuer', 'year', 'number'), name='guidance_number_once'),
        ),
        migrations.AddConstraint(
            model_name='guidance',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'in_force'), models.Q(models.Q(('ended_why', ''), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='guidance_ended_why'),
        ),
        migrations.AddIndex(
            model_name='addressee',
            index=models.Index(fields=['office', '-guidance'], name='addressee_office'),
        ),
        migrations.AddConstraint(
            model_name='addressee',
            constraint=models.UniqueConstraint(fields=('guidance', 'office'), name='addressee_once'),
        ),
        migrations.AddConstraint(
            model_name='addressee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'answered'), _negated=True), models.Q(('how', ''), _negated=True), _connector='OR'), name='addressee_answered_how'),
        ),
    ]
