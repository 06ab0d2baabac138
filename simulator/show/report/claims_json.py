"""A comparison as plain JSON: the contract's keys, and what a reader needs beside them."""

from __future__ import annotations

from simulator import __version__
from simulator.claims.compare.experiments import MEASURES
from simulator.claims.compare.results import Cell, Comparison, Effect, Judged
from simulator.claims.judge.claim import Part
from simulator.show.report.claim_words import claimed, measured
from simulator.show.report.claims_table import tallies
from simulator.show.report.plain import Json, plain_json
from simulator.show.report.price_report import price_json


def comparison_json(found: Comparison) -> Json:
    """Everything `compare --json` prints; no NaN in it."""
    return plain_json(
        {
            "version": __version__,
            "entropy": found.entropy,
            "replications": found.replications,
            "replications_at_common_date": found.fewer,
            "replications_ablated": found.ablated,
            "wars": found.wars,
            "files": dict(found.files),
            "claims": [claim_row(each) for each in found.claims],
            "cross": {
                scenario: {author: _cell(cell) for author, cell in cells.items()}
                for scenario, cells in found.cross.items()
            },
            "at_common_date": {
                name: dict(verdicts) for name, verdicts in found.at_common_date.items()
            },
            "own_numbers": {
                author: [claim_row(each) for each in rows]
                for author, rows in found.own_numbers.items()
            },
            # A card says why a claim fails in the main scenario, not why it does in another.
            "blind": {
                author: [claim_row(each) | {"miss": ""} for each in rows]
                for author, rows in found.blind.items()
            },
            "as_written": {
                author: [claim_row(each) for each in rows]
                for author, rows in found.as_written.items()
            },
            "summary": tallies(found.claims),
            "endings": {author: dict(shares) for author, shares in found.endings.items()},
            "prices": {author: price_json(price) for author, price in found.prices.items()},
            "summary_as_written": tallies(found.judged_as_written()),
            "summary_blind": tallies(found.judged_blind()) if found.blind else {},
            "experiments": [
                {
                    "name": each.name,
                    "levers": list(each.levers),
                    "against": list(each.against),
                    "effects": {
                        author: {name: _effect(effects[name]) for name in MEASURES}
                        for author, effects in each.effects.items()
                    },
                }
                for each in found.experiments
            ],
        }
    )


def claim_row(each: Judged) -> Json:
    """A claim with its verdict and parts."""
    claim, part = each.claim, each.deciding
    return {
        "id": claim.id,
        "author": each.author,
        "kind": claim.kind,
        "core": claim.core,
        "predicted": claimed(part.test) if part else claim.predicts,
        "simulated": part.value if part else None,
        "ci95": part.ci95 if part else None,
        "verdict": each.verdict,
        "direction": each.direction,
        "size": each.size,
        "robust_share": each.robust_share,
        "structural_share": each.structural_share,
        "structural_chance": each.structural_chance,
        "breaks_without": list(each.breaks_without) if each.breaks_without is not None else None,
        "holds": each.agrees if each.parts else None,
        "exceptions": list(each.exceptions),
        "text": claim.text,
        "where": claim.where,
        "hedge": claim.hedge,
        "choice": claim.choice,
        "miss": claim.miss,
        "reason": claim.untestable or claim.restates,
        "calendar": claim.calendar,
        "parts": [_part(p) for p in each.parts],
    }


def _part(part: Part) -> Json:
    return {
        "measured": measured(part.test),
        "predicted": claimed(part.test),
        "simulated": part.value,
        "ci95": part.ci95,
        "control": part.control,
        "n": part.n,
        "verdict": part.verdict,
        "holds": part.holds,
        "size_reached": part.size_reached,
    }


def _cell(cell: Cell) -> Json:
    return {
        "supported": cell.supported,
        "direction": cell.direction,
        "too_small": list(cell.too_small),
        "of": cell.of,
        "contradicted": list(cell.contradicted),
        "inconclusive": list(cell.inconclusive),
    }


def _effect(effect: Effect) -> Json:
    return {"effect": effect.value, "ci95": effect.ci95, "sign": effect.sign}
