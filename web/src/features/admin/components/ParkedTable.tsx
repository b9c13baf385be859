/** What was parked in a table, each with its reason in full to unfold; on a small screen each becomes a card. */
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CardTable } from '@/components/table/CardTable';
import { indented, type KeyedParked, shortReason } from '../api/parked';
import type { Parking } from '../api/parkings';
import { ParkedActions } from './ParkedActions';
import classes from './ParkedTable.module.css';

export function ParkedTable({ parking, messages }: { parking: Parking; messages: KeyedParked[] }) {
  const { t } = useTranslation();
  return (
    <CardTable
      className={classes.parked}
      columns={[
        { name: t('parked.origin'), width: '34%' },
        { name: t('parked.reason') },
        { name: t('admin.actions'), width: '248px', isUnnamed: true },
      ]}
    >
      {messages.map((message) => (
        <MessageRows key={message.key} parking={parking} message={message} />
      ))}
    </CardTable>
  );
}

function MessageRows({ parking, message }: { parking: Parking; message: KeyedParked }) {
  const { t } = useTranslation();
  const [open, details] = useDisclosure(false);
  const id = useId();
  const name = message.name || t('parked.unknown');
  return (
    <tbody>
      <tr>
        <td>
          <div className={classes.name}>{name}</div>
          <div className={classes.queue}>
            <Origin message={message} />
          </div>
        </td>
        <td>
          <div className={classes.reason}>{shortReason(message.why)}</div>
          <UnstyledButton
            className={classes.toggle}
            onClick={details.toggle}
            aria-expanded={open}
            aria-controls={open ? id : undefined}
            aria-label={t('parked.detailsOf', { name })}
          >
            <IconChevronRight size={14} aria-hidden="true" />
            {t('parked.details')}
          </UnstyledButton>
        </td>
        <td>
          <ParkedActions parking={parking} message={message} name={name} />
        </td>
      </tr>
      {open ? (
        <tr id={id} className={classes.details}>
          <td colSpan={3}>
            <Listing title={t('parked.traceback')} text={message.why} />
            {message.body ? (
              <Listing title={t('parked.message')} text={indented(message.body)} />
            ) : null}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

function Origin({ message: { mail, queue } }: { message: KeyedParked }) {
  const { t } = useTranslation();
  if (!mail) {
    return queue || t('parked.noQueue');
  }
  return `${t(`parked.mail.${mail.kind}`)}, ${t('parked.attempts', { count: mail.attempts })}`;
}

function Listing({ title, text }: { title: string; text: string }) {
  const id = useId();
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {title}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <pre className={classes.listing} tabIndex={0}>
        {text}
      </pre>
    </figure>
  );
}
