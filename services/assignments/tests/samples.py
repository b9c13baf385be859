"""PDF files, made here byte by byte: good ones, and each kind that cannot be used."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

LINE = 88

CELLS = """Haemoglobin is a protein that carries oxygen from the lungs to every tissue of the body.
The nucleus is the part of the cell that holds the hereditary information of the organism.
Ribosomes translate messenger molecules into chains of amino acids inside the cytoplasm.
Mitochondria release energy from sugar, and muscle tissue contains thousands of mitochondria."""
PLANTS = """Photosynthesis is the process by which leaves turn light and carbon dioxide into sugar.
Chlorophyll absorbs red and blue light, while green light is reflected by the chlorophyll.
Stomata are the tiny openings of a leaf through which carbon dioxide enters the tissue.
Roots take up minerals, and the xylem transports minerals and moisture to the leaves."""
HEREDITY = """A gene is a section of hereditary information that describes one protein of the organism.
Mendel crossed peas for eight years and counted the offspring of every generation of peas.
Chromosomes carry every gene of an organism, and each parent gives one set of chromosomes.
A mutation is a lasting change of a gene, and most mutations have no visible effect."""
BIOLOGY = (CELLS, PLANTS, HEREDITY)
BIOLOGIE = (
    """Hämoglobin ist ein Protein, das den Sauerstoff von der Lunge in alle Gewebe des Körpers trägt.
Der Zellkern ist der Teil der Zelle, in dem die Erbinformation des Lebewesens aufbewahrt wird.
Ribosomen übersetzen Botenmoleküle in Ketten aus Aminosäuren, z. B. Enzyme für den Stoffwechsel.
Mitochondrien gewinnen Energie aus Zucker, und ein Muskelgewebe enthält Tausende Mitochondrien.""",
    """Die Fotosynthese bezeichnet den Vorgang, bei dem Blätter aus Licht und Kohlendioxid Zucker herstellen.
Chlorophyll nimmt rotes und blaues Licht auf, während grünes Licht vom Chlorophyll zurückgeworfen wird.
Spaltöffnungen sind die winzigen Öffnungen eines Blattes, durch die das Kohlendioxid ins Gewebe gelangt.
Wurzeln nehmen Mineralstoffe auf, und am 3. Tag sind die Mineralstoffe über das Gewebe in den Blättern.""",
)


def pdf(pages: Sequence[str]) -> bytes:
    """A document with these pages, in Helvetica, a line of the text at a time."""
    return assembled([_drawn(page) for page in pages])


def long_pdf(pages: int) -> bytes:
    """A document of so many pages, each with other words of its own."""
    texts = []
    for number in range(pages):
        names = " ".join(f"Sentence {number * 40 + at} tells of {word(number, at)} growing beside {word(at, number)}."
                         for at in range(25))  # fmt: skip
        texts.append(f"{BIOLOGY[number % 3]} {names}")
    return pdf(texts)


def scanned() -> bytes:
    """Pages with a picture and no text."""
    return assembled([b"q 200 0 0 200 100 400 cm 0 0 1 rg 0 0 1 1 re f Q"] * 3)


def encrypted(password: str) -> bytes:
    """One that asks for a password; with an empty one, that only says so."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(BIOLOGY))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def recursive() -> bytes:
    """A tree of pages that is its own branch."""
    return pdf(BIOLOGY).replace(b"/Kids [4 0 R", b"/Kids [2 0 R")


def bomb() -> bytes:
    """A page whose content is a quarter of a gigabyte of blanks once it is unpacked."""
    packer = zlib.compressobj(9)
    piece = packer.compress(b" " * 1024 * 1024)
    content = piece + b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(255)) + packer.flush()
    return assembled([content], b"/Filter /FlateDecode ")


def assembled(contents: Sequence[bytes], more: bytes = b"") -> bytes:
    """A PDF 1.4 with a page for each content stream (ISO 32000-1, 7.5)."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for at, content in enumerate(contents):
        box = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (box, 5 + 2 * at))
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (more, len(content), content))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _drawn(text: str) -> bytes:
    """Content that shows a text in lines of its own length, broken between words."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > LINE:
            lines.append("")
        lines[-1] += f"{word} "
    shown = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    return b"BT /F1 11 Tf 40 800 Td 14 TL\n" + shown + b"ET"


def _escaped(text: str) -> bytes:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def word(one: int, other: int) -> str:
    """A made-up word, the same each time."""
    syllables = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu")
    return "".join(syllables[(one * 7 + other * 3 + at * (one % 5 + other % 3 + 1)) % 10] for at in range(3))
