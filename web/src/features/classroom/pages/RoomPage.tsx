/** `/rooms/$id`: a live room over the whole screen; on a phone its parts are tabs. */
import { Badge } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconDoorExit, IconWifiOff } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
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
import { Drawing } from '../components/Drawing';
import { People } from '../components/People';
import { RoomHead } from '../components/RoomHead';
import { unreadOf } from '../state/chat';
import { useLiveRoom } from '../state/useLiveRoom';
import classes from './RoomPage.module.css';

const VoiceBar = lazy(() => import('../components/VoiceBar'));
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
  const { live, state } = useLiveRoom(room);
  const unread = unreadOf(state);
  useDocumentTitle(`${unread > 0 ? `(${unread}) ` : ''}${room.name} · Lectern`);
  const hands = state.caps.includes('moderate') ? state.hands.length : 0;
  const [part, setPart] = useState<Part>('board');
  if (state.status === 'over') return <NoRoom isReplaced={state.code === replaced} />;
  return (
    <main className={classes.room}>
      <RoomHead room={room} live={live} state={state} />
      {state.status === 'waiting' ? (
        <p className={classes.banner} role="status">
          <IconWifiOff size={16} aria-hidden="true" />
          {t(state.isBlocked ? 'room.blocked' : 'room.comingBack')}
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
            {name === 'chat' ? <Count number={unread} label="room.unread" /> : null}
            {name === 'people' ? <Count number={hands} label="room.handsUp" /> : null}
          </button>
        ))}
      </nav>
      <div className={classes.stage} data-part={part}>
        <Drawing room={room} live={live} state={state} />
        <div className={classes.side}>
          <section className={classes.who}>
            <h2>
              {t('room.people')} <span>{state.count}</span>
            </h2>
            <People live={live} state={state} />
          </section>
          <section className={classes.talk}>
            <h2>{t('room.chat')}</h2>
            <Chat live={live} state={state} />
          </section>
        </div>
      </div>
      <Suspense fallback={<div className={classes.voice} />}>
        <VoiceBar live={live} state={state} />
      </Suspense>
    </main>
  );
}

/** Beside the name of a part that is perhaps not on the screen: how much there is to look at. */
function Count({ number, label }: { number: number; label: 'room.unread' | 'room.handsUp' }) {
  const { t } = useTranslation();
  return number > 0 ? (
    <Badge size="sm" ml={6} aria-label={t(label, { count: number })}>
      {number}
    </Badge>
  ) : null;
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
