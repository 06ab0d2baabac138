"""Names of sides, patrons and statuses: from a file to what is read."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from told import Command, Write, complaints, told

from simulator.files.scenario import dump_scenario, load_scenario, with_values
from simulator.model.metrics.catalogue import METRICS
from simulator.model.records import RUNGS, STATUS_WORDS, Names
from simulator.model.war import told as words
from simulator.show.naming import named

RIVER = Names(
    "the Highlands", "Lowmark", "a bank", "the cousins", {**STATUS_WORDS, "free": "whole"}
)

FILE = """
[names]
A = "the Highlands"
D = "Lowmark"
patron_1 = "a bank"
patron_2 = "the cousins"
[names.statuses]
free = "whole"
"""


def test_a_file_that_names_nobody_speaks_of_A_and_D(write: Write) -> None:
    names = load_scenario(write("")).names
    assert names == Names()
    assert (names.A, names.D, names.patron_1) == ("A", "D", "patron 1")


def test_names_come_from_the_nearest_file_one_by_one_and_survive_a_save(write: Write) -> None:
    write(FILE, "far.toml")
    scenario = load_scenario(
        write('extends = "./far"\n[names]\nD = "Downs"\nstatuses.vassal = "led"\n')
    )
    assert (scenario.names.A, scenario.names.D) == ("the Highlands", "Downs")
    assert scenario.names.statuses == {**STATUS_WORDS, "free": "whole", "vassal": "led"}
    assert with_values(scenario, {"stake.value_A": 1.5}).names == scenario.names
    assert (
        load_scenario(write(dump_scenario(scenario), "saved.toml", head="")).names == scenario.names
    )


def test_mistakes_in_names_are_told_all_at_once(write: Write) -> None:
    text = '[names]\nB = "x"\nA = ""\nD = 3\npatron_1 = "two\\nlines"\nstatuses.nato = "in"\n'
    assert complaints(write(text)) == told(
        """
        x.toml: names.A: must not be empty (got '') - write something or leave the key out
        x.toml: names.D: must be text (got 3) - write it in quotes: "…"
        x.toml: names.patron_1: must be one line of text (got 'two\\nlines') - write one line
        x.toml: names.statuses.nato: no such key - allowed: absorbed, vassal, neutral_unarmed,
          neutral_armed, nato_limited, free
        x.toml: names.B: no such key - allowed: A, D, patron_1, patron_2, statuses
        """
    )
    (line,) = complaints(write('[names]\nA = "x"\nD = "x"\n'))
    assert (
        line
        == "x.toml: names.D: the sides must have two names (got 'x') - name one of them otherwise"
    )


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("A's leader loses office", "The Highlands' leader loses office"),
        ("held by A", "held by the Highlands"),
        (
            "Refused: A would lose 0.1. D signs",
            "Refused: the Highlands would lose 0.1. Lowmark signs",
        ),
        ("military aid of patron 2", "military aid of the cousins"),
        ("A keeps all, D is free", "The Highlands keeps all, Lowmark is whole"),
        ("D is neutral armed; demand_A, B", "Lowmark is neutral and armed; demand_A, B"),
    ],
)
def test_what_the_model_says_is_read_with_names(said: str, read: str) -> None:
    assert named(said, RIVER) == read


def test_without_names_nothing_changes_but_the_statuses() -> None:
    for metric in METRICS.values():
        assert named(metric.meaning, Names()) == metric.meaning
    for rung in RUNGS:
        said = f"D is {rung.replace('_', ' ')}, A"
        assert named(said, Names()) == f"D is {STATUS_WORDS[rung]}, A"


#: What a side does; an article is followed by a noun.
_DOES = (
    "accepted|accepts|asked|asks|attacks|bears|believes|cannot|chose|ended|gains|gives|has|held|"
    "holds|if|is|keeps|knows|learns|leaving|left|makes|marches|must|needs|never|offers|on|or|pays|"
    "prevailed|signs|still|succeeded|takes|than|to|wants|was|wins|withdraws|would"
)


def test_no_sentence_that_is_read_with_names_begins_with_an_article() -> None:
    """A alone is the side: an article would be read as its name."""
    sentences = [*words.WHY.values(), *(metric.meaning for metric in METRICS.values())]
    source = re.findall(r'"([^"\n]*)"', Path(words.__file__).read_text(encoding="utf-8"))
    for sentence in [*sentences, *source]:
        for found in re.finditer(r"\bA (\w+)", sentence):
            assert re.fullmatch(_DOES, found[1]), sentence


def test_a_told_war_uses_them_everywhere(write: Write, simulator: Command) -> None:
    # At once, so that a settlement and its status are told.
    file = write(FILE + "[stake]\nindivisible = 0.0\n[belief]\nwin0_A = 0.05\n")
    status, out, err = simulator("trace", file, "-k", "0", "--months", "24")
    assert (status, err) == (0, "")
    assert "Lowmark" in out
    assert "Highlands" in out
    assert not re.search(r"\b[AD]\b", out.partition("x.toml;")[0].replace("T: war", ""))
    found = json.loads(simulator("trace", file, "--json", "--months", "3")[1])
    assert found["names"]["A"] == "the Highlands"
    out = simulator("run", file, "-n", "20", "--months", "12")[1]
    assert "Lowmark's belief in winning" in out
    assert "territory held by the Highlands" in out


def test_every_name_can_be_said() -> None:
    assert {each.name for each in fields(Names)} == {"A", "D", "patron_1", "patron_2", "statuses"}
