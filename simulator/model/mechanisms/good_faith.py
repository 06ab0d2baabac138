"""Good faith: nobody signs what is worth more to him than war only because he means to break it.

Terms worse than war when kept are accepted only by who means to break them, so accepting proves
the intent and the promise buys nothing. Switched off, a side's own option to break counts when it
signs: planned bad faith, and bets between rivals who each expect to win the war to come.

Source: the reasoning of the intuitive criterion (Cho and Kreps 1987) applied to what is accepted; on
bets between rival priors Gilboa, Samuelson and Schmeidler 2014, Brunnermeier, Simsek and Xiong 2014.
"""

from __future__ import annotations

from simulator.model.declare import Bite, Mechanism, Switch

# fmt: off
MECHANISM = Mechanism(
    name="good_faith",
    group="commitment",
    source="Cho and Kreps 1987; Gilboa, Samuelson and Schmeidler 2014",
    bites=Bite("A_accepts_truce", {"commit.rearm_A": 2.0, "commit.enforce": 0.0, "commit.occasion_worth": 0.2}, months=48, wars=6),
    switch=Switch("good_faith", "a side also signs what pays only because it means to break it"),
)
# fmt: on
