from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class SiteAdmin(admin.AdminSite):
    site_header = _("LDN site: the desk")
    site_title = _("The desk")
    index_title = _("What is here")


class SiteAdminConfig(AdminConfig):
    default_site = "ldn_site.adminsite.SiteAdmin"
