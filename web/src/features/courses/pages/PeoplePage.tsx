/** `/c/$id/people`, for the owner: add students, see and search them, block them and let them in again. */

import { IconUserPlus, IconUserSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '@/components/form/SearchField';
import { LoadMore } from '@/components/list/LoadMore';
import { Rows } from '@/components/list/Rows';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { Course, Student } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { useCourse } from '../api/editing';
import { useStudents } from '../api/people';
import { AddStudent } from '../components/AddStudent';
import { BlockedStudents } from '../components/BlockedStudents';
import { StudentRow } from '../components/StudentRow';
import classes from './PeoplePage.module.css';

export function PeoplePage({ id }: { id: number }) {
  const course = useCourse(id).data;
  if (!course?.is_owner) return null;
  return (
    <>
      <AddStudent course={course} />
      <Members course={course} />
      <BlockedStudents course={course} />
    </>
  );
}

function matches(student: Student, text: string): boolean {
  const haystack = [student.full_name, student.username, student.email]
    .join(' ')
    .toLocaleLowerCase();
  return haystack.includes(text.toLocaleLowerCase());
}

function Members({ course }: { course: Course }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const query = useStudents(course.id);
  return (
    <Section
      title={t('course.members', { count: course.enrolled_count })}
      action={
        course.enrolled_count > 5 ? (
          <SearchField
            className={classes.filter}
            label={t('people.search')}
            value={text}
            onSearch={setText}
          />
        ) : null
      }
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={5} />}>
          {(data) => {
            const students = allItems(data).filter((student) => matches(student, text));
            if (students.length === 0) return <Nothing isFiltered={text !== ''} />;
            return (
              <Rows>
                {students.map((student) => (
                  <StudentRow key={student.id} student={student} course={course} />
                ))}
              </Rows>
            );
          }}
        </QueryState>
      </Card>
      <LoadMore query={query} />
    </Section>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  return isFiltered ? (
    <EmptyState icon={<IconUserSearch size={22} />}>{t('people.noMatch')}</EmptyState>
  ) : (
    <EmptyState icon={<IconUserPlus size={22} />}>{t('people.noneAdd')}</EmptyState>
  );
}
