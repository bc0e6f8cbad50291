"""Numbers in words: out of 100, in both frames, rounded and saying so."""

from __future__ import annotations

import math
import re

MINUS = "\u2212"
SCALE = re.compile(r"\b0 ?(?:-|–|to) ?(\d+)\b")


def out_of_100(percent: float, words: dict[str, str]) -> tuple[int, str, bool]:
    """Whole people out of 100, the words for them, and whether rounding was needed."""
    whole = math.floor(percent + 0.5)
    exact = abs(percent - whole) < 0.005
    if not exact and whole == 0:
        number = words["fewer"]
    elif not exact and whole == 100:
        number = words["more"]
    else:
        number = str(whole) if exact else words["about"].format(number=whole)
    return whole, words["out-of-100"].format(number=number), not exact


def both_frames(
    percent: float, words: dict[str, str], yes: str = "", no: str = ""
) -> tuple[int, str, bool]:
    """As out_of_100, with those it happened to and those it did not."""
    whole, said, is_rounded = out_of_100(percent, words)
    # From the rounded number, so that the two always make 100.
    rest = float(100 - whole) if 0 < whole < 100 or not is_rounded else 100 - percent
    _, other, _ = out_of_100(rest, words)
    if is_rounded and 0 < whole < 100:
        other = words["out-of-100"].format(number=words["about"].format(number=100 - whole))
    sentence = words["frames"].format(
        yes_number=said, yes=yes or words["had"], no_number=other, no=no or words["had-not"]
    )
    return whole, sentence, is_rounded


def whole_of(unit: str) -> float:
    """The most that a value in this unit can be; 0 where the unit does not say."""
    if unit.startswith("percent"):
        return 100.0
    scale = SCALE.search(unit)
    return float(scale[1]) if scale else 0.0


def number(value: float) -> str:
    """As a person writes it: no trailing zero, a true minus sign."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS) if text != "-0" else "0"
