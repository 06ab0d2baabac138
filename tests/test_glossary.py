"""The glossary against the code: what it names is there, and what it explains is said."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.main import get_command

from simulator.cli import app
from simulator.model.levers import LEVERS
from simulator.model.metrics.rows import EVENTS, STATES, SUMMARIES
from simulator.model.parameters import PARAMETERS
from simulator.model.parameters.switches import SWITCHES

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")

#: What people type or write; its names are those of the declarations.
DECLARED = {
    *PARAMETERS,
    *LEVERS,
    *SUMMARIES,
    *STATES,
    *EVENTS,
    *(f"mechanisms.{name}" for name in SWITCHES),
    *(f"simulator {name}" for name in get_command(app).commands),  # type: ignore[attr-defined]
}


class Entry(NamedTuple):
    """A word, what is said of it, where it lives and where it comes from."""

    word: str
    meaning: str
    places: tuple[str, ...]
    source: str


def entries() -> list[Entry]:
    found = []
    for text in re.split(r"^### ", PAGE, flags=re.M)[1:]:
        form = re.fullmatch(
            r"(.+)\n((?:[^-#\n].*\n)+)- in the code: (.+)\n- source: (.+)\n*(?:## .+\n+)?", text
        )
        assert form is not None, text
        places = tuple(re.findall(r"`([^`]+)`", form[3]))
        found.append(Entry(form[1], form[2], places, form[4]))
    return found


ENTRIES = entries()
WORDS = [entry.word for entry in ENTRIES]


def code() -> str:
    """All that the program says and is called, in lower case, without its line breaks."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "simulator").rglob("*.py")]
    return re.sub(r"\s+", " ", " ".join(texts).replace("_", " ")).lower()


CODE = code()


def exists(place: str) -> bool:
    if not place.startswith("simulator."):
        return place in DECLARED
    names = place.split(".")
    for cut in range(len(names), 0, -1):
        try:
            found: object = importlib.import_module(".".join(names[:cut]))
        except ModuleNotFoundError:
            continue
        for name in names[cut:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


@pytest.mark.parametrize("entry", ENTRIES, ids=WORDS)
def test_every_place_named_is_there(entry: Entry) -> None:
    assert entry.places
    assert [place for place in entry.places if not exists(place)] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=WORDS)
def test_every_word_is_used_and_explained_in_a_sentence_or_two(entry: Entry) -> None:
    assert entry.word.lower() in CODE
    sentences = re.findall(r"[.)](?=\s|$)", entry.meaning)
    assert 1 <= len(sentences) <= 3
    assert entry.source


def test_no_word_is_explained_twice() -> None:
    assert len(set(WORDS)) == len(WORDS)


def test_a_place_that_is_not_there_is_noticed() -> None:
    assert not exists("simulator.bargaining.markov.no_such_thing")
    assert not exists("simulator.bargaining.no_such_module")
    assert not exists("office.value_B")
    assert not exists("simulator nothing")
