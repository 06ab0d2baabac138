"""Every cause of a breach has its sentence, with both values and what breaking costs."""

from __future__ import annotations

import pytest

from simulator.model.records import CAUSES
from simulator.model.war import told
from simulator.model.war.steps import log


def note(cause: str, by: int) -> told.Note:
    return told.Note(log.BROKE, by, 0.0, 0, 0.4, 0.35, 0.0, 0.0, 0, CAUSES.index(cause), 0.1)


@pytest.mark.parametrize("cause", [cause for cause in CAUSES[1:] if cause != "accident"])
def test_a_breach_says_why_and_compares_keeping_with_war(cause: str) -> None:
    sentences = {told.sentence(note(cause, by)) for by in (log.A, log.D)}
    assert len(sentences) == 2
    for sentence in sentences:
        assert f"({cause})" in sentence
        assert "keeping is worth 0.350, war 0.400 less 0.100 for the breach" in sentence


def test_no_two_causes_are_told_alike() -> None:
    tipped = {told.sentence(note(cause, log.D)).split(";")[1] for cause in told._TIPPED}
    assert len(tipped) == len(told._TIPPED) == len(CAUSES) - 2


def test_nobody_is_named_for_an_incident() -> None:
    assert told.sentence(note("accident", log.BOTH)) == (
        "Fighting resumes (accident): an incident nobody ordered"
    )
