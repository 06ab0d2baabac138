"""What the fuzz makes its files and command lines of: sound ones, odd values, and a few changes."""

from __future__ import annotations

from simulator.model.tape import uniforms

#: What a mutation puts in: the values and marks that formats, shells and people trip over.
ODD = (
    *("nan", "-inf", "1e400", "5e-324", "-0.0", "0x7fffffffffffffffff", "9" * 30, "1_0", "true"),
    *("[]", "{}", "[[1]]", "{a = 1}", '""', '"\\u202e"', '"\\u001b[31m"', "'''", '"""', "\0", "é"),
    *("[[vary]]", "[game]", "extends = 'base'", "kind = 'wars'", "a.b.c.d.e.f.g.h.i.j.k.l.m = 1"),
    *("1979-05-27T07:32:00Z", "low = 1", "low..high", "@6", "=", ":", "..", "/", "-1", "1e308"),
)
WORDS = (
    *("run", "trace", "contrast", "ablate", "solve", "check", "sweep", "sensitivity", "explain"),
    *("parameters", "levers", "metrics", "base", "person", "textbook/fearon-range", "no-such"),
    *("--set", "--lever", "--vary", "--metric", "--months", "-n", "-k", "--entropy", "--json"),
    *("commit.rearm_A=0.2..0.4", "aid.us0=0", "front.occ0=0", "guarantee=0:1:3", "posture=sticks"),
    *("guarantee=0.5@700", "mechanisms.office=maybe", "T_end_restricted", "occ_24", "--verify"),
    *("--resume", "--design", "lhs", "grid", "--points", "--against", "--help"),
    *("--version", "\udcff", "history", "korea_1951", "patterns", "--width"),
)
#: Sound lines; what is changed in them is one word or a few. None plays more than a little.
LINES = (
    "run base --set commit.rearm_A=0.2..0.4 --lever guarantee=0.8@1 --metric occ_2 --json",
    "run freedman --engine mesa --entropy 3 --out run",
    "run person --wars wars.csv --months months.parquet --metric recur_accident",
    "trace freedman -k 3 --set mechanisms.office=false --json",
    "contrast person --lever posture=sticks --against posture=hold --metric T_end_restricted",
    "contrast base --set cost.war_A=0.01 --against-set cost.war_A=0.02 --json",
    "ablate base --metric removed_A",
    "explain menon dickinson --metric recur",
    "threshold person --vary guarantee=0:1 --metric recur --at 0.2 --json",
    "sweep person --vary guarantee=0:1:3 --vary commit.rearm_A=0,0.5,1 --dry-run",
    "sweep base --vary power.drift=0:0.1 --design sobol --points 8 --workers 1 --out sweep",
    "sweep designs/guarantee-rearmament --dry-run --json",
    "sweep --verify sweep",
    "sensitivity person --vary stake.indivisible=0:1 --points 8 --outcome frozen_by_2 --dry-run",
    "solve textbook/fearon-range --json",
    "solve textbook/fearon-lottery --export game.efg --offers 3",
    "check base textbook/rubinstein --unset --json",
    "new war.toml --title War --start 1939-11 --set front.occ0=0",
    "parameters power --json",
    "levers --json",
    "metrics recur",
    "history winter_war_1939 --entropy 2 --json",
    "history korea_1951 falklands_1982 --out history",
    "demo --handout sheet.html --json",
)


class Chance:
    """Numbers from the program's own luck, so that a run can be done again."""

    def __init__(self, entropy: int) -> None:
        self._entropy, self._number = entropy, 0

    def below(self, limit: int) -> int:
        """A whole number in [0, limit)."""
        self._number += 1
        return int(uniforms(self._entropy, self._number, 0, 0)[0] * limit)


def mutated(content: bytes, chance: Chance) -> bytes:
    """A file after one to five changes; every other one changes values only, and stays TOML."""
    text, gentle = bytearray(content), chance.below(2) == 1
    for _ in range(1 + chance.below(5)):
        text = _line_changed(text, chance) if gentle else _bytes_changed(text, chance)
    return bytes(text)


def _line_changed(text: bytearray, chance: Chance) -> bytearray:
    """One key with another value, another key's, or none; or one line less, or twice."""
    lines = text.split(b"\n")
    line, other = chance.below(len(lines)), chance.below(len(lines))
    key, equals, value = lines[line].partition(b"=")
    match chance.below(6):
        case 0 | 1 if equals:
            lines[line] = key + b"= " + ODD[chance.below(len(ODD))].encode()
        case 2 if equals:
            lines[line] = key + b"=" + lines[other].partition(b"=")[2]
        case 3 if equals:
            scale = (b"-", b"1e", b"0.", b"9")[chance.below(4)]
            lines[line] = key + b"= " + scale + value.strip()
        case 4:
            lines.insert(other, lines[line])
        case _:
            del lines[line]
    return bytearray(b"\n".join(lines or [b""]))


def _bytes_changed(text: bytearray, chance: Chance) -> bytearray:
    """A bit, a stretch, or a line, wherever it comes."""
    at = chance.below(len(text) + 1)
    match chance.below(5):
        case 0 if text:
            text[min(at, len(text) - 1)] ^= 1 << chance.below(8)
        case 1:
            del text[at : at + 1 + chance.below(30)]
        case 2:
            text[at:at] = ODD[chance.below(len(ODD))].encode()
        case 3:
            lines = text.split(b"\n")
            lines.insert(chance.below(len(lines)), lines[chance.below(len(lines))])
            text = bytearray(b"\n".join(lines))
        case _:
            text[at : at + 4] = bytes(text[at : at + 4]) * (2 + chance.below(40))
    return text


def changed_line(chance: Chance) -> list[str]:
    """The words of a sound command line after none to three changes."""
    words = LINES[chance.below(len(LINES))].split()
    for _ in range(chance.below(4)):
        at, odd = chance.below(len(words)), ODD[chance.below(len(ODD))]
        match chance.below(7):
            case 0 if at > 0:
                del words[at]
            case 1:
                words.insert(at + 1, WORDS[chance.below(len(WORDS))])
            case 2 if at > 0:
                words[at] = odd
            case 3:
                words.insert(chance.below(len(words)) + 1, words[at])
            case 4 if "=" in words[at]:
                words[at] = words[at].partition("=")[0] + "=" + odd
            case 5:
                words[at] += odd
            case _:
                letter = chance.below(len(words[at]) + 1)
                words[at] = words[at][:letter] + words[at][letter + 1 :]
    return words
