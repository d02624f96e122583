"""Draws curves of growth as an SVG picture, with nothing but text: both axes are logarithms."""

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 460, 70, 250, 46, 56
COLOURS = ("#1b4965", "#c1440e", "#3a7d44", "#7b2d8b", "#b08900", "#5c5c5c", "#0aa5a5", "#a83262")

Curve = Sequence[tuple[int, float]]


def draw(curves: Mapping[str, Curve], *, title: str, unit: str) -> str:
    """An SVG of curves by name: (articles, cost of one article)."""
    points = [point for curve in curves.values() for point in curve]
    across, up = _axis([x for x, _ in points], 2), _axis([y for _, y in points], 10)
    sizes = sorted({x for x, _ in points})

    def place(x: float, y: float) -> tuple[float, float]:
        right = (math.log(x) - across[0]) / (across[1] - across[0])
        high = (math.log(y) - up[0]) / (up[1] - up[0])
        return LEFT + right * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - high * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-size="13">',
        '<g font-family="system-ui, sans-serif">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" fill="#222">{escape(title)}</text>',
    ]
    for power in range(math.floor(up[0] / math.log(10)), math.ceil(up[1] / math.log(10)) + 1):
        if up[0] - 1e-9 <= power * math.log(10) <= up[1] + 1e-9:
            _, y = place(sizes[0], 10.0**power)
            parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
            parts.append(
                f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#555">{10.0**power:g}</text>'
            )
    for size in sizes:
        x, _ = place(size, math.exp(up[0]))
        parts.append(f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#eee"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle" fill="#555">{size:,}</text>'
        )
    ends: list[float] = []
    for at, (name, curve) in enumerate(sorted(curves.items(), key=lambda item: -item[1][-1][1])):
        colour = COLOURS[at % len(COLOURS)]
        spots = [place(x, y) for x, y in curve]
        line = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
        parts.append(f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in spots]
        # names stand one below the other, however near their curves end
        high = max(spots[-1][1] + 4, ends[-1] + 17 if ends else 0)
        ends.append(high)
        parts.append(f'<text x="{WIDTH - RIGHT + 12}" y="{high:.1f}" fill="{colour}">{escape(name)}</text>')
    parts.append(
        f'<text x="{LEFT}" y="{HEIGHT - 12}" fill="#555">articles in the collection (logarithmic); {escape(unit)}</text>'
    )
    return "\n".join([*parts, "</g></svg>", ""])


def _axis(values: Sequence[float], base: int) -> tuple[float, float]:
    """The logarithms between which an axis runs, to whole powers of `base` for a scale of tens."""
    low, high = math.log(min(values)), math.log(max(values))
    if base == 10:
        step = math.log(base)
        low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return (low, high) if high > low else (low - 0.5, high + 0.5)
