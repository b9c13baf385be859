"""What the demo's teachers hand out: PDFs that can be read and searched, and a drawn curve."""

import io
import textwrap
from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT, MARGIN = 595, 842, 64
"""A4 in points (ISO 216)."""
COLUMNS = 84
SIZES = {"F1": (11, 16), "F2": (18, 30)}
"""Fonts with their size and the distance to the line above."""
CHART = (1280, 720)

Line = tuple[str, str]


def as_pdf(text: str) -> bytes:
    """A PDF of A4 pages (ISO 32000-1): `#` begins a heading, `---` a page, an empty line a paragraph."""
    pages = [_page(part) for part in text.split("\n---\n")]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
            for name in ("Helvetica", "Helvetica-Bold")
        ),
    ]
    for number, content in enumerate(pages):
        fonts = "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        box = f"/MediaBox [0 0 {WIDTH} {HEIGHT}]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} {fonts} /Contents {6 + 2 * number} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects, numbered from 1, with the table that says where each begins."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + (head + tail).encode()


def _page(text: str) -> bytes:
    """Drawing instructions for one page of text."""
    drawn, height = [], HEIGHT - MARGIN
    for font, line in _lines(text):
        size, leading = SIZES[font]
        height -= leading
        escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        drawn.append(f"BT /{font} {size} Tf {MARGIN} {height} Td ({escaped}) Tj ET")
    return "\n".join(drawn).encode("cp1252")


def _lines(text: str) -> Iterator[Line]:
    for paragraph in text.strip().split("\n"):
        if paragraph.startswith("# "):
            yield "F2", paragraph.removeprefix("# ")
        else:
            for line in textwrap.wrap(paragraph, COLUMNS) or [""]:
                yield "F1", line


def as_picture(title: str, points: Sequence[float]) -> bytes:
    """A curve through the points, as PNG."""
    width, height = CHART
    picture = Image.new("RGB", CHART, "#f7f9fa")
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = 80, 110, width - 60, height - 80
    highest = max(points) * 1.1
    places = [
        (left + (right - left) * n / (len(points) - 1), bottom - (bottom - top) * value / highest)
        for n, value in enumerate(points)
    ]
    for mark in range(int(highest) + 1):
        y = bottom - (bottom - top) * mark / highest
        draw.line([(left, y), (right, y)], fill="#d5dde2", width=2)
        draw.text((left - 40, y - 14), str(mark), fill="#3a4a54", font_size=24)
    draw.polygon([(left, bottom), *places, (right, bottom)], fill="#a8d5e5")
    draw.line(places, fill="#11698e", width=6, joint="curve")
    draw.text((left, 36), title, fill="#16262e", font_size=34)
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()
