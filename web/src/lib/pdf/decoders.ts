/** The decoders that PDF.js needs for scanned pages, as files of ours: fetched only by documents that hold such pages. */
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url';
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url';
import qcms from 'pdfjs-dist/wasm/qcms_bg.wasm?url';

const addresses: Record<string, string> = {
  'jbig2.wasm': jbig2,
  'openjpeg.wasm': openjpeg,
  'qcms_bg.wasm': qcms,
};

/** What PDF.js makes one of to ask for its files; it gets those that are named above. */
export class Decoders {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const address = addresses[filename];
    const response = address ? await fetch(address) : null;
    if (!response?.ok) throw new Error(`There is no ${filename} here.`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
