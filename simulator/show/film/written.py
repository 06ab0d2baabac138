"""Scripts and style sheets of the film, as they stand in one document with others."""

from __future__ import annotations

import re
from pathlib import Path

_HERE = Path(__file__).parent
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def written(name: str) -> str:
    """One file of the film, as it is."""
    return (_HERE / name).read_text(encoding="utf-8")


def plain(text: str) -> str:
    """A module without its imports and exports, to stand in one file with the others."""
    return _EXPORT.sub("", _IMPORT.sub("", text))


def inert(text: str) -> str:
    """JSON that cannot end the script element it stands in."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
