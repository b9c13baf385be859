/** A card that turns over: the question in front, the answer behind. */
import { useTranslation } from 'react-i18next';
import type { DueCard } from '@/generated/types.gen';
import classes from './Deck.module.css';

interface Props {
  card: DueCard;
  isTurned: boolean;
  onTurn: () => void;
}

export function FlipCard({ card, isTurned, onTurn }: Props) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className={classes.card}
      data-turned={isTurned || undefined}
      aria-label={t(isTurned ? 'study.turnBack' : 'study.turnOver')}
      aria-describedby="card-text"
      onClick={onTurn}
    >
      <span className={classes.inner}>
        <span className={classes.face} aria-hidden={isTurned}>
          {card.is_new ? <span className={classes.tag}>{t('study.newCard')}</span> : null}
          <span className={classes.words}>{card.front}</span>
          <span className={classes.tip}>{t('study.tapToTurn')}</span>
        </span>
        <span className={classes.face} data-side="back" aria-hidden={!isTurned}>
          <span className={classes.asked}>{card.front}</span>
          <span className={classes.words}>{card.back}</span>
          {card.page ? (
            <span className={classes.tip}>{t('study.page', { page: card.page })}</span>
          ) : null}
        </span>
      </span>
      <span id="card-text" className={classes.spoken} aria-live="polite">
        {isTurned ? card.back : card.front}
      </span>
    </button>
  );
}
