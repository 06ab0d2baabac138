"""The whole comparison: own dates, the common date, the experiments, what the claims rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.claims.cards.card import Cards, Claim
from simulator.claims.cards.load import hashes
from simulator.claims.compare import experiments
from simulator.claims.compare.ablation import rests_on, wars_needed
from simulator.claims.compare.arms import at_common_date
from simulator.claims.compare.endings import ending_readings, endings_of
from simulator.claims.compare.judging import judge_all, judged_claim, readings_of
from simulator.claims.compare.needed_wars import Played, Reading, Told, play, worlds_of
from simulator.claims.compare.price import prices
from simulator.claims.compare.results import Cell, Comparison, Judged
from simulator.claims.compare.structural_draws import DRAWS, hung
from simulator.claims.judge.verdict import Verdict
from simulator.files.scenario import load_scenario
from simulator.model.records import Scenario
from simulator.run.ensemble import Progress

#: Wars a world at the common date, with a mechanism off, and under drawn structural coefficients,
#: for each of those at the own date.
_FEWER, _LEAST_FEWER = 4, 200
#: The same at the common date for whoever is in a hurry.
_QUICK_FEWER, _QUICK_LEAST = 5, 16
_ABLATED, _LEAST_ABLATED = 20, 100
_DRAWN = 2


def compare(
    cards: Mapping[str, Cards],
    authors: Sequence[str],
    replications: int,
    entropy: int,
    progress: Progress | None = None,
    *,
    quick: bool = False,
    own_date: bool = False,
) -> Comparison:
    """Judge the claims of some authors, and every theory against everybody's core claims.

    Args:
        cards: Author to cards.
        authors: Whose claims are listed; the cross table has all authors in any case.
        replications: Wars a world at an author's own date; drawn structural coefficients take half
            of them, the common date a quarter, an ablation a twentieth, with 100, 200 and 100 at
            least (and never more than this); in a hurry the common date takes a fifth.
        entropy: Names the luck.
        progress: Told how many wars are done and how many there are.
        quick: Whether to leave out what the claims rest on, the numbers that they hang on, and the
            scenarios coded blind.
        own_date: Whether to leave out the common date: the cross table and the experiments.

    Raises:
        BadInput: A scenario file has mistakes.
        RunFailed: A war could not be played.
    """
    least, share = (_QUICK_LEAST, _QUICK_FEWER) if quick else (_LEAST_FEWER, _FEWER)
    fewer = min(replications, max(least, replications // share))
    ablated = 0 if quick else min(replications, max(_LEAST_ABLATED, replications // _ABLATED))
    drawn = 0 if quick or replications < DRAWS else max(DRAWS, replications // _DRAWN)
    own = {author: load_scenario(cards[author].scenario) for author in authors}
    common = {
        author: at_common_date(each.scenario) for author, each in cards.items() if not own_date
    }
    variants = {
        author: load_scenario(name) for author in authors if (name := cards[author].own_numbers)
    }
    blind = {
        author: load_scenario(name)
        for author in authors
        if not quick and (name := cards[author].blind)
    }
    written = {
        author: load_scenario(name) for author in authors if (name := cards[author].as_written)
    }
    besides = ((variants, fewer), (blind, replications), (written, replications))
    count = _Count(progress)
    for others, wars in besides:
        for author, scenario in others.items():
            count.expect(worlds_of(scenario, readings_of(scored(cards[author]))) * wars)
    for author in authors:
        asked = [*readings_of(_tested(cards[author])), *ending_readings()]
        count.expect(worlds_of(own[author], asked) * replications)
    everything = _common_readings(cards)
    for scenario in common.values():
        count.expect(worlds_of(scenario, everything) * fewer)
    claims: list[Judged] = []
    endings: dict[str, dict[str, float]] = {}
    for author in authors:
        judged, played = judge_all(
            *(author, _tested(cards[author]), own[author], replications, entropy, count.add),
            also=ending_readings(),
        )
        endings[author] = endings_of(played)
        if ablated:
            count.expect(wars_needed(judged, own[author], ablated))
            judged, _ = rests_on(judged, played, ablated, entropy, count.add)
        if drawn:
            count.expect(worlds_of(own[author], readings_of(_tested(cards[author]))) * drawn)
            judged = hung(judged, played, own[author], drawn, entropy, count.add)
        claims += judged
    with_own, coded_blind, as_written = (
        {
            author: tuple(
                judge_all(author, scored(cards[author]), scenario, wars, entropy, count.add)[0]
            )
            for author, scenario in others.items()
        }
        for others, wars in besides
    )
    together = _at_common_date(common, cards, fewer, entropy, count.add)
    verdicts = {name: _verdicts(cards, wars) for name, wars in together.items()}
    return Comparison(
        cards=cards,
        authors=tuple(authors),
        replications=replications,
        fewer=fewer,
        ablated=ablated,
        entropy=entropy,
        claims=tuple(claims),
        cross={name: _cells(cards, found) for name, found in verdicts.items()},
        at_common_date=verdicts,
        own_numbers=with_own,
        blind=coded_blind,
        as_written=as_written,
        endings=endings,
        prices=prices(own),
        experiments=experiments.experiments(together),
        wars=count.done,
        files=_files(
            [
                *own.values(),
                *variants.values(),
                *blind.values(),
                *written.values(),
                *common.values(),
            ]
        ),
    )


class _Count:
    """Wars played and to be played."""

    def __init__(self, progress: Progress | None) -> None:
        self.done = self.of = 0
        self._progress = progress

    def expect(self, wars: int) -> None:
        self.of += wars

    def add(self, wars: int) -> None:
        self.done += wars
        if self._progress is not None:
            self._progress(self.done, self.of)


def _tested(cards: Cards) -> list[Claim]:
    return [claim for claim in cards.claim if claim.is_tested]


def scored(cards: Cards) -> list[Claim]:
    """The core claims of an author that are scored."""
    return [
        claim for claim in _tested(cards) if claim.core and not (claim.restates or claim.untestable)
    ]


def crossed(cards: Cards) -> list[Claim]:
    """The core claims of an author that are scored and mean something at another date."""
    return [claim for claim in scored(cards) if not claim.calendar]


def _common_readings(cards: Mapping[str, Cards]) -> list[Reading]:
    claims = [claim for each in cards.values() for claim in crossed(each)]
    return [*readings_of(claims), *experiments.readings()]


def _at_common_date(
    common: Mapping[str, Scenario],
    cards: Mapping[str, Cards],
    replications: int,
    entropy: int,
    told: Told,
) -> dict[str, Played]:
    """Every theory at the common date, with everybody's core claims and the experiments."""
    everything = _common_readings(cards)
    return {
        name: play(scenario, everything, replications, entropy, told)
        for name, scenario in common.items()
    }


def _verdicts(cards: Mapping[str, Cards], wars: Played) -> dict[str, Verdict]:
    return {
        claim.id: judged_claim(author, claim, wars).verdict
        for author, each in cards.items()
        for claim in crossed(each)
    }


def _cells(cards: Mapping[str, Cards], verdicts: Mapping[str, Verdict]) -> dict[str, Cell]:
    cells = {}
    for author, each in cards.items():
        found = {claim.id: verdicts[claim.id] for claim in crossed(each)}
        named = {
            word: tuple(claim for claim, verdict in found.items() if verdict == word)
            for word in ("supported", "too small", "contradicted", "inconclusive")
        }
        cells[author] = Cell(
            supported=len(named["supported"]),
            contradicted=named["contradicted"],
            inconclusive=named["inconclusive"],
            of=sum(len(claims) for claims in named.values()),
            too_small=named["too small"],
        )
    return cells


def _files(scenarios: Sequence[Scenario]) -> dict[str, str]:
    files = hashes()
    for scenario in scenarios:
        files |= scenario.files
    return dict(sorted(files.items()))
