/** Gives the reader a file that was made here, or that only a signed request could fetch. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes its own copy when the click is handled.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
