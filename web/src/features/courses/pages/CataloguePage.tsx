/** `/courses`: every course, with the search and the filter in the address. */

import { SegmentedControl } from '@mantine/core';
import { IconBooks, IconPlus, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CourseGrid, CourseGridSkeleton } from '@/components/course/CourseGrid';
import { CourseTile } from '@/components/course/CourseTile';
import { ButtonLink } from '@/components/links';
import { Filters } from '@/components/list/Filters';
import { LoadMore } from '@/components/list/LoadMore';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { allItems } from '@/lib/api/pages';
import { formatTotal } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useMe } from '@/lib/me';
import { type CatalogueFilters, useCatalogue } from '../api/catalogue';
import { EnrolButton } from '../components/EnrolButton';

interface Props {
  filters: CatalogueFilters;
  onFilter: (filters: CatalogueFilters) => void;
}

export function CataloguePage({ filters, onFilter }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const me = useMe();
  const query = useCatalogue(me, filters);
  const total = query.data?.pages[0]?.total;
  return (
    <Page
      title={t('catalogue.title')}
      lead={
        total === null || total === undefined
          ? t('catalogue.lead')
          : t('catalogue.count', { count: total, number: formatTotal(total, filters.q, locale) })
      }
      actions={me.user_type === 'teacher' ? <NewCourse /> : null}
    >
      <Filters
        label={t('catalogue.search')}
        value={filters.q ?? ''}
        onSearch={(q) => onFilter({ ...filters, q: q || undefined })}
      >
        {me.user_type === 'admin' ? null : (
          <SegmentedControl
            aria-label={t('catalogue.show')}
            value={filters.show ?? 'all'}
            onChange={(show) => onFilter({ ...filters, show: show === 'own' ? 'own' : undefined })}
            data={[
              { value: 'all', label: t('catalogue.all') },
              { value: 'own', label: t(`catalogue.own.${me.user_type}`) },
            ]}
          />
        )}
      </Filters>
      <QueryState query={query} skeleton={<CourseGridSkeleton />}>
        {(data) => {
          const courses = allItems(data);
          if (courses.length === 0) return <Nothing filters={filters} onFilter={onFilter} />;
          return (
            <CourseGrid>
              {courses.map((course) => (
                <CourseTile
                  key={course.id}
                  course={course}
                  level={2}
                  action={
                    me.user_type === 'student' ? (
                      <EnrolButton course={course} fullWidth size="xs" variant="light" />
                    ) : null
                  }
                />
              ))}
            </CourseGrid>
          );
        }}
      </QueryState>
      <LoadMore query={query} />
    </Page>
  );
}

function NewCourse() {
  const { t } = useTranslation();
  return (
    <ButtonLink to="/teach/courses/new" leftSection={<IconPlus size={16} />}>
      {t('course.new')}
    </ButtonLink>
  );
}

function Nothing({ filters, onFilter }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  if (filters.q || filters.show) {
    return (
      <Card>
        <EmptyState
          icon={<IconSearchOff size={22} />}
          action={
            <ButtonLink to="/courses" search={{}} variant="default" onClick={() => onFilter({})}>
              {t('catalogue.showAll')}
            </ButtonLink>
          }
        >
          {filters.q
            ? t('catalogue.noMatch', { text: filters.q })
            : t(`catalogue.noOwn.${me.user_type}`)}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        icon={<IconBooks size={22} />}
        action={me.user_type === 'teacher' ? <NewCourse /> : null}
      >
        {t('catalogue.empty')}
      </EmptyState>
    </Card>
  );
}
