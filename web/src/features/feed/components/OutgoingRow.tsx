/** A post on its way, or one that the server did not take: what was written stays until it is sent or thrown away. */
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { useErrorText } from '@/components/states/errorText';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import { type OutgoingPost, useOutbox } from '../api/outbox';
import classes from './Post.module.css';
import { PostText } from './PostText';

export function OutgoingRow({ post }: { post: OutgoingPost }) {
  const { t } = useTranslation();
  const me = useMe();
  const name = displayName(me);
  return (
    <li className={classes.post} aria-busy={post.state === 'sending' || undefined}>
      <PersonAvatar id={me.id} name={name} photo={me.photo} size={36} />
      <article className={classes.body} aria-label={t('feed.postOf', { name })}>
        <div className={classes.head}>
          <div className={classes.who}>
            <span className={classes.name}>{name}</span>
            <span className={classes.when}>
              {t(post.state === 'sending' ? 'feed.sending' : 'feed.notSent')}
            </span>
          </div>
        </div>
        <div className={classes.waiting}>
          <PostText>{post.content}</PostText>
        </div>
        {post.state === 'failed' ? <Failure post={post} /> : null}
      </article>
    </li>
  );
}

function Failure({ post }: { post: OutgoingPost }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const outbox = useOutbox();
  return (
    <div className={classes.failed} role="alert">
      <span>{post.error ? describe(post.error) : t('feed.interrupted')}</span>
      <div className={classes.buttons}>
        <Button size="xs" variant="default" onClick={() => outbox.discard(post)}>
          {t('feed.discard')}
        </Button>
        <Button
          size="xs"
          leftSection={<IconRefresh size={14} />}
          onClick={() => outbox.retry(post)}
        >
          {t('common.retry')}
        </Button>
      </div>
    </div>
  );
}
