"""A comparison as a report that a political scientist can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator import __version__
from simulator.claims.cards.card import Cards
from simulator.claims.compare.experiments import MEASURES
from simulator.claims.compare.results import Comparison, Judged
from simulator.show.report.claim_words import claimed
from simulator.show.report.claims_rows import claims_grid, simulated
from simulator.show.report.claims_table import summary
from simulator.show.report.document import Block, Figure, Grid, Heading, Items, Paragraph
from simulator.show.report.price_report import price_blocks

TITLE = "Five authors, one war: what follows from whose assumptions"


def report(found: Comparison, pictures: Mapping[str, Figure]) -> list[Block]:
    """The whole report.

    Args:
        found: What was compared.
        pictures: By name: `claims-AUTHOR`, `coding`, `ladder`, `cross`, `signs`; what is missing is
            left out.
    """
    blocks: list[Block] = [Heading(1, TITLE)]
    blocks += _opening(found, pictures)
    for author in found.authors:
        blocks += _author(found, author, pictures)
    names = {author: cards.name for author, cards in found.cards.items()}
    blocks += price_blocks(found.prices, names, pictures)
    if found.cross:
        blocks += _crossed(found, pictures)
        blocks += _experiments(found, pictures)
    blocks += _misses(found)
    blocks += _method(found)
    return blocks


def _opening(found: Comparison, pictures: Mapping[str, Figure]) -> Iterator[Block]:
    yield Paragraph(
        "A real war, with real dead, is at the centre of this. Five authors explain why it goes on "
        "and say what to expect. Each explanation is written here as a scenario: facts of the "
        "author's month, and the author's own assumptions where they depart from them. The claims "
        "are in our own words, each with its place in the source, and are then asked of the wars "
        "that follow. Nothing here forecasts the war: a claim that comes out follows from its "
        "author's assumptions in this model; one that does not may be wrong, may need something "
        "that the author left unsaid, or may lie beyond what the model knows."
    )
    yield Items(summary(found))
    if "coding" in pictures:
        yield pictures["coding"]


def _author(found: Comparison, author: str, pictures: Mapping[str, Figure]) -> Iterator[Block]:
    cards = found.cards[author]
    source = cards.source
    yield Heading(2, cards.name)
    yield Paragraph(source.introduction or source.theory)
    yield Paragraph(f"Source: {source.author}, {source.title}. {source.outlet}, {source.date}.")
    yield Paragraph(f"To bear in mind: {source.caveat}")
    picture = pictures.get(f"claims-{author}")
    if picture is not None:
        yield picture
    rows = [each for each in found.claims if each.author == author]
    for kind, words in (("prediction", "Predictions"), ("conditional", "What would change what")):
        yield claims_grid(f"{words} ({cards.name})", [r for r in rows if r.claim.kind == kind])
    if author in found.as_written:
        yield Paragraph(
            "The scenario above holds what the author states and what would have to be true beside "
            "it. The core claims once more, in a world that holds what is stated and no more:"
        )
        yield _once_more(found, found.as_written[author], "as written", cards.name)
    if author in found.own_numbers:
        yield Paragraph(
            "Some figures of this source are contradicted by the facts that all scenarios share. "
            "The core claims once more, in a world that has the source's own figures instead:"
        )
        yield _once_more(found, found.own_numbers[author], "with own figures", cards.name)
    if author in found.blind:
        yield Paragraph(
            "Whoever wrote the scenario had read these claims. Three other readers coded the same "
            "facts and mechanisms without them; what two of three agree on is a scenario of its "
            "own. The core claims once more, in that world:"
        )
        yield _once_more(found, found.blind[author], "coded blind", cards.name)


def _once_more(found: Comparison, rows: Sequence[Judged], where: str, name: str) -> Block:
    before = {each.claim.id: each for each in found.claims}
    return Grid(
        f"{name}, {where}",
        ["claim", "verdict above", f"simulated {where}", "verdict"],
        [
            [each.claim.id, before[each.claim.id].verdict, simulated(each), each.verdict]
            for each in rows
        ],
        marks=3,
    )


def _crossed(found: Comparison, pictures: Mapping[str, Figure]) -> Iterator[Block]:
    names = {author: cards.name for author, cards in found.cards.items()}
    yield Heading(2, "Every theory against every author's claims")
    yield Paragraph(
        "All five theories are started in October 2025 on one set of facts, so that only theory "
        "differs; windows count from there, and claims tied to a calendar date are left out. "
        "Departures that an author's scenario makes from the base for the facts of another month "
        "are taken back; those that its mechanisms force stay."
    )
    if "cross" in pictures:
        yield pictures["cross"]
    yield Grid(
        "Core claims right in direction of those scored (contradicted). Rows are worlds.",
        ["world", *(f"{name}'s claims" for name in names.values())],
        [
            [
                names[scenario],
                *(
                    f"{cell.direction} of {cell.of} ({len(cell.contradicted)})"
                    for cell in cells.values()
                ),
            ]
            for scenario, cells in found.cross.items()
        ],
    )
    yield Heading(3, "Is each theory distinct?")
    yield Items(list(distinct(found)))
    tied = _tied(found.cards)
    if tied:
        yield Paragraph(f"Not asked at the common date: {', '.join(tied)}.")


def distinct(found: Comparison) -> Iterator[str]:
    """Whether each world fails at least one core claim of each other author, in a line each."""
    names = {author: cards.name for author, cards in found.cards.items()}
    for scenario, cells in found.cross.items():
        same = [names[a] for a, c in cells.items() if a != scenario and not c.contradicted]
        fails = "; ".join(
            f"of {names[author]} {', '.join(cell.contradicted)}"
            for author, cell in cells.items()
            if author != scenario and cell.contradicted
        )
        told = f"{names[scenario]}'s world contradicts {fails or 'nothing'}."
        yield told + (f" It fails no core claim of {', '.join(same)}." if same else "")


def _tied(cards: Mapping[str, Cards]) -> list[str]:
    return [
        f"{claim.id} ({claim.calendar})"
        for each in cards.values()
        for claim in each.claim
        if claim.core and claim.calendar
    ]


def _experiments(found: Comparison, pictures: Mapping[str, Figure]) -> Iterator[Block]:
    yield Heading(2, "Experiments that tell the theories apart")
    yield Paragraph(
        "Baselines cannot: four of five authors say that there is no deal soon. The same treatment "
        "on the same luck can. Each cell is the effect with its 95 % interval, at the common date."
    )
    if "signs" in pictures:
        yield pictures["signs"]
    names = {author: cards.name for author, cards in found.cards.items()}
    for measure in MEASURES:
        yield Grid(
            f"Effect on {measure}",
            ["treatment", *(names[author] for author in found.experiments[0].effects)],
            [
                [
                    each.name,
                    *(
                        _effect(effects[measure].value, effects[measure].ci95)
                        for effects in each.effects.values()
                    ),
                ]
                for each in found.experiments
            ],
        )


def _effect(value: float | None, ci95: tuple[float, float] | None) -> str:
    if value is None or ci95 is None:
        return "-"
    return f"{value:+.2g} ({ci95[0]:+.2g} to {ci95[1]:+.2g})"


def _misses(found: Comparison) -> Iterator[Block]:
    yield Heading(2, "What does not come out")
    misses = [
        each
        for each in found.claims
        if each.claim.core and each.verdict in ("contradicted", "inconclusive")
    ]
    if not misses:
        yield Paragraph("Every scored core claim comes out.")
        return
    yield Paragraph("Core claims that their own author's world contradicts or leaves open:")
    yield Items(
        [
            f"{each.claim.id}, {each.verdict}: {each.claim.text} Claimed: "
            f"{'; '.join(claimed(p.test) for p in each.parts)}. "
            f"Simulated: {simulated(each)}." + (f" {each.claim.miss}" if each.claim.miss else "")
            for each in misses
        ]
    )


def _method(found: Comparison) -> Iterator[Block]:
    yield Heading(2, "How the verdicts are reached")
    yield Paragraph(
        "A claim about a level is supported when its whole 95 % interval lies in the claimed band, "
        "contradicted when it lies outside, inconclusive when it straddles a bound. A claim about "
        "an effect is supported when the interval is off nought on the claimed side and the "
        "estimate reaches the size claimed, too small when it does not reach it, contradicted "
        "when it is not and excludes an effect of the size claimed. Effects are read on the same "
        "luck with and without. A claim of several parts needs them all."
    )
    yield Paragraph(
        "The share of parameter ranges on which a claim holds: every parameter that is drawn has "
        "its range cut into thirds of equal chance; in each third, the claim is estimated from the "
        "wars drawn there; the share is that of the thirds, over all parameters, in which the "
        "estimate agrees with the claim. A claim breaks without a mechanism when the claim is "
        "contradicted with that mechanism off; it is asked of core claims whose direction is right."
    )
    yield Paragraph(
        "Claims that merely repeat an input are shown and not scored. Bands and sizes are the "
        "modellers' reading of the authors' words, never the authors' own numbers."
    )
    yield Paragraph(
        f"{found.replications} wars a world at the author's own date, {found.fewer} at the common "
        f"date, {found.ablated} with a mechanism off; {found.wars} in all. Entropy "
        f"{found.entropy}; simulator {__version__}."
    )
    yield Grid(
        "Files read", ["file", "hash"], [[name, digest] for name, digest in found.files.items()]
    )
