from pathlib import Path

import pytest
from django.core.management import CommandError

from ldn_site import prepare


@pytest.fixture
def folder(settings, tmp_path):
    """Static files of a site with one stylesheet."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "site.css").write_text("body { color: black }")
    settings.DATA_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return tmp_path


def collected(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (folder / "static").iterdir()}


def test_static_files_are_collected_again_only_when_one_changed(folder):
    prepare.collect_static()
    first = collected(folder)
    prepare.collect_static()
    second = collected(folder)
    (folder / "source" / "site.css").write_text("body { color: navy }")
    prepare.collect_static()

    assert len(first) >= 3
    assert second == first
    assert set(first) < set(collected(folder))


def test_interrupted_collection_is_done_again(folder, monkeypatch):
    def fail(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    prepare.collect_static()
    (folder / "source" / "site.css").write_text("body { color: navy }")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(prepare, "call_command", fail)
        prepare.collect_static()
    before = collected(folder)

    prepare.collect_static()

    assert set(before) < set(collected(folder))


@pytest.mark.parametrize("error", [CommandError("3 files need attention."), ValueError("odd")])
def test_fault_in_content_is_reported_and_stops_nothing(monkeypatch, error):
    def fail(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(prepare, "call_command", fail)

    report = prepare.try_content("import_content", publish=True)

    assert "ATTENTION: import_content" in report
    assert str(error) in report
    assert "make check" in report


def test_content_that_is_fine_is_not_reported(monkeypatch):
    monkeypatch.setattr(prepare, "call_command", lambda *args, **options: None)

    assert prepare.try_content("import_content") == ""
