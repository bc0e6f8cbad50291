from django.db import migrations

LOCATIONS = [("houston", "Houston", 1), ("sugar-land", "Sugar Land", 2)]


def make_blank_rows(apps, schema_editor):
    apps.get_model("pharmacy", "Pharmacy").objects.get_or_create(pk=1)
    for slug, name, order in LOCATIONS:
        apps.get_model("pharmacy", "Location").objects.get_or_create(
            slug=slug, defaults={"name": name, "order": order}
        )


class Migration(migrations.Migration):
    dependencies = [("pharmacy", "0001_initial")]
    operations = [migrations.RunPython(make_blank_rows, migrations.RunPython.noop)]
