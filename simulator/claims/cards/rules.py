"""What must be true of a card before anything runs: what it names exists, in sensible bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.claims.cards.card import Arm, Cards, Claim
from simulator.claims.cards.rules_of_tests import HORIZON, broken_test, restated
from simulator.claims.cards.whereabouts import Place
from simulator.errors import BadInput, Mistake
from simulator.files.complaints import spelling, unknown_path
from simulator.files.find import known_names, printable
from simulator.files.levers import parse_levers
from simulator.files.sets import checked_sets
from simulator.model.parameters import PARAMETERS

_ID = re.compile(r"[a-z]+\.[fmpc]\d{1,3}")
_KINDS = {"f": "fact", "m": "mechanism", "p": "prediction", "c": "conditional"}
_BOUNDS = ("within", "least", "most", "above", "below")


def broken_rules(cards: Cards, where: str) -> list[Mistake]:
    """Every rule that a file of cards breaks, in its order."""
    top = Place(where, "")
    mistakes: list[Mistake] = []
    for name in ("scenario", "as_written", "own_numbers", "blind"):
        word = getattr(cards, name)
        if word is not None and word not in known_names():
            remedy = spelling(word, tuple(known_names()))
            mistakes.append(top.wrong(name, "no such scenario", word, remedy))
    seen: set[str] = set()
    for claim in cards.claim:
        here = Place(where, f'claim["{printable(claim.id)}"]')
        mistakes += _named(claim, cards.key, seen, here)
        mistakes += _said(claim, here)
        if claim.is_tested:
            mistakes += _tested(claim, here)
        seen.add(claim.id)
    return mistakes


def _named(claim: Claim, key: str, seen: set[str], here: Place) -> Iterator[Mistake]:
    if not _ID.fullmatch(claim.id) or not claim.id.startswith(f"{key}."):
        remedy = f"write it like {key}.p1: f, m, p or c and a number"
        yield here.wrong("id", f"must begin with {key}. and name a claim", claim.id, remedy)
    elif _KINDS[claim.id.partition(".")[2][0]] != claim.kind:
        letter = claim.kind[0]
        yield here.wrong("kind", "must agree with the id", claim.kind, f"or call it {letter}…")
    if claim.id in seen:
        yield here.wrong("id", "an id is used once", claim.id, "number it anew")


def _said(claim: Claim, here: Place) -> Iterator[Mistake]:
    for name in ("where", "text"):
        if not getattr(claim, name).strip():
            yield here.wrong(name, "must not be empty", None, "say it in our own words")
    if claim.kind == "fact" and claim.status is None:
        remedy = "write fact, estimate, contested or error"
        yield here.wrong("status", "must be there in a fact", None, remedy)
    if claim.kind == "mechanism":
        for name in ("actor", "cause", "effect", "sign"):
            if not getattr(claim, name).strip():
                rule = "must be there in a mechanism"
                yield here.wrong(name, rule, None, f"add {name} = …")
        if not claim.theory:
            yield here.wrong("theory", "must be there in a mechanism", None, 'add theory = ["…"]')
    if not claim.is_tested and (claim.test or claim.untestable or claim.restates or claim.miss):
        rule = "only predictions and conditionals are tested"
        yield here.wrong("test", rule, claim.kind, "leave it out")


def _tested(claim: Claim, here: Place) -> Iterator[Mistake]:
    if claim.untestable is not None:
        if claim.test:
            rule = "an untestable claim has no test"
            yield here.wrong("test", rule, None, "leave out one of the two")
        if not claim.untestable.strip():
            yield here.wrong("untestable", "must say why", None, "give the reason")
        return
    if not claim.test:
        remedy = "add [[claim.test]], or untestable with the reason"
        yield here.wrong("test", "must be there", None, remedy)
    if claim.restates is not None:
        yield from restated(claim.restates, claim.kind, here)
    for name in ("treatment", "control"):
        yield from _arm(getattr(claim, name), here.at(name))
    if claim.beside is not None:
        yield from _arm(claim.beside.treatment, here.at("beside.treatment"))
        yield from _arm(claim.beside.control, here.at("beside.control"))
    if claim.kind == "conditional" and claim.treatment == claim.control:
        remedy = "say what the treatment is"
        yield here.wrong("treatment", "must differ from the control", None, remedy)
    for number, test in enumerate(claim.test):
        yield from broken_test(test, claim, here.at(f"test[{number}]"))


def _arm(arm: Arm, here: Place) -> Iterator[Mistake]:
    try:
        parse_levers(arm.levers, HORIZON)
    except BadInput as error:
        for each in error.mistakes:
            path = here.at("levers").path + (f".{each.path}" if each.path else "")
            yield Mistake(here.file, path, each.rule, each.value, each.remedy)
    for each in checked_sets(arm.set):
        path = here.at("set").path + (f".{each.path}" if each.path else "")
        yield Mistake(here.file, path, each.rule, each.value, each.remedy)
    for path, factor in arm.times.items():
        if path not in PARAMETERS:
            remedy = unknown_path(printable(path))
            yield here.wrong("times", "no such parameter", path, remedy)
        elif path in arm.set:
            yield here.wrong("times", "a parameter is set or multiplied", path, "not both")
        if not 0.0 <= factor <= 100.0:
            rule = "a factor must be in [0, 100]"
            yield here.wrong("times", rule, factor, "write a sensible factor")
