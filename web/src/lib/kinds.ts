/** What a file is to a person: a PDF, a picture, a table. Pure. */
import type { MaterialType } from '@/generated/types.gen';

export type Kind = 'pdf' | 'text' | 'words' | 'table' | 'slides' | 'image' | 'video' | 'file';

const exact: Record<string, Kind> = {
  'application/pdf': 'pdf',
  'text/csv': 'table',
};

const parts: [RegExp, Kind][] = [
  [/^image\//, 'image'],
  [/^video\//, 'video'],
  [/^text\//, 'text'],
  [/wordprocessing|opendocument\.text|msword/, 'words'],
  [/spreadsheet|ms-excel/, 'table'],
  [/presentation|ms-powerpoint/, 'slides'],
];

export function kindOf(contentType: string): Kind {
  return exact[contentType] ?? parts.find(([pattern]) => pattern.test(contentType))?.[1] ?? 'file';
}

/** What a file is to be added as. The server looks into it and refuses what does not fit. */
export function materialTypeOf(file: File): MaterialType {
  if (file.type.startsWith('image/')) return 'image';
  return file.type.startsWith('video/') ? 'video' : 'document';
}

const longestTitle = 200;

/** A title from a file's name: without its suffix, with spaces for underscores. */
export function titleOf(filename: string): string {
  const stem = filename.replace(/\.[A-Za-z0-9]{1,9}$/, '') || filename;
  return (
    stem.replaceAll('_', ' ').replaceAll(/\s+/g, ' ').trim().slice(0, longestTitle) || filename
  );
}
