from django.apps import AppConfig


class ContentFilesConfig(AppConfig):
    name = "ldn_site.contentfiles"
    verbose_name = "Content files"
    default_auto_field = "django.db.models.BigAutoField"
