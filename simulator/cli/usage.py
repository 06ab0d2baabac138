"""What the parser of the command line refuses, told like every other mistake."""

from __future__ import annotations

import shlex
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from simulator.errors import Mistake
from simulator.files.find import kind_at, printable

#: The parser's refusals. Typer exports one class of the family, and not always from the same
#: library; its parents are the rest of it.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]


def mistake_of(error: Any) -> Mistake:  # noqa: ANN401  # of one library or another, see above
    """A refusal in the form that all mistakes have.

    Args:
        error: A `USAGE_ERROR`.
    """
    context = error.ctx
    command = "simulator" if context is None else context.command_path
    see = f"see `{command} --help`"
    match type(error).__name__:
        case "NoSuchOption":
            near = " or ".join(sorted(error.possibilities or ()))
            remedy = f"did you mean {near}?" if near else see
            return Mistake(printable(error.option_name), "", "no such option", None, remedy)
        case "BadOptionUsage":
            # Of the two ways only this one says what is required.
            if "requires" in error.message:
                rule, remedy = "must have a value", "write it after the option"
            else:
                rule, remedy = "takes no value", "leave the value out"
            return Mistake(printable(error.option_name), "", rule, None, remedy)
        case "MissingParameter":
            name = error.param.metavar or error.param.name.upper()
            return Mistake(name, "", "must be there", None, f"write it after `{command}`; {see}")
        case _:
            text, _, hint = printable(error.format_message().rstrip("."), 200).partition(". ")
            rule = text[:1].lower() + text[1:]
            return Mistake(command, "", rule, None, hint[:1].lower() + hint[1:] or see)


def fault(error: Exception, words: Sequence[str]) -> str:
    """The last resort, for what no rule has foreseen: one line, and how to tell us.

    Args:
        error: What happened.
        words: What was typed, without the program's name.
    """
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    what = printable(f"{type(error).__name__}: {error}".splitlines()[0], 200)
    files = [word for word in words if Path(word).suffix or kind_at(Path(word)) == "file"]
    where = ", ".join(printable(word, 100) for word in files[:3]) or "simulator"
    command = printable(shlex.join(["simulator", *words]), 400)
    return (
        f"{where}: a fault of this program, not yours ({what}{at}) - please report it with "
        f"`{command}` and the files it names"
    )
