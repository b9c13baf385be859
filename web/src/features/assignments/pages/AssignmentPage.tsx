/** `/teach/assignments/$id`: an assignment for its teacher. What is being made or could not be made shows that instead. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CourseLink } from '@/components/assignment/CourseLink';
import { NoSuchAssignment } from '@/components/assignment/NoSuchAssignment';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Page } from '@/components/page/Page';
import { QueryState } from '@/components/states/QueryState';
import { type LinkTab, LinkTabs } from '@/components/tabs/LinkTabs';
import type { Assignment } from '@/generated/types.gen';
import { isNotFound } from '@/lib/api/problem';
import { useAssignment } from '../api/assignments';
import { useProgress } from '../api/generation';
import { ExportMenu } from '../components/ExportMenu';
import { Failed } from '../components/Failed';
import { Making } from '../components/Making';
import { PublishButton } from '../components/PublishButton';
import { SettingsTab } from '../components/SettingsTab';
import { StatusBadge } from '../components/StatusBadge';
import { ContentTab } from '../editor/ContentTab';
import { ResultsTab } from '../results/ResultsTab';
import { SubmissionsTab } from '../results/SubmissionsTab';
import classes from './Pages.module.css';
import { type AssignmentView, parts } from './parts';

interface Props {
  id: number;
  view: AssignmentView;
  onDeleted: (course: number) => void;
}

export function AssignmentPage({ id, view, onDeleted }: Props) {
  const { t } = useTranslation();
  const query = useAssignment(id);
  const assignment = query.data;
  const [isDirty, setDirty] = useState(false);
  if (isNotFound(query.error) || assignment?.is_owner === false) return <NoSuchAssignment />;
  const isThere = assignment && ['draft', 'published'].includes(assignment.status);
  return (
    <Page
      title={assignment?.title ?? t('study.title')}
      width="medium"
      lead={assignment ? <Lead assignment={assignment} /> : null}
      actions={
        isThere ? (
          <>
            <ExportMenu assignment={assignment} />
            {assignment.status === 'draft' ? (
              <PublishButton assignment={assignment} isDirty={isDirty} />
            ) : null}
          </>
        ) : null
      }
    >
      <QueryState query={query} skeleton={<CardSkeleton count={4} />}>
        {(data) => (
          <Body
            assignment={data}
            view={view}
            onDirty={setDirty}
            onDeleted={() => onDeleted(data.course)}
          />
        )}
      </QueryState>
    </Page>
  );
}

function Lead({ assignment }: { assignment: Assignment }) {
  return (
    <span className={classes.lead}>
      <CourseLink assignment={assignment} />
      <StatusBadge status={assignment.status} />
    </span>
  );
}

interface BodyProps {
  assignment: Assignment;
  view: AssignmentView;
  onDirty: (isDirty: boolean) => void;
  onDeleted: () => void;
}

function Body({ assignment, view: { tab }, onDirty, onDeleted }: BodyProps) {
  const progress = useProgress(assignment);
  if (assignment.status === 'generating') {
    return <Making assignment={assignment} progress={progress} />;
  }
  if (assignment.status === 'failed') {
    return <Failed assignment={assignment} onDeleted={onDeleted} />;
  }
  return (
    <>
      <Tabs assignment={assignment} />
      {progress ? <Making assignment={assignment} progress={progress} /> : null}
      {tab === 'submissions' ? <SubmissionsTab assignment={assignment} /> : null}
      {tab === 'results' ? <ResultsTab assignment={assignment} /> : null}
      {tab === 'settings' ? <SettingsTab assignment={assignment} onDeleted={onDeleted} /> : null}
      {tab === undefined ? <ContentTab assignment={assignment} onDirty={onDirty} /> : null}
    </>
  );
}

function Tabs({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const hasResults = assignment.assignment_type === 'quiz' && assignment.status === 'published';
  const to = '/teach/assignments/$id' as const;
  const params = { id: String(assignment.id) };
  const shown = parts.filter((part) => hasResults || part === 'settings');
  const tabs: LinkTab[] = [
    { to, params, search: {}, label: t('assignments.tabs.content') },
    ...shown.map((tab) => ({ to, params, search: { tab }, label: t(`assignments.tabs.${tab}`) })),
  ];
  return <LinkTabs label={t('assignments.parts')} tabs={tabs} />;
}
