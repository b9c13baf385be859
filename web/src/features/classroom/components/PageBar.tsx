/** The pages of the board: the teacher turns them for everybody, others may leaf through them alone. */
import { ActionIcon, Button, Menu } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconFilePlus,
  IconPhoto,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { randomKey } from '@/lib/randomKey';
import type { LiveRoom, RoomState } from '../state/LiveRoom';
import { Act } from './Act';
import classes from './Board.module.css';

interface Props {
  live: LiveRoom;
  state: RoomState;
  onPicture: (() => void) | undefined;
  onExport: (kind: 'png' | 'pdf') => void;
}

export function PageBar({ live, state, onPicture, onExport }: Props) {
  const { t } = useTranslation();
  const { pages, page, turnedTo } = state;
  const isTeacher = state.caps.includes('moderate');
  const index = pages.findIndex(({ id }) => id === page);
  const turn = (to: string | undefined) => {
    if (!to) return;
    if (isTeacher) live.ask('page', { do: 'go', id: to });
    else live.look(to);
  };
  const neighbour = (step: number) => pages[index + step]?.id;
  return (
    <fieldset className={classes.bar} aria-label={t('room.pages')}>
      <Act
        label={t('room.previousPage')}
        disabled={!neighbour(-1)}
        onClick={() => turn(neighbour(-1))}
      >
        <IconChevronLeft size={18} aria-hidden="true" />
      </Act>
      <output className={classes.number}>
        {t('room.pageOf', { page: index + 1, count: pages.length })}
      </output>
      <Act label={t('room.nextPage')} disabled={!neighbour(1)} onClick={() => turn(neighbour(1))}>
        <IconChevronRight size={18} aria-hidden="true" />
      </Act>
      {page === turnedTo ? null : (
        <Button size="compact-sm" onClick={() => live.look(turnedTo)}>
          {t('room.followTeacher')}
        </Button>
      )}
      {isTeacher ? <Edit live={live} state={state} onPicture={onPicture} /> : null}
      <ExportMenu onExport={onExport} />
    </fieldset>
  );
}

function Edit({ live, state, onPicture }: Omit<Props, 'onExport'>) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Act
        label={t('room.addPage')}
        onClick={() => live.ask('page', { do: 'add', id: randomKey() })}
      >
        <IconFilePlus size={18} aria-hidden="true" />
      </Act>
      {onPicture ? (
        <Act label={t('room.background')} onClick={onPicture}>
          <IconPhoto size={18} aria-hidden="true" />
        </Act>
      ) : null}
      <Act
        label={t('room.removePage')}
        disabled={state.pages.length < 2}
        onClick={() => setAsking(true)}
      >
        <IconTrash size={18} aria-hidden="true" />
      </Act>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('room.removePage')}
        confirmLabel={t('common.delete')}
        onConfirm={() => {
          live.ask('page', { do: 'remove', id: state.page });
          setAsking(false);
        }}
      >
        {t('room.removePageLead')}
      </ConfirmDialog>
    </>
  );
}

function ExportMenu({ onExport }: Pick<Props, 'onExport'>) {
  const { t } = useTranslation();
  return (
    <Menu width={220} position="top-end">
      <Menu.Target>
        <ActionIcon className={classes.act} color="gray" aria-label={t('room.keepBoard')}>
          <IconDownload size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onExport('png')}>{t('room.asPng')}</Menu.Item>
        <Menu.Item onClick={() => onExport('pdf')}>{t('room.asPdf')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
