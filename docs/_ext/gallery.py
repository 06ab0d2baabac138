"""The pictures of the gallery: which there are, and drawing them again (`make gallery`)."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent
PICTURES = DOCS / "pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the gallery.

    Attributes:
        name: Of the file in docs/pictures, without its ending.
        command: What draws it, without `--out`.
        file: Pattern of the file that the command writes, without its ending.
        title: Its heading.
        says: What it shows.
    """

    name: str
    command: str
    file: str
    title: str
    says: str


def pictures() -> list[Picture]:
    """All pictures, in the order of the page."""
    table = tomllib.loads((DOCS / "gallery.toml").read_text(encoding="utf-8"))
    return [Picture(**row) for row in table["picture"]]


def page() -> str:
    """Every picture with its words, and the command under it."""
    parts = []
    for each in pictures():
        seen = (PICTURES / f"{each.name}.txt").read_text(encoding="utf-8").split("\n")[0]
        alt = seen.replace("[", "(").replace("]", ")")
        picture = f"![{alt}](pictures/{each.name}.png)"
        folder = f"out/{each.name}"
        command = f"```bash\n{each.command} --out {folder}\n```"
        parts.append(f"## {each.title}\n\n{each.says}\n\n{picture}\n\n{command}\n")
    return "\n".join(parts)


def draw(out: Path) -> None:
    """Run every command once and keep its pictures.

    Args:
        out: Folder for all that the commands write; emptied first.

    Raises:
        RuntimeError: A command wrote no such picture, or several.
        subprocess.CalledProcessError: A command failed.
    """
    shutil.rmtree(out, ignore_errors=True)
    for number, command in enumerate(dict.fromkeys(each.command for each in pictures())):
        folder = out / f"{number:02d}"
        _, *arguments = shlex.split(command)
        sys.stdout.write(f"{command}\n")
        subprocess.run(  # noqa: S603  # commands of the file above
            [sys.executable, "-m", "simulator", *arguments, "--out", str(folder)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for each in pictures():
            if each.command == command:
                keep(each, folder)


def keep(picture: Picture, folder: Path) -> None:
    """Copy a picture and its words to where the page looks for them.

    Raises:
        RuntimeError: There is none of that name, or more than one.
    """
    for ending in ("png", "txt"):
        found = list(folder.glob(f"{picture.file}.{ending}"))
        if len(found) != 1:
            raise RuntimeError(f"{picture.name}: {len(found)} files {picture.file}.{ending}")
        shutil.copyfile(found[0], PICTURES / f"{picture.name}.{ending}")


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
