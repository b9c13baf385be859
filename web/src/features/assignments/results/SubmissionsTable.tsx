/** Submissions in a table, the newest first as they come; cards on a phone. */
import { ActionIcon, Anchor } from '@mantine/core';
import { IconClockPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CardTable } from '@/components/table/CardTable';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Submission } from '@/generated/types.gen';
import classes from './Results.module.css';

interface Props {
  submissions: readonly Submission[];
  onShow: (submission: Submission) => void;
  onExcept: (submission: Submission) => void;
}

export function SubmissionsTable({ submissions, onShow, onExcept }: Props) {
  const { t } = useTranslation();
  const nameOf = ({ student_name }: Submission) => student_name ?? t('common.someone');
  return (
    <CardTable
      label={t('assignments.tabs.submissions')}
      className={classes.submissions}
      columns={[
        { name: t('assignments.student') },
        { name: t('assignments.attempt'), width: '100px' },
        { name: t('assignments.score'), width: '110px' },
        { name: t('assignments.when'), width: '180px' },
        { name: t('assignments.exception'), width: '72px', isUnnamed: true },
      ]}
    >
      <tbody>
        {submissions.map((submission) => (
          <tr key={submission.id}>
            <td className={classes.name}>
              <Anchor component="button" type="button" onClick={() => onShow(submission)}>
                {nameOf(submission)}
              </Anchor>
            </td>
            <td className={classes.attempt}>
              <span className={classes.short}>{t('assignments.attempt')} </span>
              {submission.attempt}
            </td>
            <td className={classes.score}>{t('study.percent', { score: submission.score })}</td>
            <td className={classes.soft}>
              <RelativeTime time={submission.submitted_at} />
              {submission.by_clock ? ` · ${t('study.byClock')}` : ''}
            </td>
            <td className={classes.action}>
              <ActionIcon
                aria-label={t('assignments.exceptionFor', { name: nameOf(submission) })}
                onClick={() => onExcept(submission)}
              >
                <IconClockPlus size={18} aria-hidden="true" />
              </ActionIcon>
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}
