/** Gives the reader a file: one that was made here, or one that the server has made and signed. */
import { mediaPath } from './links';

export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  click(name, url);
  // The browser takes its own copy when the click is handled.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** Downloads what is stored at a signed address of the server. */
export function openFile(name: string, file: string): void {
  click(name, mediaPath(file));
}

function click(name: string, href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
}
