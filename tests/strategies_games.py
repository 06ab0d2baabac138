"""Random valid games for Hypothesis."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from simulator.bargaining.game import (
    Battle,
    Complete,
    Cost,
    CostKind,
    Crisis,
    Deal,
    Front,
    Game,
    HeterogeneousPriors,
    Information,
    Leader,
    Offers,
    Outside,
    Power,
    Proposer,
    TwoSidedUniformCost,
    TwoTypeCost,
    TwoTypePower,
    UniformCost,
)

Rows = tuple[tuple[float, ...], ...]

chances = st.floats(0.05, 0.95)
titles = st.text(st.characters(codec="utf-8"), max_size=20)
proposers: st.SearchStrategy[Proposer] = st.sampled_from(("A", "B", "alternate", "random"))


@st.composite
def rows(draw: st.DrawFn, size: int) -> Rows:
    """A row-stochastic matrix."""
    matrix = []
    for _ in range(size):
        weights = draw(st.lists(st.integers(0, 5), min_size=size, max_size=size).filter(any))
        matrix.append(tuple(weight / sum(weights) for weight in weights))
    return tuple(matrix)


@st.composite
def leaders(draw: st.DrawFn) -> Leader:
    """A leader with a mandate."""
    return Leader(draw(st.floats(0.0, 2.0)), draw(st.floats(0.0, 1.0)))


@st.composite
def complete_games(
    draw: st.DrawFn,
    *,
    plain: bool = False,
    proposer: st.SearchStrategy[Proposer] = proposers,
    least_cost: float = 0.0,
) -> Game:
    """A game of complete information.

    Args:
        draw: Hypothesis' own.
        plain: Only binding deals on a divisible stake between unitary sides.
        proposer: Who may propose.
        least_cost: Least cost of a battle to each side [stakes].
    """
    length = draw(st.integers(2, 7))
    regimes = draw(st.integers(1, 3))
    kinds: tuple[CostKind, ...] = ("per-battle", "flow", "per-war")
    binding = plain or draw(st.booleans())
    levels = [] if plain else draw(st.lists(st.floats(0.0, 1.0), max_size=4))
    return Game(
        title=draw(titles),
        front=Front(length, draw(st.integers(1, length - 1)), draw(st.sampled_from((0.0, 0.4)))),
        battle=Battle(
            tuple(draw(st.lists(chances, min_size=regimes, max_size=regimes))),
            draw(st.booleans()),
        ),
        power=Power(draw(rows(regimes)), draw(rows(regimes))),
        discount=draw(st.floats(0.5, 0.99)),
        cost=Cost(
            draw(st.floats(least_cost, 0.3)),
            draw(st.floats(least_cost, 0.3)),
            draw(st.sampled_from(kinds[: 3 if length == 2 else 2])),
        ),
        deal=Deal(binding, tuple(sorted(levels)), draw(st.sampled_from((0.0, 0.2)))),
        offers=Offers(draw(proposer), draw(st.floats(0.0, 1.0))),
        leader_a=Leader() if plain else draw(leaders()),
        leader_b=Leader() if plain else draw(leaders()),
    )


@st.composite
def doubts(draw: st.DrawFn) -> Information:
    """Private information of any kind."""
    low, gap = draw(st.floats(0.0, 0.2)), draw(st.floats(0.01, 0.5))
    beta = st.tuples(st.floats(0.5, 20.0), st.floats(0.5, 20.0))
    known: tuple[Information, ...] = (
        UniformCost(low, low + gap),
        TwoTypeCost(low + gap, low, draw(st.floats(0.0, 1.0))),
        TwoTypePower(low + gap, low, draw(st.floats(0.0, 1.0))),
        HeterogeneousPriors(draw(beta), draw(beta), draw(chances)),
    )
    return draw(st.sampled_from(known))


@st.composite
def doubtful_games(draw: st.DrawFn, longest: int = 5) -> Game:
    """A game in which somebody does not know something."""
    length = draw(st.integers(2, longest))
    known = draw(doubts())
    kinds: tuple[CostKind, ...] = ("per-battle", "flow", "per-war")
    cost_b = None if isinstance(known, UniformCost | TwoTypeCost) else draw(st.floats(0.005, 0.3))
    return Game(
        title=draw(titles),
        front=Front(length, draw(st.integers(1, length - 1)), draw(st.sampled_from((0.0, 0.4)))),
        battle=Battle((draw(chances),), draw(st.booleans())),
        power=Power(((1.0,),), ((1.0,),)),
        discount=draw(st.floats(0.5, 0.99)),
        cost=Cost(
            draw(st.floats(0.005, 0.3)),
            cost_b,
            draw(st.sampled_from(kinds[: 3 if length == 2 else 2])),
        ),
        deal=Deal(True, (), draw(st.sampled_from((0.0, 0.2)))),
        information=known,
    )


@st.composite
def further_games(draw: st.DrawFn) -> Game:
    """A game of complete information with what `docs/games.md` adds to Fearon's and Powell's."""
    game = draw(complete_games(plain=draw(st.booleans())))
    surprise = draw(st.sampled_from((0.0, 0.04)))
    left = st.lists(st.floats(0.2, 1.0), min_size=game.regimes, max_size=game.regimes)
    outside = st.builds(Outside, st.floats(-0.2, 0.9), st.floats(-0.2, 0.9))
    own = st.none() | st.floats(0.5, 0.99)
    return replace(
        game,
        battle=replace(game.battle, first_strike=surprise),
        power=replace(game.power, stake=tuple(draw(st.just([]) | left))),
        deal=replace(game.deal, expects=draw(st.sampled_from(("war", "peace")))),
        discount_a=draw(own),
        discount_b=draw(own),
        outside=draw(st.none() | outside) if game.deal.binding else None,
    )


@st.composite
def doubly_doubtful_games(draw: st.DrawFn) -> Game:
    """One decisive battle, each side knowing its own cost only: an offer, demands, or a crisis."""
    win, (low_a, low_b) = draw(st.floats(0.3, 0.7)), draw(st.tuples(*[st.floats(0.0, 0.1)] * 2))
    gap_a, gap_b = draw(st.tuples(*[st.floats(0.01, 0.2)] * 2))
    game = plain_game(
        (win,),
        Cost(0.0, None, draw(st.sampled_from(("per-war", "per-battle")))),
        information=TwoSidedUniformCost(low_a, low_a + gap_a, low_b, low_b + gap_b),
        offers=Offers(draw(st.sampled_from(("A", "sealed")))),
    )
    if draw(st.booleans()):
        audiences = st.floats(0.01, 1.0)
        crisis = Crisis(draw(audiences), draw(audiences))
        return replace(game, crisis=crisis, offers=Offers(), deal=Deal(war_destroys=0.9))
    return game


def any_games() -> st.SearchStrategy[Game]:
    """Any valid game."""
    return complete_games() | doubtful_games()


def plain_game(
    win: tuple[float, ...] = (0.6,),
    cost: Cost | None = None,
    *,
    front: Front | None = None,
    power: Power | None = None,
    discount: float = 0.95,
    takes_a_period: bool = False,
    deal: Deal | None = None,
    offers: Offers | None = None,
    leaders: tuple[Leader, Leader] | None = None,
    information: Information | None = None,
) -> Game:
    """Fearon's war with whatever is changed: the game a test starts from."""
    same = tuple(tuple(float(i == j) for j in range(len(win))) for i in range(len(win)))
    both = leaders or (Leader(), Leader())
    return Game(
        title="",
        front=front or Front(2, 1),
        battle=Battle(win, takes_a_period),
        power=power or Power(same, same),
        discount=discount,
        cost=cost or Cost(0.1, 0.2, "per-war"),
        deal=deal or Deal(),
        offers=offers or Offers(),
        leader_a=both[0],
        leader_b=both[1],
        information=information or Complete(),
    )
