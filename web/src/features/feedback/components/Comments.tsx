/** What others have said about a course, newest first. The reader's own rating stands above, so it is left out. */
import { IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LoadMore } from '@/components/list/LoadMore';
import { Card, Section } from '@/components/page/Section';
import { PersonName } from '@/components/person/PersonName';
import { Stars } from '@/components/rating/Stars';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Feedback } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { useMe } from '@/lib/me';
import { useComments } from '../api/ratings';
import classes from './Comments.module.css';

interface Props {
  course: number;
  isOwner: boolean;
}

export function Comments({ course, isOwner }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const query = useComments(course);
  return (
    <Section title={t(isOwner ? 'ratings.fromStudents' : 'ratings.fromOthers')}>
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={4} />}>
          {(data) => {
            const others = allItems(data).filter(({ student }) => student !== me.id);
            if (others.length === 0) {
              return (
                <EmptyState icon={<IconStar size={22} />}>
                  {t(isOwner ? 'ratings.emptyOwner' : 'ratings.emptyOthers')}
                </EmptyState>
              );
            }
            return (
              <ul className={classes.list}>
                {others.map((feedback) => (
                  <Comment key={feedback.id} feedback={feedback} />
                ))}
              </ul>
            );
          }}
        </QueryState>
      </Card>
      <LoadMore query={query} />
    </Section>
  );
}

function Comment({ feedback }: { feedback: Feedback }) {
  const { t } = useTranslation();
  return (
    <li className={classes.comment}>
      <div className={classes.head}>
        <PersonName
          id={feedback.student}
          name={feedback.student_name ?? t('common.someone')}
          photo={feedback.student_photo}
          detail={<RelativeTime time={feedback.updated_at} />}
        />
        <Stars value={feedback.rating} />
      </div>
      {feedback.comment ? <p className={classes.text}>{feedback.comment}</p> : null}
    </li>
  );
}
