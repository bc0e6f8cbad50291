from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "ldn_site.trail"
    verbose_name = "Activity"
    default_auto_field = "django.db.models.BigAutoField"
