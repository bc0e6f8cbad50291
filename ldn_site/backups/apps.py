from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "ldn_site.backups"
    verbose_name = "Backups"
