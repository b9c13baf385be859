/** `/c/$id/ratings`: what the students of a course think of it; each may say so once. */
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import type { Course } from '@/generated/types.gen';
import { Comments } from '../components/Comments';
import { OwnRating } from '../components/OwnRating';
import { RatingsCard } from '../components/RatingsCard';
import classes from './RatingsPage.module.css';

export function RatingsPage({ course }: { course: Course }) {
  const { t } = useTranslation();
  const isMember = course.is_owner || course.is_enrolled;
  return (
    <div className={classes.columns}>
      <div className={classes.aside}>
        <RatingsCard course={course.id} />
      </div>
      <div>
        {course.is_enrolled ? <OwnRating course={course.id} /> : null}
        {isMember ? (
          <Comments course={course.id} isOwner={course.is_owner} />
        ) : (
          <Section title={t('ratings.fromOthers')}>
            <Card>
              <EmptyState icon={<IconLock size={22} />}>{t('ratings.membersOnly')}</EmptyState>
            </Card>
          </Section>
        )}
      </div>
    </div>
  );
}
