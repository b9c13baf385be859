/** The newest posts and a place to write one, for a dashboard. */
import { IconMessageCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { useLatestPosts } from '../api/feed';
import { useFeedStream } from '../hooks/useFeedStream';
import { Composer } from './Composer';
import classes from './FeedPanel.module.css';
import { Posts } from './Posts';

const shown = 4;

export function FeedPanel() {
  const { t } = useTranslation();
  const query = useLatestPosts();
  useFeedStream();
  return (
    <Section title={t('feed.title')} action={<TextLink to="/feed">{t('common.all')}</TextLink>}>
      <div className={classes.panel}>
        <Composer />
        <QueryState
          query={query}
          skeleton={
            <Card padded={false}>
              <RowsSkeleton count={shown} />
            </Card>
          }
        >
          {(posts) => (
            <Posts
              posts={posts.slice(0, shown)}
              empty={
                <EmptyState icon={<IconMessageCircle size={22} />}>{t('feed.empty')}</EmptyState>
              }
            />
          )}
        </QueryState>
      </div>
    </Section>
  );
}
