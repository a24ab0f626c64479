"""The program's colours as a style sheet in which every text can be read.

A program states one or two colours; what stands on them, and how they look as text on a light
and on a dark page, is computed so that the contrast is at least 4.5 to 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodword.audience.view import Colours

Rgb = tuple[int, int, int]

PRIMARY, ACCENT = "#0b6e4f", "#b3541e"
LIGHT, DARK = (255, 255, 255), (22, 27, 26)
"""The lightest and the darkest ground that texts stand on; panels lie between them."""
CONTRAST = 5.3
"""Wanted on these grounds; leaves at least 4.5 on panels, which are a little off them."""
MORE = 8.3
"""The same for whoever asks for more contrast: leaves at least 7."""
_SLATE = '[data-md-color-scheme="slate"]'


def parse(colour: str) -> Rgb:
    """Red, green and blue of a six-digit colour such as `#0b6e4f`."""
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [c / 255 for c in colour]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: Rgb, ground: Rgb, least: float = CONTRAST) -> Rgb:
    """The colour, moved towards black or white until it can be read on the ground.

    Args:
        colour: of the text.
        ground: behind it.
        least: contrast ratio.
    """
    end = 0 if luminance(ground) > 0.18 else 255
    for step in range(21):
        red, green, blue = ((c * (20 - step) + end * step) // 20 for c in colour)
        if contrast((red, green, blue), ground) >= least:
            return (red, green, blue)
    return (end, end, end)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def style_sheet(colours: Colours | None) -> bytes:
    """The file assets/brand.css.

    Args:
        colours: of program.yml, six-digit hex; the built-in ones where there are none.
    """
    primary = parse(colours.primary if colours else PRIMARY)
    accent = parse((colours.accent if colours else None) or (_hex(primary) if colours else ACCENT))
    white, black = (255, 255, 255), (16, 20, 19)
    on_primary = white if contrast(primary, white) >= 4.5 else black
    if contrast(primary, on_primary) < 4.5:
        primary, on_primary = readable(primary, white), white
    light = _both(primary, accent, LIGHT, CONTRAST)
    # Paper is white: dark colours stay on the screen.
    return (
        f":root {{\n  --gw-primary: {_hex(primary)};\n  --gw-on-primary: {_hex(on_primary)};\n"
        f"{light}}}\n"
        "@media (prefers-contrast: more) {\n"
        f":root {{\n  --gw-primary: {_hex(readable(primary, on_primary, MORE))};\n"
        f"{_both(primary, accent, LIGHT, MORE)}}}\n}}\n"
        "@media screen {\n"
        f"{_SLATE} {{\n{_both(primary, accent, DARK, CONTRAST)}}}\n}}\n"
        "@media screen and (prefers-contrast: more) {\n"
        f"{_SLATE} {{\n{_both(primary, accent, DARK, MORE)}}}\n}}\n"
    ).encode()


def _both(primary: Rgb, accent: Rgb, ground: Rgb, least: float) -> str:
    link, mark = readable(primary, ground, least), readable(accent, ground, least)
    return f"  --gw-link: {_hex(link)};\n  --gw-accent: {_hex(mark)};\n"
