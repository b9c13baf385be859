/** The corrections of right answers after students had submitted, and what they changed; not there while there are none. */
import { useTranslation } from 'react-i18next';
import { Row, Rows } from '@/components/list/Rows';
import { Card, Section } from '@/components/page/Section';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Assignment, Regrade } from '@/generated/types.gen';
import { useRegrades } from '../api/results';
import classes from './Results.module.css';

export function Regrades({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const { data } = useRegrades(assignment.id);
  if (!data?.length) return null;
  const textOf = ({ changes, regraded, changed_scores }: Regrade) =>
    [
      ...changes.map(({ question, before, after }) =>
        t('assignments.keyChange', { number: question + 1, before: before + 1, after: after + 1 }),
      ),
      t('assignments.regraded', { regraded, changed: changed_scores }),
    ].join(' ');
  return (
    <Section title={t('assignments.regrades')}>
      <Card padded={false}>
        <Rows>
          {data.map((regrade) => (
            <Row key={regrade.id} side={<RelativeTime time={regrade.created_at} />}>
              <span className={classes.comment}>{textOf(regrade)}</span>
            </Row>
          ))}
        </Rows>
      </Card>
    </Section>
  );
}
