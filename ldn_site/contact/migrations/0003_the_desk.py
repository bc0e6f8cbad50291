import django.db.models.deletion
import django.utils.timezone
import ldn_site.contact.fields
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

from ldn_site.contact.finding import name_index, reply_index


def carry_over(apps, schema_editor):
    """The notes of each message become a note of its own; people are found by their hashes."""
    Message = apps.get_model("contact", "Message")
    Note = apps.get_model("contact", "Note")
    for message in Message.objects.iterator():
        if message.old_notes:
            Note.objects.create(message=message, text=message.old_notes)
        message.name_index = name_index(message.name)
        message.reply_index = reply_index(message.reply_to)
        if message.state in {"closed", "spam"}:
            message.closed_at = timezone.now()
        message.notified_at = timezone.now()  # the desk was told when it came
        message.save()


class Migration(migrations.Migration):

    dependencies = [
        ('contact', '0002_one_message_each'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameField('message', 'notes', 'old_notes'),
        migrations.AddField(
            model_name='message',
            name='closed_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed'),
        ),
        migrations.AddField(
            model_name='message',
            name='double_of',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='doubles', to='contact.message', verbose_name='the same as'),
        ),
        migrations.AddField(
            model_name='message',
            name='follow_up_on',
            field=models.DateField(blank=True, null=True, verbose_name='look at it again on'),
        ),
        migrations.AddField(
            model_name='message',
            name='name_index',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='message',
            name='notified_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='reply_index',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='message',
            name='sender',
            field=models.CharField(choices=[('patient', 'A patient, or somebody for them'), ('prescriber', 'A prescriber’s office')], default='patient', max_length=12, verbose_name='from'),
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('author_name', models.CharField(blank=True, max_length=150, verbose_name='who')),
                ('kind', models.CharField(choices=[('note', 'Note'), ('phoned', 'Answered by phone'), ('mailed', 'Answered by e-mail'), ('tried', 'Tried, nobody there')], default='note', max_length=8, verbose_name='kind')),
                ('text', ldn_site.contact.fields.EncryptedTextField(blank=True, verbose_name='words')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='contact.message')),
            ],
            options={
                'verbose_name': 'note',
                'verbose_name_plural': 'notes',
                'ordering': ['at', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Viewer',
            fields=[
                ('tab', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='viewers', to='contact.message')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
