"""The drawings of the site, in one hand: a line of ink over flat color a little out of register,
as in a book printed with two inks.

Each stands on a field of 160 by 120, or twice as wide, and says nothing by itself: the words
beside it do. The classes name what the ink is for, and the style sheet gives the colors, dark and
print included.
"""

from __future__ import annotations

import re

from ldn_site.markup.text import escape

# Class of each short name in the drawings below.
INKS = {
    "l": "line",  # ink
    "t": "tint",  # the quiet color
    "f": "full",  # the same at full strength
    "w": "warm",  # the second color, quiet
    "v": "clay",  # the same at full strength
    "p": "paper",
    "d": "dotted",
    "n": "number",  # of the step beside it that says what is there
    "k": "key",  # what slides into its place as the reader comes to it
    "r": "rays",  # what shows once it is there
}

# A receptor in the skin of a cell, and naltrexone in its place.
_RECEPTOR = (
    '<path class="t" d="M4 82q9-8 18 0t18 0 18 0 18 0 18 0 18 0 18 0 18 0v24q-9 8-18 '
    '0t-18 0-18 0-18 0-18 0-18 0-18 0-18 0z"/>'
    '<path class="l" d="M4 80q9-8 18 0t18 0M120 80q9-8 18 0t18 0M4 104q9-8 18 0t18 0 18 '
    '0 18 0 18 0 18 0 18 0 18 0"/>'
    '<path class="p" d="M56 62h48v30H56z"/>'
    '<path class="p l" d="M50 60c-8 0-12 6-12 14v22c0 10 8 14 18 14h48c10 0 18-4 '
    '18-14V74c0-8-4-14-12-14-6 0-8 4-8 9 0 12-10 18-22 18s-22-6-22-18c0-5-2-9-8-9z"/>'
)
_BLOCKER = (
    '<path class="v l" d="M80 52c12 0 19 7 19 16s-8 15-19 15-19-6-19-15 7-16 19-16z"/>'
    '<path class="l" d="M71 60l18 15M89 60L71 75"/>'
)

DRAWINGS = {
    "receptor-on": (
        f"{_RECEPTOR}"
        '<g class="k">'
        '<path class="f l" d="M80 52c12 0 19 7 19 16s-8 15-19 15-19-6-19-15 7-16 19-16z"/>'
        "</g>"
        '<path class="l r" d="M80 8v18M52 14l8 16M108 14l-8 16M32 32l13 11M128 32l-13 11"/>'
    ),
    "receptor-blocked": (f'{_RECEPTOR}<g class="k">{_BLOCKER}</g>'),
    "receptor-refused": (
        f"{_RECEPTOR}"
        f"{_BLOCKER}"
        '<g class="k">'
        '<path class="p l" d="M122 8c11 0 17 6 17 14s-7 13-17 13-17-5-17-13 6-14 17-14z"/>'
        "</g>"
        '<path class="l" d="M104 38l-9 7M95 38v7h8"/>'
        '<path class="l d" d="M40 22q28-18 56 4"/>'
    ),
    "dose-block": (
        '<path class="l" d="M12 104h138M12 104V14"/>'
        '<path class="l" d="M46 100v8M80 100v8M114 100v8"/>'
        '<path class="w" d="M14 102V34c2-8 12-12 18-6 8 10 12 44 24 74z"/>'
        '<path class="l" d="M14 102V34c2-8 12-12 18-6 8 10 12 44 24 74"/>'
        '<path class="v l" d="M22 8h18a7 7 0 0 1 0 14H22a7 7 0 0 1 0-14z"/>'
        '<path class="l" d="M31 8v14"/>'
    ),
    "dose-rebound": (
        '<path class="l" d="M12 104h138M12 104V14"/>'
        '<path class="l" d="M46 100v8M80 100v8M114 100v8"/>'
        '<path class="w" d="M14 102V34c2-8 12-12 18-6 8 10 12 44 24 74z"/>'
        '<path class="l" d="M14 102V34c2-8 12-12 18-6 8 10 12 44 24 74"/>'
        '<path class="t" d="M14 86c26 0 34 2 46-8 16-13 22-38 42-38 20 0 24 30 46 '
        '34v28H14z"/>'
        '<path class="l d" d="M14 86c26 0 34 2 46-8 16-13 22-38 42-38 20 0 24 30 46 34"/>'
    ),
    "dose-unknown": (
        '<path class="l" d="M12 104h138M12 104V14"/>'
        '<path class="l" d="M46 100v8M80 100v8M114 100v8"/>'
        '<path class="l d" d="M14 86c26 0 34 2 46-8 16-13 22-38 42-38 20 0 24 30 46 34"/>'
        '<path class="p" d="M44 18h34v62H44z"/>'
        '<path class="l" d="M48 36c0-10 6-16 14-16s14 6 14 14c0 11-13 11-13 24M63 70v.1"/>'
    ),
    # From one bedtime to the next: a moon, a sun and a moon stand under the line.
    "dose-day": (
        '<path class="w" d="M19 84V38c2-8 14-12 21-6 10 10 14 38 37 52z"/>'
        '<path class="t" d="M20 74c34 0 48 0 66-12 24-16 36-38 66-38 40 0 60 34 96 42 24 5 40 6 '
        '62 6v12H20z"/>'
        '<path class="l" d="M16 84V34c2-8 14-12 21-6 10 10 14 40 37 56"/>'
        '<path class="l d" d="M16 74c34 0 48 0 66-12 24-16 36-38 66-38 40 0 60 34 96 42 24 5 40 '
        '6 62 6"/>'
        '<path class="l" d="M10 86h300M160 82v8"/>'
        '<path class="v l" d="M20 4h18a7 7 0 0 1 0 14H20a7 7 0 0 1 0-14zM29 4v14"/>'
        '<path class="f l" d="M20 95a10 10 0 1 0 10 14 10 10 0 0 1-10-14zM304 95a10 10 0 1 0 10 '
        '14 10 10 0 0 1-10-14z"/>'
        '<circle class="w l" cx="160" cy="106" r="6"/>'
        '<path class="l" d="M160 93v3M160 116v3M147 106h3M170 106h3M151 97l2 2M169 97l-2 2M151 '
        '115l2-2M169 115l-2-2"/>'
        '<path class="l" d="M276 26c0-8 5-13 12-13s12 5 12 12c0 9-12 9-12 19M288 54v.1"/>'
        '<circle class="p l" cx="38" cy="62" r="13"/>'
        '<circle class="p l" cx="150" cy="58" r="13"/>'
        '<circle class="p l" cx="256" cy="36" r="13"/>'
        '<g class="n">'
        '<text x="38" y="68">1</text>'
        '<text x="150" y="64">2</text>'
        '<text x="256" y="42">3</text>'
        "</g>"
    ),
    "microglia-rest": (
        '<path class="t" d="M84 44c14 0 24 9 24 20s-11 20-26 20-25-9-25-20 12-20 27-20z"/>'
        '<path class="l" d="M80 42c14 0 24 9 24 20s-11 20-24 20-24-9-24-20 10-20 24-20zM62 '
        "48C54 38 44 40 40 30s-10-8-16-14M40 30c2-8 0-12-2-18M98 48c8-10 16-8 22-18s8-6 "
        "16-12M120 30c-4-8-2-12 0-20M57 66c-12 2-18-4-28 0s-12 0-20-2M29 66c-6 4-6 10-12 "
        "14M103 66c12 2 18-4 28 0s10 0 18-4M131 66c6 4 6 10 12 16M68 79c-6 10-4 14-10 20s-4 "
        '8-12 12M58 99c2 6 0 8 2 14M92 79c6 10 4 14 10 20s4 8 12 10M102 99c-2 6 0 8-2 12"/>'
        '<circle class="f l" cx="80" cy="62" r="7"/>'
    ),
    "microglia-stirred": (
        '<path class="w" d="M84 26c14-6 34 2 38 20 6 14 0 38-14 44-14 10-40 '
        '8-50-4-14-10-16-36-6-46 8-12 20-12 32-14z"/>'
        '<path class="l" d="M80 24c12-8 32 0 36 18 8 14 2 38-12 44-12 12-40 '
        "10-50-4-14-10-16-34-6-44 8-14 20-10 32-14zM48 38L36 28M116 42l14-8M54 82l-12 12M104 "
        '88l10 12M40 62H24M118 66h16"/>'
        '<circle class="v l" cx="80" cy="58" r="10"/>'
        '<g class="v l">'
        '<circle cx="20" cy="18" r="5"/>'
        '<circle cx="142" cy="22" r="5"/>'
        '<circle cx="14" cy="62" r="4"/>'
        '<circle cx="30" cy="106" r="5"/>'
        '<circle cx="126" cy="108" r="5"/>'
        '<circle cx="148" cy="70" r="4"/>'
        '<circle cx="64" cy="8" r="4"/>'
        "</g>"
    ),
    "tablet-50": (
        '<ellipse class="t" cx="84" cy="68" rx="48" ry="34"/>'
        '<path class="l" d="M32 60c0-18 22-32 48-32s48 14 48 32v10c0 18-22 32-48 32S32 88 32 '
        '70z"/>'
        '<path class="l" d="M32 60c0 18 22 32 48 32s48-14 48-32M48 50l64 22"/>'
    ),
    "mortar": (
        '<path class="t" d="M40 58h92c0 22-10 38-24 44H66C52 96 42 80 40 58z"/>'
        '<path class="l" d="M30 54h100c0 24-10 40-24 46H54C40 94 30 78 30 54zM54 100l-6 '
        '10h64l-6-10M24 54h112"/>'
        '<path class="v l" d="M84 46l26-38c4-5 14 2 11 8L98 50z"/>'
        '<path class="l" d="M52 44h.1M62 38h.1M72 44h.1M60 48h.1"/>'
    ),
    "capsule-low": (
        '<path class="t" d="M52 44h60a20 20 0 0 1 0 40H52z"/>'
        '<path class="l" d="M46 40h66a20 20 0 0 1 0 40H46a20 20 0 0 1 0-40zM80 40v40"/>'
        '<path class="v" d="M46 42h32v36H46a18 18 0 0 1 0-36z"/>'
        '<path class="l" d="M46 40h34v40H46a20 20 0 0 1 0-40zM92 52h.1M100 60h.1M94 '
        '68h.1M108 54h.1M110 66h.1M58 50h12"/>'
    ),
    "you": (
        '<path class="t" d="M44 112c0-30 16-46 42-46s42 16 42 46z"/>'
        '<path class="l" d="M38 112c0-30 16-48 42-48s42 18 42 48z"/>'
        '<circle class="p l" cx="80" cy="36" r="20"/>'
        '<path class="l" d="M60 34c4-14 34-16 40-2M74 40h.1M86 40h.1M74 47q6 4 12 0"/>'
        '<path class="p l" d="M96 78h34v28H96z"/>'
        '<path class="l" d="M102 86h22M102 93h22M102 100h12"/>'
    ),
    "doctor": (
        '<path class="t" d="M44 112c0-30 16-46 42-46s42 16 42 46z"/>'
        '<path class="l" d="M38 112c0-30 16-48 42-48s42 18 42 48z"/>'
        '<circle class="p l" cx="80" cy="36" r="20"/>'
        '<path class="l" d="M60 30c10-2 14-10 18-12 6 6 14 8 22 10M74 40h.1M86 40h.1M74 47q6 '
        '4 12 0M66 66l14 18 14-18"/>'
        '<path class="l" d="M64 67c-4 14-2 26 6 26s10-8 8-14"/>'
        '<circle class="v l" cx="100" cy="96" r="6"/>'
        '<path class="l" d="M96 67c6 8 6 16 4 23"/>'
    ),
    "pharmacy": (
        '<path class="t" d="M34 46h100v66H34z"/>'
        '<path class="l" d="M28 44h104v68H28zM20 44l10-22h100l10 22zM20 44c0 8 12 8 15 0 3 8 '
        '18 8 21 0 3 8 19 8 24 0 5 8 21 8 24 0 3 8 18 8 21 0 3 8 15 8 15 0"/>'
        '<path class="p l" d="M42 66h36v46H42z"/>'
        '<path class="p l" d="M90 66h32v26H90z"/>'
        '<path class="v l" d="M102 70h8v5h5v8h-5v5h-8v-5h-5v-8h5z"/>'
        '<path class="l" d="M72 90h.1"/>'
    ),
    "safety": (
        '<path class="t" d="M84 14l42 14v34c0 26-18 42-42 50-24-8-42-24-42-50V28z"/>'
        '<path class="l" d="M80 10l42 14v34c0 26-18 42-42 50-24-8-42-24-42-50V24z"/>'
        '<path class="l" d="M80 36v32M80 82v1"/>'
    ),
    "conditions": (
        '<path class="t" d="M50 112V74c0-14 10-22 34-22s34 8 34 22v38z"/>'
        '<circle class="p l" cx="80" cy="26" r="16"/>'
        '<path class="l" d="M46 112V70c0-14 10-22 34-22s34 8 34 22v42M62 112V78M98 112V78"/>'
        '<path class="v l" d="M80 88c-9-6-13-11-13-16 0-4 3-7 6-7s6 2 7 4c1-2 4-4 7-4s6 3 6 '
        '7c0 5-4 10-13 16z"/>'
    ),
    "evidence": (
        '<path class="t" d="M30 96h24V66H30zM70 96h24V42H70zM110 96h24V54h-24z"/>'
        '<path class="l" d="M14 104h136M26 92h24V62H26zM66 92h24V38H66zM106 92h24V50h-24z"/>'
        '<path class="l d" d="M18 76h132"/>'
    ),
    "lost-page": (
        '<path class="t" d="M46 20h72v92H46z"/>'
        '<path class="l d" d="M98 16H42v92h76V74M98 16l20 20v8M98 16v20h20"/>'
        '<circle class="w" cx="90" cy="68" r="19"/>'
        '<path class="l" d="M87 46a19 19 0 0 1 0 38 19 19 0 0 1 0-38zM101 79l19 19"/>'
    ),
    "lock": (
        '<path class="t" d="M50 56h68v52H50z"/>'
        '<path class="l" d="M46 52h68v52H46zM60 52V36a20 20 0 0 1 40 0v16"/>'
        '<circle class="v l" cx="80" cy="73" r="6"/>'
        '<path class="l" d="M80 79v11"/>'
    ),
    "cup": (
        '<path class="t" d="M46 52h66v32c0 14-10 22-24 22H70c-14 0-24-8-24-22z"/>'
        '<path class="l" d="M42 48h66v32c0 14-10 22-24 22H66c-14 0-24-8-24-22zM108 56h8c10 0 14 6 '
        '14 12s-4 14-16 14h-7M26 110h98"/>'
        '<path class="l" d="M64 48v14"/>'
        '<path class="v l" d="M57 62h14v15H57z"/>'
        '<path class="l d" d="M64 36c-6-8 6-14 0-24M86 36c-6-8 6-14 0-24"/>'
    ),
    "about": (
        '<path class="t" d="M46 22h72v90H46z"/>'
        '<path class="l" d="M42 18h56l20 20v70H42zM98 18v20h20M56 54h48M56 66h48M56 78h32"/>'
        '<path class="l" d="M92 92l8 8 16-20"/>'
    ),
}


WIDE = {"dose-day"}


def drawing(name: str) -> str:
    """The SVG of a drawing. Raises KeyError for a name that is none."""
    width, wide = (320, " drawing--wide") if name in WIDE else (160, "")
    return (
        f'<svg class="drawing{wide} drawing--{escape(name)}" width="{width}" height="120"'
        f' viewBox="0 0 {width} 120" aria-hidden="true">{_inked(DRAWINGS[name])}</svg>'
    )


def _inked(svg: str) -> str:
    def named(found: re.Match[str]) -> str:
        return f'class="{" ".join(f"drawing__{INKS[ink]}" for ink in found[1].split())}"'

    return re.sub(r'class="([a-z ]+)"', named, svg)
