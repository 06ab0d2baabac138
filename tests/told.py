"""Expected messages, written so that they can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import dedent

import pytest

from simulator.errors import BadInput
from simulator.files.scenario import load_scenario

#: The least that a scenario file says of a war of which nothing is known.
HEAD = 'kind = "scenario"\ntitle = "T"\nneutral = true\n'

#: Writes a scenario file (text after the head, file name, head) and returns its name.
Write = Callable[..., str]

#: Runs the command line on its arguments: exit status, stdout, stderr.
Command = Callable[..., tuple[int, str, str]]


def told(text: str) -> list[str]:
    """Lines a person is told; an indented line belongs to the one above it.

    >>> told('''
    ...     x.toml: title: must be there
    ...       - add title
    ... ''')
    ['x.toml: title: must be there - add title']
    """
    return re.sub(r"\n +", " ", dedent(text).strip()).splitlines()


def complaints(file: str) -> list[str]:
    """The lines that loading a scenario file ends in."""
    with pytest.raises(BadInput) as caught:
        load_scenario(file)
    return str(caught.value).splitlines()
