from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register


class SiteAdminConfig(AdminConfig):
    default_site = "ldn_site.adminsite.SiteAdmin"

    def ready(self) -> None:
        super().ready()
        from ldn_site import checks, privacy  # they need models, which are there from now on

        register(checks.field_keys_open_and_lock, Tags.security)
        register(checks.hosts_are_exact, Tags.security)
        register(privacy.every_field_has_a_rule, Tags.models)
        register(privacy.a_key_opens_what_is_stored, Tags.security, deploy=True)
        register(checks.mail_is_sent, Tags.security, deploy=True)
        register(checks.proxy_is_named, Tags.security, deploy=True)
        register(checks.facts_are_filled_in, deploy=True)
