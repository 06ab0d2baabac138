"""What the dependency jobs feed to pip: the lowest versions allowed, and hashes of those pinned.

python tests/dependencies.py lowest           constraints: every lower bound of pyproject.toml
python tests/dependencies.py hashes REPORT    requirements with hashes, from pip's report
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlparse

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
_OWN = "war-termination-simulator"


def lowest() -> Iterator[str]:
    """`name==version` for the lower bound of everything that the program itself needs."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    run = [extra for extra in extras if extra not in ("dev", "docs", "gambit", "all")]
    told = [*project["dependencies"], *(each for extra in run for each in extras[extra])]
    for name in sorted({text for text in told if not text.startswith(_OWN)}):
        wanted = Requirement(name)
        bounds = [part.version for part in wanted.specifier if part.operator in (">=", "==")]
        if bounds:
            yield f"{wanted.name}=={bounds[0]}"


def hashes(report: Path) -> Iterator[str]:
    """`name==version --hash=…` for everything that pip would install, as it reports it."""
    for each in json.loads(report.read_text(encoding="utf-8"))["install"]:
        about, source = each["metadata"], each["download_info"]
        if canonicalize_name(about["name"]) == _OWN:
            continue
        digest = source.get("archive_info", {}).get("hashes", {}).get("sha256")
        if digest is None:
            file = Path(unquote(urlparse(source["url"]).path))
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
        yield f"{canonicalize_name(about['name'])}=={about['version']} --hash=sha256:{digest}"


if __name__ == "__main__":
    lines = lowest() if sys.argv[1] == "lowest" else hashes(Path(sys.argv[2]))
    sys.stdout.write("".join(f"{line}\n" for line in sorted(set(lines))))
