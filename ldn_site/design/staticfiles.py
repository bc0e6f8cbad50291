from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from ldn_site.design.sheets import joined

PARTS = "css/parts/"

Paths = dict[str, tuple[Storage, str]]


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Style sheets in one piece; hashed names in the imports of our scripts too."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: Paths, dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool | Exception]]:
        """Join our own sheets before they are named by their content and compressed."""

        def read(path: str) -> str:
            storage, name = paths[path]
            with storage.open(name) as file:
                return str(file.read().decode())

        served: Paths = {path: found for path, found in paths.items() if not is_part(path)}
        if not dry_run:
            for path in filter(is_sheet, served):
                text = joined(path, read)
                self.delete(path)
                self.save(path, ContentFile(text.encode()))
                served[path] = (self, path)
        yield from super().post_process(served, dry_run, **options)


def is_part(path: str) -> bool:
    return path.startswith(PARTS)


def is_sheet(path: str) -> bool:
    """Whether this is a style sheet of ours, not one of an application such as the admin."""
    return path.startswith("css/") and path.endswith(".css")
