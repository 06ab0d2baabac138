"""What a half is: units that nobody can read off a table of data, defined by example.

A weight, an index or a number of stakes means something only beside other wars. Each entry says
what 0.5 (or another plain value) is, and how the modellers would code three wars by it; they are
judgements, meant as a scale to lay one's own war against, and no parameter takes its value from
here. The wars: the Winter War of 1939, Korea in July 1951, the Falklands in April 1982, Iran's
crossing into Iraq in July 1982, and the war of `base` in autumn 2025.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Parameter path to what a value of it is, in words and in three wars.
EXAMPLES: Mapping[str, str] = MappingProxyType(
    {
        "stake.value_A": "1: the quarrel is worth as much to A, set against what war costs it, as to "
        "D. Iran 1982 about 1, the Winter War 0.5 (a border, to a great power), Falklands 0.8",
        "stake.indivisible": "0.5: half of what A wants cannot be had unless D submits. The Winter "
        "War 0.1 (land could be ceded), Korea 0.4, Iran 1982 0.7 (another government in Baghdad)",
        "stake.spillover": "0.5: a free D next door costs A's regime a tenth of the stake. Falklands "
        "0, the Winter War 0.1, autumn 2025 0 to 0.4",
        "cost.war_A": "0.005: a hundred months of full effort cost half the stake. The Winter War "
        "0.003 (small for a great power), Iran 1982 0.005, Falklands 0.02 (dear in a season)",
        "cost.war_D": "the same for D, at its own stake, which is mostly larger: Falklands 0.005, "
        "autumn 2025 0.001 to 0.002, the Winter War 0.002",
        "demand.floor_D": "0.5: a stop on the line and the freedom to arm. Falklands 1 (all of it), "
        "Korea 0.5, Iran 1982 0.8 (the old border and its own government, for Iraq)",
        "hold.cost_A": "0.5: a tenth of a per cent of the stake a month to hold it all. Falklands 0.1 "
        "(few people), the Winter War 0.5, autumn 2025 0.1 to 0.5",
        "rep.cost_A": "0.5: to stop short costs a tenth of the stake in standing abroad. The Winter "
        "War 0.1, Falklands 0.2, Korea 0.4 (an alliance watches)",
        "office.value_A": "0.5: losing office is as bad as losing half of what the war is about. Korea "
        "0.3, Falklands 1 (a junta that would not survive it), Iran 1982 0.8",
        "office.value_D": "the same for D's leader: Falklands 0.3 (a vote, not a prison), Korea 0.2, "
        "Iran 1982 2 (his removal is what A asks)",
        "survival.cont_slope": "0.5: at full blame 1.5 per cent a month fall for going on. Iran 1982 "
        "0.1, Falklands 1, Korea 0.3",
        "audience.grievance": "1: a full grievance brings out a member who would else wait for "
        "everybody. The Winter War 0.5 (terror at home), Falklands 1.1, Iran 1982 0.7",
        "aims.lockin_A": "0.5: to hand back all the land costs 0.15 stakes in words eaten. Korea 0.3, "
        "Iran 1982 0.8 (said month after month), Falklands 0.9 (crowds on the square)",
        "info.gap_growth": "0.5: what is claimed and what is so part fully in four years. Falklands 1 "
        "(victories until the surrender), Iran 1982 0.3, Korea 0.1",
        "belief.learn_front": "0.5: a leader takes half of what Bayes' rule would from a month at the "
        "front. The Winter War 0.6 (plans changed in weeks), Korea 0.5, Iran 1982 0.2",
        "belief.learn_patron": "0.5: half of what a quarter's conduct of the patrons says is taken in. "
        "Falklands 0.5 (Washington's turn), Korea 0.2, Iran 1982 0.1",
        "man.coerce_cost": "0.5: a full call-up adds half of all grievance there can be. The Winter "
        "War 0.1, Iran 1982 0.3, autumn 2025 0.2 to 0.5 (flight abroad)",
        "econ.stress0": "0.5: inflation above ten per cent, wages late, rationing of some goods. The "
        "Winter War 0.2, Falklands 0.7 (Argentina's default near), Iran 1982 0.5",
        "econ.bite": "0.5: without evasion sanctions add 0.18 of stress in a year. The Winter War 0 "
        "(League, in words), Iran 1982 0.2, Falklands 0.5 (bank freeze and embargo)",
        "econ.overheat": "0.5: a war boom adds 0.12 of stress in a year. Falklands 0.1 (no boom), Iran "
        "1982 0.3, autumn 2025 0.2 to 0.5",
        "econ.strike_damage": "0.5: strikes at the full rate add 0.04 of stress a month if all revenue "
        "were oil. Falklands 0 (mainland spared), Iran 1982 0.3 (Kharg), autumn 2025 0.1 to 0.5",
        "econ.pain_weight": "0.5: full stress is as dear as half a per cent of the stake a month. Iran "
        "1982 0.1, Falklands 0.4, Korea 0.2",
        "aid.us0": "0.5: half of that patron's usual month. Autumn 2025 0.1 to 0.4, Korea 1 (steady), "
        "Iran 1982 1 (the Gulf states, for Iraq)",
        "aid.eu0": "1.5: half as much again as the others' usual month. Autumn 2025 1.1 to 1.4, Korea "
        "1, Iran 1982 1 (Moscow and Paris)",
        "aid.belief0": "0: even odds that D's patrons stay, 1: nearly three to one. The Winter War -2 "
        "(words only), Falklands -1 (American neutrality hoped for), Korea 2",
        "carrot.value_A": "0.5: what is promised for a signature is worth 0.15 of the stake. Korea 0.1 "
        "(trade), Falklands 0.1, autumn 2025 0.1 to 0.5 (sanctions lifted)",
        "carrot.signal": "0.5: a quarter of inducements makes odds of 1 on patrons' resolve 0.6. "
        "Falklands 0.6 (shuttles read as leave), Korea 0.2, Iran 1982 0.1",
        "stick.signal": "0.5: a quarter of penalties carried out makes odds of 1 into 1.6. Falklands 1 "
        "(the fleet sails), Korea 0.3, Iran 1982 0.2",
        "coerce.bomb_resolve": "0.05: a year of such bombing adds five of a hundred who would endure. "
        "The Winter War 0.05, Iran 1982 -0.05 to 0.05 (towns of Iraq), Korea 0",
        "coerce.deep_rate": "0.5: half of autumn 2025, when two fifths of refining stood idle for a "
        "while. Falklands 0.1 (one runway), Iran 1982 0.4, Korea 0.8",
        "commit.rearm_A": "0.5: a year of quiet shifts the ratio of force by nine per cent. Falklands "
        "0.2 (an embargo), Korea 0.5, the Winter War 1 (a great power in a hurry)",
        "commit.breach_cost": "0.5: to break a fully guaranteed peace costs half the stake. Korea 1 "
        "(American troops in the line), the Winter War 0 (no guarantor), autumn 2025 0.2 to 0.5",
        "commit.fear_A": "0.5: a tenth of the stake is lost to rivals who use the pause. The Winter War "
        "0.4 (a base for others), Korea 0.3, Falklands 0",
        "commit.spoilers": "0.5: at full dissent a truce breaks with 2.5 per cent a month. Korea 0.2 "
        "(a president who would not sign), Iran 1982 0.1, Falklands 0.1",
        "talks.delay_gain": "0.5: a month of talk is worth 0.15 per cent of the stake. Korea 0.5 (time "
        "to dig in), Falklands 0.3 (winter nears), Iran 1982 0",
        "talks.pressure": "0.5: to refuse a mediator who leans on one costs 0.05 of the stake. "
        "Falklands 0.3 (Washington), Iran 1982 0, Korea 0.4 (allies)",
    }
)
