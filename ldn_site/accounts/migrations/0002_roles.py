from django.db import migrations

from ldn_site.accounts.roles import set_up_roles


def make_groups(apps, schema_editor):
    set_up_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("articles", "0001_initial"),
        ("contact", "0001_initial"),
        ("evidence", "0001_initial"),
        ("pharmacy", "0001_initial"),
        ("trail", "0001_initial"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
