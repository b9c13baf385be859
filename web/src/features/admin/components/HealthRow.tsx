/** One part of the system: its name, what there is to say of it, and at the right how it is. */
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Row } from '@/components/list/Rows';
import type { State } from '../api/health';
import classes from './HealthRow.module.css';

const colours = { well: 'green', unwell: 'yellow', away: 'red' } as const;

interface Props {
  name: string;
  state: State | undefined;
  children: React.ReactNode;
}

export function HealthRow({ name, state, children }: Props) {
  const { t } = useTranslation();
  return (
    <Row
      side={state ? <Badge color={colours[state]}>{t(`health.state.${state}`)}</Badge> : undefined}
    >
      <div>
        <div className={classes.name}>{name}</div>
        <div className={classes.detail}>{children}</div>
      </div>
    </Row>
  );
}
