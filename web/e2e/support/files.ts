/** Small files that are what they say: a PDF with words on its pages, a picture, a film. */

export interface NamedFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const pageBox = '[0 0 595 842]';

/** A PDF (ISO 32000-1, 7.5) with one line of Helvetica on each page, which has room for about 70 letters. */
export function pdf(name: string, ...lines: string[]): NamedFile {
  const kids = lines.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${lines.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...lines.flatMap((line, index) => {
      const drawn = `BT /F1 14 Tf 72 720 Td (${line}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${pageBox} /Contents ${5 + 2 * index} 0 R ` +
          '/Resources << /Font << /F1 3 0 R >> >> >>',
        `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  const size = objects.length + 1;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  text += `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text, 'latin1') };
}

/** Five pages that define something each: enough to make a quiz of. */
export const cells = pdf(
  'cells.pdf',
  'A mitochondrion is an organelle that makes energy for the cell.',
  'A ribosome is a particle that builds proteins from amino acids.',
  'A chloroplast is an organelle that turns light into sugar.',
  'A nucleus is a compartment that holds the genes of the cell.',
  'A vacuole is a compartment that stores water and waste.',
);

/** Twelve grey pixels. */
const pixels =
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAAAAACRn/EaAAAAEElEQVR42mNsYGBgYGKAEQAHPACG9o1HSgAAAABJRU5ErkJggg==';

export function picture(name: string): NamedFile {
  return { name, mimeType: 'image/png', buffer: Buffer.from(pixels, 'base64') };
}

export function nonsense(name: string): NamedFile {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from([77, 90, 0, 1, 2, 3]) };
}
