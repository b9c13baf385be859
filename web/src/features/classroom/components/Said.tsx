/** One message: who said it, what it answers, and what can be done with it. */
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForward,
  IconDots,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { formatTime } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import type { Line } from '../state/chat';
import classes from './Chat.module.css';
import { MentionText } from './MentionText';
import type { Named } from './useMentions';

interface Props {
  line: Line;
  answered: Line | undefined;
  people: readonly Named[];
  isOwn: boolean;
  mayWrite: boolean;
  mayDelete: boolean;
  onReply: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

export function Said(props: Props) {
  const { line, people, mayWrite, mayDelete } = props;
  const { t } = useTranslation();
  const locale = useLocale();
  const name = line.name ?? t('common.someone');
  return (
    <div className={classes.line}>
      <PersonAvatar id={line.sender} name={name} photo={line.photo} size={28} />
      <div className={classes.words}>
        <span className={classes.who}>
          {name}
          <time dateTime={line.time}>{formatTime(line.time, locale)}</time>
        </span>
        {line.replyTo ? <Answered line={props.answered} /> : null}
        {line.isDeleted ? (
          <span className={classes.soft}>{t('room.deleted')}</span>
        ) : (
          <span className={classes.content}>
            <MentionText people={people}>{line.content}</MentionText>
            {line.isEdited ? <span className={classes.soft}> {t('room.edited')}</span> : null}
          </span>
        )}
      </div>
      {(mayWrite || mayDelete) && !line.isDeleted ? <Actions {...props} name={name} /> : null}
    </div>
  );
}

/** The beginning of what is answered, as far as it is here. */
function Answered({ line }: { line: Line | undefined }) {
  const { t } = useTranslation();
  const name = line?.name ?? t('common.someone');
  return (
    <span className={classes.answered}>
      <IconArrowForward size={14} aria-hidden="true" />
      {line ? t('room.answerTo', { name }) : t('room.answerToEarlier')}
      {line && !line.isDeleted ? <q>{line.content}</q> : null}
    </span>
  );
}

function Actions({ name, isOwn, mayWrite, mayDelete, ...on }: Props & { name: string }) {
  const { t } = useTranslation();
  return (
    <Menu width={180} position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={classes.actions}
          size={28}
          aria-label={t('room.messageActions', { name })}
        >
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayWrite ? (
          <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={on.onReply}>
            {t('room.reply')}
          </Menu.Item>
        ) : null}
        {mayWrite && isOwn ? (
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={on.onEdit}>
            {t('room.change')}
          </Menu.Item>
        ) : null}
        {mayDelete ? (
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={on.onDelete}>
            {t('common.delete')}
          </Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
