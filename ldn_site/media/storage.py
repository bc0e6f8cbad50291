from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Files that are there whole or not at all: written beside their place, then renamed.

    Django writes in place, so a full disk or a killed process leaves half a file under the
    final name, which would be served for a year. A file of the same name is replaced.
    """

    def is_name_available(self, name: str, max_length: int | None = None) -> bool:
        return max_length is None or len(name) <= max_length

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            try:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
                os.chmod(file.name, self.file_permissions_mode or 0o644)
                os.replace(file.name, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(file.name)
                raise
        return name
