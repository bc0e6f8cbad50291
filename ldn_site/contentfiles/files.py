import os
import shutil
import stat
from pathlib import Path

from ldn_site.contentfiles.yamlreading import Fault


def read_bytes(path: Path, most: int) -> bytes:
    """What the file holds. Raises Fault for a link, a large file, or one that cannot be read."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise Fault(0, "this is a link or not a file at all", "put the file itself here")
        if status.st_size > most:
            raise Fault(0, f"{status.st_size:,} bytes are too many", f"keep to {most:,}")
        return path.read_bytes()
    except OSError as error:
        remedy = "check the file and who may read it"
        raise Fault(0, f"cannot be read: {error.strerror}", remedy) from error


def replace_file(path: Path, data: bytes) -> None:
    """Give `path` these bytes in one step: whoever reads it finds the old ones or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")  # names with a dot are never read as content
    fresh.write_bytes(data)
    if path.exists():
        shutil.copymode(path, fresh)
    os.replace(fresh, path)
