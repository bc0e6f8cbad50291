from django.db import migrations


class Migration(migrations.Migration):
    # Apart from the one before: PostgreSQL changes no table that has rows waiting to be checked.
    dependencies = [("contact", "0003_the_desk")]
    operations = [migrations.RemoveField("message", "old_notes")]
