/** A message that the server does not have yet, or has refused. */
import { useTranslation } from 'react-i18next';
import type { Outgoing } from '../state/chat';
import classes from './Chat.module.css';

interface Props {
  message: Outgoing;
  onRetry: () => void;
  onDismiss: () => void;
}

export function OnItsWay({ message, onRetry, onDismiss }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.line} data-waiting="true">
      <div className={classes.words}>
        <span className={classes.content}>{message.words.content}</span>
        {message.refusal ? (
          <span className={classes.refusal}>
            {t('room.notSent')}
            <button type="button" onClick={onRetry}>
              {t('room.sendAgain')}
            </button>
            <button type="button" onClick={onDismiss}>
              {t('room.throwAway')}
            </button>
          </span>
        ) : (
          <span className={classes.soft}>{t('room.sending')}</span>
        )}
      </div>
    </div>
  );
}
