"""The luck tape: every uniform of a war, drawn by name before anything happens.

A draw is a pure function of (entropy, replication, month, channel): Philox 4x32-10, a counter-based
generator, so nothing that happens in a war, in another channel or on another worker can move it.
The same tape under another policy is the same war with one thing changed.

Source: Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"; the test
vectors published with Random123 are in the tests.
"""

from __future__ import annotations

import math
import zlib

import numpy as np

from simulator.compiled import compiled

_MASK = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_SHIFT_LOW = np.uint64(6)
_SHIFT_HIGH = np.uint64(5)
_UNIT = 1.0 / 9007199254740992.0  # 2**-53

#: Draws that belong to a war as a whole live in months no war reaches.
PARAMETER_MONTH = 0xFFFFFFFF
MEMBER_MONTH = 0xFFFFFFFE

#: Every monthly channel by name. Numbers are for ever: a new channel takes a new number.
CHANNELS = {
    "front": 1,
    "observation": 2,
    "cut": 3,
    "removal_A": 4,
    "removal_D": 5,
    "collapse_A": 6,
    "collapse_D": 7,
    "proposer": 8,
    "talks": 9,
    "accident": 10,
    "guarantor": 11,
    "spoilers": 12,
    "successor": 13,
    "mediator": 14,
    "strikes": 15,
    "answer": 16,
    "stage": 17,
    "occasion_A": 18,
    "occasion_D": 19,
}


@compiled
def philox(
    counter_0: int, counter_1: int, counter_2: int, counter_3: int, key_0: int, key_1: int
) -> tuple[int, int, int, int]:
    """The four 32-bit words that Philox 4x32-10 makes of a counter and a key.

    Args: 32-bit unsigned integers each.
    """
    word_0, word_1 = np.uint64(counter_0), np.uint64(counter_1)
    word_2, word_3 = np.uint64(counter_2), np.uint64(counter_3)
    round_0, round_1 = np.uint64(key_0), np.uint64(key_1)
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * word_0
        product_1 = _MULTIPLIER_1 * word_2
        word_0 = (product_1 >> _SHIFT) ^ word_1 ^ round_0
        word_2 = (product_0 >> _SHIFT) ^ word_3 ^ round_1
        word_1 = product_1 & _MASK
        word_3 = product_0 & _MASK
        round_0 = (round_0 + _WEYL_0) & _MASK
        round_1 = (round_1 + _WEYL_1) & _MASK
    return word_0, word_1, word_2, word_3  # type: ignore[return-value]  # unsigned words


@compiled
def uniforms(entropy: int, replication: int, month: int, channel: int) -> tuple[float, float]:
    """Two independent uniforms on [0, 1) with 53 bits each.

    Args:
        entropy: Names the luck [0, 2**63).
        replication: Number of the war [0, 2**63).
        month: Month of the draw [0, 2**32).
        channel: Number of the channel [0, 2**32).
    """
    seed, number = np.uint64(entropy), np.uint64(replication)
    word_0, word_1, word_2, word_3 = philox(
        number & _MASK,  # type: ignore[arg-type]
        number >> _SHIFT,  # type: ignore[arg-type]
        month,
        channel,
        seed & _MASK,  # type: ignore[arg-type]
        seed >> _SHIFT,  # type: ignore[arg-type]
    )
    high_0, low_0 = np.uint64(word_0) >> _SHIFT_HIGH, np.uint64(word_1) >> _SHIFT_LOW
    high_1, low_1 = np.uint64(word_2) >> _SHIFT_HIGH, np.uint64(word_3) >> _SHIFT_LOW
    first = (np.float64(high_0) * 67108864.0 + np.float64(low_0)) * _UNIT
    second = (np.float64(high_1) * 67108864.0 + np.float64(low_1)) * _UNIT
    return first, second


@compiled
def normal(uniform_1: float, uniform_2: float) -> float:
    """A standard normal made of two uniforms (Box and Muller): consumption is always two."""
    return math.sqrt(-2.0 * math.log(1.0 - uniform_1)) * math.cos(2.0 * math.pi * uniform_2)


def parameter_channel(path: str) -> int:
    """The channel from which a scenario's range for `path` is drawn.

    A hash of the name, so that adding a parameter moves no other parameter's draw.

    >>> parameter_channel("power.drift") == parameter_channel("power.drift")
    True
    """
    return zlib.crc32(path.encode())
