from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="message",
            name="fingerprint",
            field=models.CharField(editable=False, max_length=64, unique=True),
        )
    ]
