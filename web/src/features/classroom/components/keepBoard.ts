/** Gives the reader the board as a file: the page that is shown, or all of them. */
import { coursesGetMaterial } from '@/generated/sdk.gen';
import { saveFile } from '@/lib/download';
import { readBackground } from '../board/background';
import { boardPdf, type Leaf, pngOf } from '../board/exporting';
import type { Sheet } from '../board/paint';
import { loadSheet } from '../board/sheets';
import type { BoardPage } from '../board/types';
import type { LiveRoom, RoomState } from '../state/LiveRoom';

export async function keepBoard(
  kind: 'png' | 'pdf',
  name: string,
  live: LiveRoom,
  { pages, page }: RoomState,
): Promise<void> {
  const shown = kind === 'png' ? pages.filter(({ id }) => id === page) : pages;
  const leaves: Leaf[] = [];
  for (const one of shown) {
    leaves.push({ objects: live.objects(one.id), sheet: await sheetOf(one).catch(() => null) });
  }
  const [first] = leaves;
  if (kind === 'pdf') saveFile(`${name}.pdf`, await boardPdf(leaves), 'application/pdf');
  else if (first) saveFile(`${name}.png`, await pngOf(first), 'image/png');
}

async function sheetOf({ background }: BoardPage): Promise<Sheet | null> {
  const wanted = readBackground(background);
  if (!wanted || !background) return null;
  const { data } = await coursesGetMaterial({ path: { id: wanted.material } });
  return loadSheet(background, data.file, wanted.sheet);
}
