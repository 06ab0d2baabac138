"""The mutation tester itself: what it changes, what it leaves alone, its reasons."""

from __future__ import annotations

import pytest
from mutations import (
    FILES_LEFT_OUT,
    MODEL,
    Key,
    Place,
    everywhere,
    files,
    mutant_at,
    places_of,
    survivors,
)

SOURCE = '''"""One and 2."""

TABLE = Table("name", (1.0, 2.0))
LIMIT = 3.0


@compiled
def formula(x: float, y: float | None = None) -> float:
    """Not 1 + 1."""
    if x < 2.0 and y is None:
        return x + 1.0
    return not x
'''


def changed(place: Place) -> tuple[str, str, str] | None:
    mutant = mutant_at(place, SOURCE)
    return (mutant.key.function, mutant.key.was, mutant.key.becomes) if mutant else None


def test_every_place_is_changed_and_no_declaration_is() -> None:
    found = {changed(place) for place in places_of("x.py", SOURCE)} - {None}
    assert found == {
        ("module", "LIMIT = 3.0", "LIMIT = 4.0"),
        ("module", "LIMIT = 3.0", "LIMIT = 2.0"),
        *(
            ("formula", "if x < 2.0 and y is None:", becomes)
            for becomes in (
                "if x <= 2.0 and y is None:",
                "if x >= 2.0 and y is None:",
                "if x < 3.0 and y is None:",
                "if x < 1.0 and y is None:",
                "if x < 2.0 or y is None:",
                "if x < 2.0 and y is not None:",
                "if not x < 2.0 and y is None:",
            )
        ),
        ("formula", "return x + 1.0", "return x - 1.0"),
        ("formula", "return x + 1.0", "return x + 2.0"),
        ("formula", "return x + 1.0", "return x + 0.0"),
        ("formula", "return not x", "return x"),
    }


def test_a_place_keeps_its_rank_when_lines_move() -> None:
    moved = SOURCE.replace("LIMIT", "\n\nLIMIT", 1)
    ranks = [[place.rank for place in places_of("x.py", text)] for text in (SOURCE, moved)]
    assert ranks[0] == ranks[1]
    assert len(set(ranks[0])) == len(ranks[0])


def test_the_steps_and_the_formulas_are_what_is_changed() -> None:
    names = {path.relative_to(MODEL).as_posix() for path in files()}
    assert {"war/steps/talks.py", "mechanisms/office.py", "war/outlook.py"} <= names
    assert not names & FILES_LEFT_OUT
    assert {place.file for place in everywhere("office")} == {"mechanisms/office.py"}


@pytest.mark.parametrize("key", survivors(), ids=lambda key: f"{key.file}-{key.function}")
def test_every_reason_is_given_and_belongs_to_a_line_there_is(key: Key) -> None:
    kind, reason = survivors()[key]
    assert kind in ("equivalent", "unseen")
    assert reason.strip()
    lines = (MODEL / key.file).read_text(encoding="utf-8").splitlines()
    assert key.was in {" ".join(line.split()) for line in lines}
