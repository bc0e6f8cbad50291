from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed names in the imports of our scripts too, so that a change reaches all of them."""

    support_js_module_import_aggregation = True
