from django.apps import AppConfig


class PharmacyConfig(AppConfig):
    name = "ldn_site.pharmacy"
    verbose_name = "The pharmacy"
    default_auto_field = "django.db.models.BigAutoField"
