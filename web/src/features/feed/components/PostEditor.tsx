/** Changes a post in its place. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import type { StatusUpdate } from '@/generated/types.gen';
import { useEditPost } from '../api/changes';
import { isPostable } from './limits';
import { PostField } from './PostField';

export function PostEditor({ post, onDone }: { post: StatusUpdate; onDone: () => void }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const edit = useEditPost();
  const [text, setText] = useState(post.content);
  const content = text.trim();
  const save = () => {
    if (content === post.content) return onDone();
    edit.mutate(
      { id: post.id, content },
      { onSuccess: onDone, onError: (error) => showToast('bad', describe(error)) },
    );
  };
  return (
    <PostField
      label={t('feed.edit')}
      text={text}
      onText={setText}
      onSend={save}
      onCancel={onDone}
      autoFocus
    >
      <Button variant="default" onClick={onDone}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" loading={edit.isPending} disabled={!isPostable(text)}>
        {t('common.save')}
      </Button>
    </PostField>
  );
}
