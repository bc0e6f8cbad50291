import os
import shutil
from pathlib import Path


def replace_file(path: Path, text: str) -> None:
    """Give `path` this text in one step: whoever reads it finds the old text or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")  # names with a dot are never read as content
    fresh.write_bytes(text.encode())
    if path.exists():
        shutil.copymode(path, fresh)
    os.replace(fresh, path)
