"""Draws a study from its own numbers, outcome by outcome.

Groups stand side by side only where the study compared them. A group alone,
or people against their own past, gets words and the plain statement that there
was no comparison group: a picture would look like proof.
"""

from __future__ import annotations

from collections.abc import Sequence

from ldn_site.markup.chances import both_frames, number, whole_of
from ldn_site.markup.drawing import Bar, bar_notes, bars, figure, icon_groups, text_of
from ldn_site.markup.shapes import Arm, Study

# Below this many people in a group, "out of 100" would claim more than was seen.
FEWEST_OUT_OF_100 = 10

_ALONE = ("no comparison group", "own baseline", "before and after")


def outcomes(study: Study) -> tuple[str, ...]:
    return tuple(dict.fromkeys(arm.outcome for arm in study.arms))


def had_comparison(comparator: str) -> bool:
    """Whether a study with this comparator had a comparison group at all."""
    comparator = comparator.strip().lower()
    return bool(comparator) and not comparator.startswith(("none", "own "))


def is_comparison(study: Study, arms: Sequence[Arm]) -> bool:
    """Whether these groups were compared with each other."""
    names = [arm.name.lower() for arm in arms]
    if len(set(names)) < 2 or not had_comparison(study.comparator):
        return False
    return not any(
        name.startswith("before") or any(word in name for word in _ALONE) for name in names
    )


def draw_study(study: Study, wanted: str, words: dict[str, str], cite: str) -> str:
    """One figure for each outcome (or for the wanted one). `cite` is put after each title."""
    drawn = []
    for outcome in outcomes(study):
        if wanted and outcome != wanted:
            continue
        arms = [arm for arm in study.arms if arm.outcome == outcome]
        drawn.append(_outcome(study, arms, words, cite))
    return "".join(drawn)


def _outcome(study: Study, arms: Sequence[Arm], words: dict[str, str], cite: str) -> str:
    notes: list[str] = []
    times = {arm.at for arm in arms}
    heading = arms[0].outcome[:1].upper() + arms[0].outcome[1:]
    if len(times) == 1 and arms[0].at:
        heading += f", {arms[0].at}"
    title = f"<strong>{text_of(study.label)}:</strong> {text_of(heading)} {cite}"
    shares = [_share(arm) for arm in arms]
    compared = is_comparison(study, arms)
    if compared and all(share is not None for share in shares):
        body = _icons(arms, [share or 0.0 for share in shares], words, times, notes)
        kind = "icons"
    elif compared and all(arm.mean is not None for arm in arms):
        rows = [
            Bar(_name(arm, times), arm.mean or 0.0, *(arm.ci95 or (None, None))) for arm in arms
        ]
        whole = whole_of(arms[0].unit)
        body, kind = bars(rows, [_mean(arm, words) for arm in arms], whole), "bars"
        notes += bar_notes(rows, whole, arms[0].unit, words)
    else:
        items = "".join(f"<li>{text_of(_sentence(arm, words, times))}</li>" for arm in arms)
        body, kind = f'<ul class="figure__words">{items}</ul>', "words"
        if not compared:
            alone = (
                "not-given"
                if had_comparison(study.comparator) and not _before_after(arms)
                else None
            )
            notes.append(words[alone or "not-compared"])
    if any(arm.n is None and _share(arm) is not None for arm in arms):
        notes.append(words["no-people"])
    if compared and study.comparator:
        notes.append(words["compared-with"].format(comparator=study.comparator))
    if study.retracted:
        notes.insert(0, words["was-retracted"])
    return figure(f"{kind} study", title, body, [text_of(note) for note in notes])


def _icons(
    arms: Sequence[Arm],
    shares: Sequence[float],
    words: dict[str, str],
    times: set[str],
    notes: list[str],
) -> str:
    groups = []
    is_any_rounded = False
    for arm, share in zip(arms, shares, strict=True):
        whole, said, is_rounded = both_frames(share, words)
        is_any_rounded = is_any_rounded or is_rounded
        name = _name(arm, times)
        label = words["icons"].format(name=name, number=whole)
        groups.append((name, whole, label, f"{said} {_counted(arm, words)}".strip()))
    notes.append(words["each-mark"])
    if is_any_rounded:
        notes.append(words["rounded"])
    return icon_groups(groups)


def _is_count(arm: Arm) -> bool:
    """Whether the row counts people out of those in the group."""
    is_people = "not people" not in arm.unit
    return is_people and arm.events is not None and 0 <= arm.events <= (arm.n or -1)


def _share(arm: Arm) -> float | None:
    """Percent of people, or None where the row does not count enough people for one."""
    if "not people" in arm.unit:
        return None
    if _is_count(arm) and (arm.n or 0) >= FEWEST_OUT_OF_100:
        return (arm.events or 0) * 100 / (arm.n or 1)
    if arm.percent is not None and 0 <= arm.percent <= 100:
        return float(arm.percent)
    return None


def _counted(arm: Arm, words: dict[str, str]) -> str:
    if arm.events is None or not arm.n:
        return ""
    return words["counted"].format(count=arm.events, people=arm.n)


def _before_after(arms: Sequence[Arm]) -> bool:
    return any(
        arm.name.lower().startswith("before") or any(word in arm.name.lower() for word in _ALONE)
        for arm in arms
    )


def _name(arm: Arm, times: set[str]) -> str:
    return f"{arm.name}, {arm.at}" if len(times) > 1 and arm.at else arm.name


def _mean(arm: Arm, words: dict[str, str]) -> str:
    said = f"{number(arm.mean or 0.0)} {arm.unit}".strip()
    aside = []
    if arm.ci95:
        low, high = (number(end) for end in arm.ci95)
        aside.append(words["likely"].format(low=low, high=high))
    if arm.n:
        aside.append(words["people"].format(number=arm.n))
    return f"{said} ({'; '.join(aside)})" if aside else said


def _sentence(arm: Arm, words: dict[str, str], times: set[str]) -> str:
    name = _name(arm, times)
    share = _share(arm)
    if share is not None:
        return f"{name}: {both_frames(share, words)[1]} {_counted(arm, words)}".strip()
    if arm.mean is not None:
        return f"{name}: {_mean(arm, words)}"
    if _is_count(arm):
        rest = (arm.n or 0) - (arm.events or 0)
        said = words["counted-alone"].format(count=arm.events, people=arm.n, rest=rest)
        return f"{name}: {said}"
    if arm.events is not None:
        # What follows the colon in a unit is said to editors.
        return f"{name}: {arm.events} ({arm.unit.split(':')[0]})"
    return name
