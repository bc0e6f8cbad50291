"""The drawings of the site as pixels, for pictures that other sites show.

Reads as much of SVG as those of the small field use: paths, circles and ellipses, alone or in
groups. Anything else raises ValueError, so that a drawing is whole or is missed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree import ElementTree

from PIL import Image, ImageDraw

from ldn_site.markup.drawings import DRAWINGS

FIELD = (160, 120)
LINE = 2.5  # width of the ink, in units of the field
DOT_STEP = 7.0  # between the dots of a dotted line
FINER = 4  # drawn this much larger, then brought down, which smooths the edges
PARTS_OF_A_CURVE = 16
FILLS = "tfwvp"
TOKEN = re.compile(r"([a-zA-Z])|([-+]?(?:\d+\.?\d*|\.\d+))")
ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}

Point = complex  # across, and down as the imaginary part
Color = str


@dataclass
class Stroke:
    """Points in a row; the last leads back to the first where it is closed."""

    points: list[Point] = field(default_factory=list)
    is_closed: bool = False


def ink(name: str, width: int, colors: Mapping[str, Color]) -> Image.Image:
    """The drawing on a transparent ground. `colors` are by the short names of the inks."""
    scale = width / FIELD[0] * FINER
    image = Image.new("RGBA", (round(FIELD[0] * scale), round(FIELD[1] * scale)))
    pen = ImageDraw.Draw(image)
    root = ElementTree.fromstring(f"<g>{DRAWINGS[name]}</g>")
    for shape, inks in _shapes(root, ""):
        for stroke in _strokes(shape):
            _draw(pen, [point * scale for point in stroke.points], stroke, inks, colors, scale)
    return image.resize((image.width // FINER, image.height // FINER), Image.Resampling.LANCZOS)


def disc(width: int, color: Color, inside: Color = "") -> Image.Image:
    """A disc, or a ring around another color, on a transparent ground."""
    large = Image.new("RGBA", (width * FINER, width * FINER))
    pen = ImageDraw.Draw(large)
    line = max(1, width // 9) * FINER
    pen.ellipse((0, 0, large.width - 1, large.height - 1), inside or color, color, line)
    return large.resize((width, width), Image.Resampling.LANCZOS)


def _shapes(
    element: ElementTree.Element, inks: str
) -> Iterator[tuple[ElementTree.Element, list[str]]]:
    inks = f"{inks} {element.get('class', '')}"
    if element.tag != "g":
        yield element, inks.split()
    for child in element:
        yield from _shapes(child, inks)


def _strokes(shape: ElementTree.Element) -> list[Stroke]:
    if shape.tag == "path":
        return trace(shape.attrib["d"])
    if shape.tag in ("circle", "ellipse"):
        middle = complex(float(shape.attrib["cx"]), float(shape.attrib["cy"]))
        across = float(shape.get("r") or shape.attrib["rx"])
        down = float(shape.get("r") or shape.attrib["ry"])
        turns = [math.tau * part / 72 for part in range(72)]
        return [
            Stroke(
                [middle + complex(across * math.cos(t), down * math.sin(t)) for t in turns], True
            )
        ]
    raise ValueError(f"a drawing with <{shape.tag}>")


def _draw(
    pen: ImageDraw.ImageDraw,
    points: list[Point],
    stroke: Stroke,
    inks: list[str],
    colors: Mapping[str, Color],
    scale: float,
) -> None:
    for name in inks:
        if name in FILLS and len(points) > 2:
            pen.polygon([(point.real, point.imag) for point in points], fill=colors[name])
    if "l" not in inks:
        return
    if stroke.is_closed:
        points = [*points, points[0]]
    radius = LINE * scale / 2
    if "d" in inks:
        points = list(_dots(points, DOT_STEP * scale))
    else:
        flat = [(point.real, point.imag) for point in points]
        pen.line(flat, fill=colors["l"], width=round(2 * radius), joint="curve")
    for point in points:  # round ends and round corners
        box = (point.real - radius, point.imag - radius, point.real + radius, point.imag + radius)
        pen.ellipse(box, fill=colors["l"])


def _dots(points: list[Point], step: float) -> Iterator[Point]:
    left = 0.0
    for start, end in pairwise(points):
        length = abs(end - start)
        while left <= length and length:
            yield start + (end - start) * left / length
            left += step
        left -= length


def trace(path: str) -> list[Stroke]:
    """The `d` of an SVG path as rows of points."""
    strokes: list[Stroke] = []
    at = start = control = 0j
    before = ""
    for letter, numbers in _commands(path):
        kind = letter.lower()
        origin = at if letter.islower() else 0j
        pairs = [origin + complex(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=False)]
        if kind == "m":
            at = start = pairs[0]
            strokes.append(Stroke([at]))
        elif kind == "z":
            strokes[-1].is_closed = True
            at = start
        else:
            if strokes[-1].is_closed:
                strokes.append(Stroke([at]))
            mirrored = 2 * at - control
            if kind == "h":
                curve = [complex(origin.real + numbers[0], at.imag)]
            elif kind == "v":
                curve = [complex(at.real, origin.imag + numbers[0])]
            elif kind == "l":
                curve = pairs
            elif kind in "cs":
                first = mirrored if before in "cs" and before else at
                bends = pairs if kind == "c" else [first, *pairs]
                control = bends[1]
                curve = _bezier(at, *bends)
            elif kind in "qt":
                first = mirrored if before in "qt" and before else at
                bends = pairs if kind == "q" else [first, *pairs]
                control = bends[0]
                curve = _bezier(at, *bends)
            else:
                curve = _arc(at, numbers, origin + complex(numbers[5], numbers[6]))
            strokes[-1].points += curve
            at = strokes[-1].points[-1]
        before = kind
    return strokes


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    letter, numbers = "", list[float]()
    for found in TOKEN.finditer(path):
        if found[1]:
            letter = found[1]
        else:
            numbers.append(float(found[2]))
        if len(numbers) == ARGUMENTS[letter.lower()]:
            yield letter, numbers
            numbers = []
            # Pairs that follow a move are lines.
            letter = {"m": "l", "M": "L"}.get(letter, letter)


def _bezier(*points: Point) -> list[Point]:
    """Without its beginning, which is drawn already."""
    return [_between(points, part / PARTS_OF_A_CURVE) for part in range(1, PARTS_OF_A_CURVE + 1)]


def _between(points: tuple[Point, ...], part: float) -> Point:
    while len(points) > 1:
        points = tuple(a + (b - a) * part for a, b in pairwise(points))
    return points[0]


def _arc(at: Point, numbers: list[float], to: Point) -> list[Point]:
    """Part of an ellipse that is not turned, as SVG 1.1 (F.6) finds its middle."""
    across, down, _turn, is_large, is_clockwise, *_end = numbers
    a, b = (complex(point.real / across, point.imag / down) for point in (at, to))
    half = (b - a) / 2
    reach = math.sqrt(max(0.0, 1 / abs(half) ** 2 - 1))
    side = 1 if bool(is_large) != bool(is_clockwise) else -1
    middle = a + half + half * complex(0, -side * reach)
    radius = abs(a - middle)
    first = math.atan2((a - middle).imag, (a - middle).real)
    sweep = (math.atan2((b - middle).imag, (b - middle).real) - first) % math.tau
    if not is_clockwise:
        sweep -= math.tau
    turns = [first + sweep * part / PARTS_OF_A_CURVE for part in range(1, PARTS_OF_A_CURVE + 1)]
    on_circle = [middle + radius * complex(math.cos(turn), math.sin(turn)) for turn in turns]
    return [complex(point.real * across, point.imag * down) for point in on_circle]
