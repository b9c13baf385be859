/** `/rooms/$id/lessons/$lesson`: who was in a lesson, when and how long; for the teacher of the room. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconUsers } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import { ButtonLink } from '@/components/links';
import { LoadMore } from '@/components/list/LoadMore';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { allItems } from '@/lib/api/pages';
import { toApiError } from '@/lib/api/problem';
import { saveFile } from '@/lib/download';
import { everybodyIn, useAttendance } from '../api/lessons';
import { AttendanceTable } from '../components/AttendanceTable';

interface Props {
  room: number;
  lesson: number;
}

export function AttendancePage({ room, lesson }: Props) {
  const { t } = useTranslation();
  const query = useAttendance(room, lesson);
  const save = useMutation({
    mutationFn: async () => {
      const { attendanceCsv } = await import('../api/attendanceCsv');
      const csv = attendanceCsv(await everybodyIn(room, lesson));
      saveFile(`attendance-${lesson}.csv`, csv, 'text/csv;charset=utf-8');
    },
  });
  return (
    <Page
      title={t('room.attendance')}
      width="medium"
      actions={
        <>
          <ButtonLink
            to="/rooms/$id/lessons"
            params={{ id: String(room) }}
            variant="default"
            leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
          >
            {t('room.lessons')}
          </ButtonLink>
          <Button
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            CSV
          </Button>
        </>
      }
    >
      <FormProblem error={save.error && toApiError(save.error, undefined)} />
      <QueryState query={query} skeleton={<CardSkeleton />}>
        {(data) => {
          const people = allItems(data);
          return (
            <Card padded={false}>
              {people.length > 0 ? (
                <AttendanceTable people={people} />
              ) : (
                <EmptyState icon={<IconUsers size={22} />}>{t('room.nobodyCame')}</EmptyState>
              )}
              <LoadMore query={query} />
            </Card>
          );
        }}
      </QueryState>
    </Page>
  );
}
