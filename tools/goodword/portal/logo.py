"""The program's logo: an SVG is cut down to shapes, for it is shown and could run as a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from goodword.diagnostics import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
ELEMENTS = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "line",
        "linearGradient",
        "mask",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "svg",
        "symbol",
        "text",
        "title",
        "tspan",
        "use",
    ]
)
_PAINT = [
    "clip-path",
    "clip-rule",
    "color",
    "display",
    "fill",
    "fill-opacity",
    "fill-rule",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "mask",
    "opacity",
    "stop-color",
    "stop-opacity",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "text-anchor",
    "visibility",
]
_SHAPE = [
    "clipPathUnits",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "fx",
    "fy",
    "gradientTransform",
    "gradientUnits",
    "height",
    "id",
    "maskUnits",
    "offset",
    "patternUnits",
    "points",
    "preserveAspectRatio",
    "r",
    "rx",
    "ry",
    "spreadMethod",
    "textLength",
    "transform",
    "version",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
]
ATTRIBUTES = frozenset((*_PAINT, *_SHAPE))
_INNER = re.compile(r"#[\w.:-]+")
_FUNCTION = re.compile(r"([^\s,;()]*)\s*\(([^()]*)\)?")
_COMPUTING = frozenset(
    ("hsl", "hsla", "matrix", "rgb", "rgba", "rotate", "scale", "skewx", "skewy", "translate")
)
"""Functions of colours and of places; any other may ask for a file."""
_STARTS = {"png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF"}


def clean(path: str, data: bytes) -> bytes:
    """The file that is written as the logo.

    Args:
        path: of the file in the program; its ending says what it is.
        data: its bytes.

    Raises:
        Failure: it is not the kind of picture that its name says.
    """
    kind = path.rpartition(".")[2].lower()
    if kind != "svg":
        if not data.startswith(_STARTS.get(kind, b"")):
            raise Failure(f"{path} is no {kind} picture", "name a picture as portal.logo")
        return data
    if b"<!ENTITY" in data.upper():
        raise Failure(f"{path} defines entities", "export the logo as a plain SVG")
    try:
        root = ET.fromstring(data)  # noqa: S314 - entities are refused above
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Failure(f"{path} is no SVG picture: {error}", "name one as portal.logo") from error
    made = _copy(root)
    if made is None or made.tag != "svg":
        raise Failure(f"{path} is no SVG picture", "name one as portal.logo")
    made.set("xmlns", SPACE)
    drawn: bytes = ET.tostring(made, encoding="utf-8")
    return drawn


def _copy(element: ET.Element) -> ET.Element | None:
    """The element with what is allowed of it, its parts too; None where it is not allowed."""
    name = str(element.tag).removeprefix(f"{{{SPACE}}}")
    if name == "a":
        # Where a link leads is left out; what is drawn inside it is the logo's.
        name = "g"
    if name not in ELEMENTS:
        return None
    made = ET.Element(name, dict(_attributes(element)))
    made.text, made.tail = element.text, element.tail
    for part in element:
        copy = _copy(part)
        if copy is not None:
            made.append(copy)
    return made


def _attributes(element: ET.Element) -> Iterator[tuple[str, str]]:
    given = dict(element.attrib)
    for declaration in given.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _PAINT:
            given[name.strip()] = value.strip()
    for name, value in given.items():
        if name in ATTRIBUTES and _still(value):
            yield name, value
        elif name in {"href", _XLINK} and _INNER.fullmatch(value):
            yield "href", value


def _still(value: str) -> bool:
    """Whether a value asks for nothing outside the picture, however a browser may read it."""
    if "\\" in value or "/*" in value:
        return False
    return all(
        name.lower() in _COMPUTING
        or (name.lower() == "url" and _INNER.fullmatch(given.strip().strip("'\"")))
        for name, given in _FUNCTION.findall(value)
    )
