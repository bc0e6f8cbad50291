import os
import time

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ldn_site.settings")
django = get_wsgi_application()

# What follows reads settings and models, which stand only now.
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from ldn_site.pagecache.serving import SECONDS_BEHIND, PageCache  # noqa: E402
from ldn_site.pagecache.warming import warm  # noqa: E402
from ldn_site.pages.views.feeds import public_paths  # noqa: E402
from ldn_site.trail.recent import newest_number  # noqa: E402

application = PageCache(django, version=newest_number)


def keep_warm() -> None:
    """Make every public page in advance, again and again: for a thread of its own."""
    while True:
        warm(application, settings.SITE_URL, public_paths)
        connections.close_all()
        time.sleep(SECONDS_BEHIND / 2)
