/** Posts in a card: those on their way first, then what the server has. */
import { Card } from '@/components/page/Section';
import type { StatusUpdate } from '@/generated/types.gen';
import { useOutbox } from '../api/outbox';
import { OutgoingRow } from './OutgoingRow';
import { Post } from './Post';
import classes from './Post.module.css';

interface Props {
  posts: readonly StatusUpdate[];
  /** Shown where there is nothing, neither stored nor on its way. */
  empty: React.ReactNode;
}

export function Posts({ posts, empty }: Props) {
  const outgoing = useOutbox().posts;
  if (posts.length + outgoing.length === 0) return <Card>{empty}</Card>;
  return (
    <Card padded={false}>
      <ul className={classes.list}>
        {outgoing.map((post) => (
          <OutgoingRow key={post.key} post={post} />
        ))}
        {posts.map((post) => (
          <Post key={post.id} post={post} />
        ))}
      </ul>
    </Card>
  );
}
