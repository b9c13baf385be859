/**
 * A PDF with one picture on each page: all that the export of a board needs, in place of a library that is larger than
 * the page it would be loaded for. PDF 1.4 (ISO 32000-1, 7.5 and 8.9): JPEG goes into it as it is.
 */
export interface Picture {
  jpeg: Uint8Array<ArrayBuffer>;
  /** In pixels. */
  width: number;
  height: number;
}

type Bytes = Uint8Array<ArrayBuffer>;

const [pageWidth, pageHeight] = [960, 540];
const encoder = new TextEncoder();

export function pdfOf(pictures: readonly Picture[]): Blob {
  const references = pictures.map((_, index) => `${3 + 3 * index} 0 R`).join(' ');
  const objects = [
    text('<< /Type /Catalog /Pages 2 0 R >>'),
    text(`<< /Type /Pages /Kids [${references}] /Count ${pictures.length} >>`),
    ...pictures.flatMap((picture, index) => pageOf(picture, 3 + 3 * index)),
  ];
  return new Blob(file(objects), { type: 'application/pdf' });
}

const text = (content: string): Bytes[] => [encoder.encode(content)];

/** A page, what is drawn on it, and the picture; `number` is the first of the three. */
function pageOf({ jpeg, width, height }: Picture, number: number): Bytes[][] {
  const drawn = `q ${pageWidth} 0 0 ${pageHeight} 0 0 cm /Im Do Q`;
  const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}]
/Resources << /XObject << /Im ${number + 2} 0 R >> >> /Contents ${number + 1} 0 R >>`;
  const kind = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height}
/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`;
  return [text(page), stream('', encoder.encode(drawn)), stream(kind, jpeg)];
}

function stream(entries: string, content: Bytes): Bytes[] {
  const head = `<< ${entries} /Length ${content.length} >>\nstream\n`;
  return [encoder.encode(head), content, encoder.encode('\nendstream')];
}

/** The objects with their numbers, and the table that says at which byte each begins. */
function file(objects: readonly Bytes[][]): Bytes[] {
  const parts = text('%PDF-1.4\n');
  const starts = objects.map((object, index) => {
    const start = lengthOf(parts);
    parts.push(encoder.encode(`${index + 1} 0 obj\n`), ...object, encoder.encode('\nendobj\n'));
    return start;
  });
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>
startxref\n${lengthOf(parts)}\n%%EOF\n`;
  return [...parts, encoder.encode(tail)];
}

function lengthOf(parts: readonly Bytes[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
