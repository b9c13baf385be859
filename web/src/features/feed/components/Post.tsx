/** One post: who, when, what, and for its author what can be done with it. */
import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { TextLink } from '@/components/links';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { useErrorText } from '@/components/states/errorText';
import { RelativeTime } from '@/components/time/RelativeTime';
import { showToast } from '@/components/toast/toasts';
import type { StatusUpdate } from '@/generated/types.gen';
import { useDeletePost } from '../api/changes';
import classes from './Post.module.css';
import { PostEditor } from './PostEditor';
import { PostText } from './PostText';

/** Times are set in one transaction, yet not always to the same microsecond. */
const editedAfter = 2_000;

export function isEdited({ created_at, updated_at }: StatusUpdate): boolean {
  return Date.parse(updated_at) - Date.parse(created_at) > editedAfter;
}

export function Post({ post }: { post: StatusUpdate }) {
  const { t } = useTranslation();
  const [isEditing, editor] = useDisclosure(false);
  const name = post.author_name ?? t('common.someone');
  return (
    <li className={classes.post}>
      <PersonAvatar id={post.author} name={name} photo={post.author_photo} size={36} />
      <article className={classes.body} aria-label={t('feed.postOf', { name })}>
        <div className={classes.head}>
          <div className={classes.who}>
            <TextLink to="/u/$id" params={{ id: String(post.author) }} className={classes.name}>
              {name}
            </TextLink>
            <span className={classes.when}>
              <RelativeTime time={post.created_at} />
              {isEdited(post) ? ` · ${t('feed.edited')}` : null}
            </span>
          </div>
          {post.is_mine && !isEditing ? <PostMenu post={post} onEdit={editor.open} /> : null}
        </div>
        {isEditing ? (
          <PostEditor post={post} onDone={editor.close} />
        ) : (
          <PostText>{post.content}</PostText>
        )}
      </article>
    </li>
  );
}

function PostMenu({ post, onEdit }: { post: StatusUpdate; onEdit: () => void }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const remove = useDeletePost();
  const [asking, question] = useDisclosure(false);
  const confirm = () => {
    question.close();
    remove.mutate(post.id, {
      onSuccess: () => showToast('good', t('feed.deleted')),
      onError: (error) => showToast('bad', describe(error)),
    });
  };
  return (
    <>
      <Menu width={180} returnFocus={false}>
        <Menu.Target>
          <ActionIcon aria-label={t('feed.actions')}>
            <IconDots size={18} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item data-autofocus leftSection={<IconPencil size={16} />} onClick={onEdit}>
            {t('feed.edit')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={question.open}>
            {t('common.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('feed.deleteTitle')}
        confirmLabel={t('common.delete')}
        onConfirm={confirm}
      >
        {t('feed.deleteText')}
      </ConfirmDialog>
    </>
  );
}
