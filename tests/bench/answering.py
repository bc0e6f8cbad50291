"""One site of the bench: reads addresses, and answers each with its milliseconds and queries."""

from __future__ import annotations

import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tests.bench.filling import fill  # noqa: E402


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(fill(count))
    for line in sys.stdin:
        address = line.strip()
        with CaptureQueriesContext(connection) as queries:
            began = time.perf_counter()
            response = client.get(address)
            took = time.perf_counter() - began
        assert response.status_code == 200, (address, response.status_code)
        print(f"{took * 1000:.3f} {len(queries)}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
