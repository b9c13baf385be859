/** `/feed`: what the reader and the people of their courses wrote, newest first, as it is written. */
import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowUp, IconMessageCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadMore } from '@/components/list/LoadMore';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { allItems } from '@/lib/api/pages';
import { type FeedFilters, feeds, useFeed } from '../api/feed';
import { Composer } from '../components/Composer';
import { Posts } from '../components/Posts';
import { useFeedStream } from '../hooks/useFeedStream';
import classes from './FeedPage.module.css';

/** Farther down than this somebody is reading: the page must not move under their eyes. */
const readingFrom = 240;

interface Props {
  filters: FeedFilters;
  onFilter: (filters: FeedFilters) => void;
}

export function FeedPage({ filters, onFilter }: Props) {
  const { t } = useTranslation();
  const query = useFeed(filters);
  const newest = query.data?.pages[0]?.items[0]?.id;
  return (
    <Page title={t('feed.title')} lead={t('feed.lead')} width="narrow">
      <News newest={newest} />
      <Composer />
      <div className={classes.filter}>
        <SegmentedControl
          aria-label={t('feed.filter')}
          value={filters.show ?? 'all'}
          onChange={(show) => onFilter(show === 'own' ? { show } : {})}
          data={[
            { value: 'all', label: t('feed.everybody') },
            { value: 'own', label: t('feed.mine') },
          ]}
        />
      </div>
      <QueryState
        query={query}
        skeleton={
          <Card padded={false}>
            <RowsSkeleton count={5} />
          </Card>
        }
      >
        {(data) => (
          <Posts
            posts={allItems(data)}
            empty={
              <EmptyState icon={<IconMessageCircle size={22} />}>
                {t(filters.show === 'own' ? 'feed.emptyOwn' : 'feed.empty')}
              </EmptyState>
            }
          />
        )}
      </QueryState>
      <LoadMore query={query} />
    </Page>
  );
}

/** Says that there is more at the top, for a reader who is farther down; gone when it has been loaded. */
function News({ newest }: { newest: number | undefined }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isWaiting, setWaiting] = useState(false);
  useFeedStream(() => {
    const isReading = window.scrollY > readingFrom;
    if (isReading) setWaiting(true);
    return isReading;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest post having changed is the point
  useEffect(() => setWaiting(false), [newest]);
  const show = () => {
    setWaiting(false);
    window.scrollTo({ top: 0, behavior: 'smooth' });
    void queryClient.invalidateQueries(feeds);
  };
  return (
    <div className={classes.news} role="status">
      {isWaiting ? (
        <Button radius="xl" leftSection={<IconArrowUp size={16} />} onClick={show}>
          {t('feed.news')}
        </Button>
      ) : null}
    </div>
  );
}
