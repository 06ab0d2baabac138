"""Where scenarios and claim cards live: beside the package in a clone, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `scenarios` or `seeds`, whichever way the package was installed.

    A clone is preferred, so that an edited scenario is the one that runs.
    """
    beside = PACKAGE.parent / name
    if (PACKAGE.parent / "pyproject.toml").is_file() and beside.is_dir():
        return beside
    return PACKAGE / "_data" / name
