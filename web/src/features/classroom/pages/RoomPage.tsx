/** `/rooms/$id`: a live room over the whole screen; on a phone its parts are tabs. */
import { useDocumentTitle } from '@mantine/hooks';
import { IconDoorExit, IconWifiOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import type { Room } from '@/generated/types.gen';
import { isNotFound } from '@/lib/api/problem';
import { useRoom } from '../api/rooms';
import { Chat } from '../components/Chat';
import { People } from '../components/People';
import { RoomHead } from '../components/RoomHead';
import { firstInk, Toolbar } from '../components/Toolbar';
import { Whiteboard } from '../components/Whiteboard';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import { useLiveRoom } from '../state/useLiveRoom';
import classes from './RoomPage.module.css';

const replaced = 4409;
const parts = ['board', 'chat', 'people'] as const;
type Part = (typeof parts)[number];

export function RoomPage({ id }: { id: number }) {
  const query = useRoom(id);
  if (isNotFound(query.error)) return <NoRoom />;
  return (
    <QueryState query={query} skeleton={<Bone height={400} radius={16} />}>
      {(room) => <Live room={room} />}
    </QueryState>
  );
}

function Live({ room }: { room: Room }) {
  const { t } = useTranslation();
  useDocumentTitle(`${room.name} · Lectern`);
  const { live, state } = useLiveRoom(room);
  const [part, setPart] = useState<Part>('board');
  if (state.status === 'over') return <NoRoom isReplaced={state.code === replaced} />;
  return (
    <main className={classes.room}>
      <RoomHead room={room} live={live} state={state} />
      {state.status === 'waiting' ? (
        <p className={classes.banner} role="status">
          <IconWifiOff size={16} aria-hidden="true" />
          {t('room.comingBack')}
        </p>
      ) : null}
      <nav className={classes.parts} aria-label={t('room.parts')}>
        {parts.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={part === name}
            onClick={() => setPart(name)}
          >
            {t(`room.${name}`)}
          </button>
        ))}
      </nav>
      <div className={classes.stage} data-part={part}>
        <Drawing live={live} state={state} />
        <div className={classes.side}>
          <section className={classes.who}>
            <h2>
              {t('room.people')} <span>{state.people.length}</span>
            </h2>
            <People live={live} state={state} />
          </section>
          <section className={classes.talk}>
            <h2>{t('room.chat')}</h2>
            <Chat live={live} state={state} />
          </section>
        </div>
      </div>
    </main>
  );
}

interface DrawingProps {
  live: LiveRoom;
  state: RoomState;
}

function Drawing({ live, state }: DrawingProps) {
  const { t } = useTranslation();
  const [ink, setInk] = useState(firstInk);
  const mayDraw = state.caps.includes('draw');
  return (
    <section className={classes.drawing} aria-label={t('room.board')}>
      {mayDraw ? (
        <Toolbar
          ink={ink}
          onInk={setInk}
          onUndo={() => live.ask('undo')}
          onRedo={() => live.ask('redo')}
          onClear={() => live.ask('clear', { page: state.page })}
        />
      ) : null}
      <Whiteboard live={live} state={state} ink={ink} mayDraw={mayDraw} />
      <p className={classes.note} role="status">
        {state.refusal ? t('room.refused') : null}
        {mayDraw || state.status !== 'live' ? null : t('room.watching')}
      </p>
    </section>
  );
}

function NoRoom({ isReplaced = false }: { isReplaced?: boolean }) {
  const { t } = useTranslation();
  return (
    <main>
      <Page title={t('room.over')} width="medium">
        <EmptyState
          icon={<IconDoorExit size={22} />}
          action={<ButtonLink to="/dashboard">{t('nav.home')}</ButtonLink>}
        >
          {t(isReplaced ? 'room.replaced' : 'room.gone')}
        </EmptyState>
      </Page>
    </main>
  );
}
