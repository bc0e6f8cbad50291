from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "ldn_site.contact"
    verbose_name = "Messages"
    default_auto_field = "django.db.models.BigAutoField"
