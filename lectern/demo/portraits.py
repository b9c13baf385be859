"""Pictures for the demo's people: four tiles of plain shapes in a few colours, the same for a name each time."""

import hashlib
import io

from PIL import Image, ImageDraw

SIDE = 512
TILE = SIDE // 2
FINER = 2
PALETTES = (
    ("#264653", "#2a9d8f", "#e9c46a", "#f4a261", "#e76f51"),
    ("#1d3557", "#457b9d", "#a8dadc", "#f1faee", "#e63946"),
    ("#3d405b", "#81b29a", "#f2cc8f", "#f4f1de", "#e07a5f"),
    ("#22223b", "#5e548e", "#9f86c0", "#e0b1cb", "#f2e9e4"),
    ("#0b3954", "#087e8b", "#bfd7ea", "#ff5a5f", "#fef6e4"),
    ("#283618", "#606c38", "#dda15e", "#bc6c25", "#fefae0"),
)

Box = tuple[int, int, int, int]


def has_portrait(name: str) -> bool:
    """Whether somebody has put a picture up; some never do."""
    return _numbers(name)[31] % 4 != 0


def portrait(name: str) -> bytes:
    """A square picture, as PNG."""
    numbers = _numbers(name)
    colours = PALETTES[numbers[0] % len(PALETTES)]
    picture = Image.new("RGB", (SIDE * FINER, SIDE * FINER))
    draw = ImageDraw.Draw(picture)
    for tile in range(4):
        left, top = (tile % 2) * TILE * FINER, (tile // 2) * TILE * FINER
        choice = numbers[1 + tile * 4 : 5 + tile * 4]
        ground = colours[(choice[0] + tile) % len(colours)]
        figure = colours[(choice[0] + tile + 1 + choice[1] % (len(colours) - 1)) % len(colours)]
        box = (left, top, left + TILE * FINER, top + TILE * FINER)
        draw.rectangle(box, fill=ground)
        SHAPES[choice[2] % len(SHAPES)](draw, box, figure, choice[3] % 4)
    target = io.BytesIO()
    picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS).save(target, "PNG")
    return target.getvalue()


def _numbers(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _quarter(draw: ImageDraw.ImageDraw, box: Box, colour: str, turn: int) -> None:
    """A quarter of a circle around one of the corners."""
    left, top, right, bottom = box
    x, y = ((left, top), (right, top), (right, bottom), (left, bottom))[turn]
    side = right - left
    draw.pieslice((x - side, y - side, x + side, y + side), turn * 90, turn * 90 + 90, fill=colour)


def _circle(draw: ImageDraw.ImageDraw, box: Box, colour: str, turn: int) -> None:
    inset = (box[2] - box[0]) * (3 + turn) // 24
    draw.ellipse((box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset), fill=colour)


def _half(draw: ImageDraw.ImageDraw, box: Box, colour: str, turn: int) -> None:
    """Half a circle that lies on one of the sides."""
    left, top, right, bottom = box
    half = (right - left) // 2
    dx, dy = ((0, half), (-half, 0), (0, -half), (half, 0))[turn]
    circle = (left + dx, top + dy, right + dx, bottom + dy)
    draw.pieslice(circle, 180 + turn * 90, 360 + turn * 90, fill=colour)


def _triangle(draw: ImageDraw.ImageDraw, box: Box, colour: str, turn: int) -> None:
    """Half of the tile, cut from corner to corner."""
    left, top, right, bottom = box
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    del corners[turn]
    draw.polygon(corners, fill=colour)


SHAPES = (_quarter, _half, _circle, _triangle, _quarter)
