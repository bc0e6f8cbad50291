"""When studies were last looked for: one line of the content, `searched_on: 2026-11`."""

import logging
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import yaml

FILE = "evidence.yaml"  # in the content folder

logger = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def searched_on(path: Path) -> date | None:
    """The first day of the month in the file. Read once in each process.

    A page must not fail over this file: where it is missing or broken nothing is said of a
    search, and the log says why.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return datetime.strptime(content["searched_on"], "%Y-%m").date()
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, LookupError, yaml.YAMLError, RecursionError) as error:
        logger.warning("%s could not be read, so pages give no search date: %r", path, error)
        return None
