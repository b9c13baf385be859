/** The board with its tools, its pages and what is said of it. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '@/components/toast/toasts';
import type { Room } from '@/generated/types.gen';
import { randomKey } from '@/lib/randomKey';
import { type View, wholeBoard } from '../board/view';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import classes from './Board.module.css';
import { BoardWords } from './BoardWords';
import { PageBar } from './PageBar';
import { SelectionBar } from './SelectionBar';
import { firstInk, Toolbar } from './Toolbar';
import { useBoardKeys } from './useBoardKeys';
import { useSelection } from './useSelection';
import { useSheet } from './useSheet';
import { Whiteboard } from './Whiteboard';
import { ZoomBar } from './ZoomBar';

const BackgroundDialog = lazy(() => import('./BackgroundDialog'));
const BoardKeys = lazy(() => import('./BoardKeys'));

interface Props {
  room: Room;
  live: LiveRoom;
  state: RoomState;
}

export function Drawing({ room, live, state }: Props) {
  const { t } = useTranslation();
  const [ink, setInk] = useState(firstInk);
  const [view, setView] = useState<View>(wholeBoard);
  const [isCleared, setCleared] = useState(false);
  const [dialog, setDialog] = useState<'background' | 'keys' | null>(null);
  const selection = useSelection(live);
  const { pages, page, caps, drawn } = state;
  const sheet = useSheet(pages.find(({ id }) => id === page)?.background ?? null);
  const mayDraw = caps.includes('draw');
  const course = caps.includes('moderate') ? room.course : null;
  const undo = () => {
    setCleared(false);
    live.ask('undo');
  };
  const clear = () => {
    live.ask('clear', { page });
    setCleared(true);
  };
  useBoardKeys({
    mayDraw,
    onTool: (tool) => setInk({ ...ink, tool }),
    onUndo: undo,
    onRedo: () => live.ask('redo'),
    onHelp: () => setDialog('keys'),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is seen whole at first
  useEffect(() => setView(wholeBoard), [page]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn next can be undone, too
  useEffect(() => {
    if (live.objects().length > 0) setCleared(false);
  }, [drawn]);

  const keep = async (kind: 'png' | 'pdf') => {
    try {
      const { keepBoard } = await import('./keepBoard');
      await keepBoard(kind, room.name, live, state);
    } catch {
      showToast('bad', t('room.notKept'));
    }
  };
  const lay = ([first, ...more]: string[]) => {
    setDialog(null);
    live.ask('page', { do: 'background', id: page, background: first ?? null });
    for (const background of more) live.ask('page', { do: 'add', id: randomKey(), background });
    if (more.length > 0) live.ask('page', { do: 'go', id: page });
  };
  const objects = live.objects();
  const choose = (id: string) => {
    setInk({ ...ink, tool: 'select' });
    selection.choose(selection.ids.includes(id) ? [] : [id]);
  };
  return (
    <section className={classes.drawing} aria-label={t('room.board')}>
      {mayDraw ? (
        <Toolbar
          ink={ink}
          onInk={setInk}
          onUndo={undo}
          onRedo={() => live.ask('redo')}
          onClear={clear}
        />
      ) : null}
      <Whiteboard
        live={live}
        state={state}
        ink={ink}
        mayDraw={mayDraw}
        view={view}
        onView={setView}
        selection={selection}
        sheet={sheet}
      />
      <div className={classes.bars}>
        <PageBar
          live={live}
          state={state}
          onPicture={course === null ? undefined : () => setDialog('background')}
          onExport={keep}
        />
        <ZoomBar view={view} onView={setView} />
        {mayDraw ? <SelectionBar selection={selection} /> : null}
      </div>
      <p className={classes.note} role="status">
        {state.refusal ? t('room.refused') : null}
        {mayDraw || state.status !== 'live' ? null : t('room.watching')}
        {isCleared ? (
          <>
            {t('room.cleared')}
            <Button size="compact-sm" variant="subtle" onClick={undo}>
              {t('room.undoClear')}
            </Button>
          </>
        ) : null}
      </p>
      <BoardWords
        objects={objects}
        people={state.people}
        chosen={selection.ids}
        onChoose={mayDraw ? choose : undefined}
      />
      <Suspense>
        {dialog === 'background' && course !== null ? (
          <BackgroundDialog course={course} onChoose={lay} onClose={() => setDialog(null)} />
        ) : null}
        {dialog === 'keys' ? <BoardKeys onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </section>
  );
}
