/** A new post. What was begun is kept until it is sent. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/page/Section';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { useDraft } from '@/lib/drafts';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import { useOutbox } from '../api/outbox';
import classes from './Composer.module.css';
import { isPostable } from './limits';
import { PostField } from './PostField';

export function Composer() {
  const { t } = useTranslation();
  const me = useMe();
  const outbox = useOutbox();
  const [text, setText] = useDraft(`feed.${me.id}`);
  const send = () => {
    outbox.post(text.trim());
    setText('');
  };
  return (
    <Card>
      <div className={classes.composer}>
        <PersonAvatar id={me.id} name={displayName(me)} photo={me.photo} size={36} />
        <PostField
          label={t('feed.field')}
          placeholder={t('feed.placeholder')}
          text={text}
          onText={setText}
          onSend={send}
        >
          <Button type="submit" disabled={!isPostable(text)}>
            {t('feed.post')}
          </Button>
        </PostField>
      </div>
    </Card>
  );
}
