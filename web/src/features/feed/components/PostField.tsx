/** Where a post is written: a text with a counter that shows near the end. Ctrl/⌘ and Enter send it. */
import { Textarea, VisuallyHidden } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { isPostable, lengthOf, longest, nearLongest } from './limits';
import classes from './PostField.module.css';

interface Props {
  label: string;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  onSend: () => void;
  onCancel?: () => void;
  autoFocus?: boolean;
  children: React.ReactNode;
}

export function PostField(props: Props) {
  const { text, onText, onSend, onCancel } = props;
  const counter = useId();
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isPostable(text)) onSend();
      }}
    >
      <Textarea
        aria-label={props.label}
        aria-describedby={counter}
        placeholder={props.placeholder}
        minRows={props.autoFocus ? 3 : 2}
        maxRows={14}
        data-autofocus={props.autoFocus || undefined}
        autoFocus={props.autoFocus}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            if (isPostable(text)) onSend();
          } else if (event.key === 'Escape') onCancel?.();
        }}
      />
      <div className={classes.foot}>
        <Counter id={counter} length={lengthOf(text)} />
        {props.children}
      </div>
    </form>
  );
}

/** Read out only when it passes the limit; before, a reader meets it as the field's description. */
function Counter({ id, length }: { id: string; length: number }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const left = longest - length;
  const words = t(left < 0 ? 'feed.over' : 'feed.left', {
    count: Math.abs(left),
    number: formatNumber(Math.abs(left), locale),
  });
  return (
    <span className={classes.counter} data-over={left < 0 || undefined}>
      <span aria-hidden="true">
        {length >= nearLongest
          ? `${formatNumber(length, locale)} / ${formatNumber(longest, locale)}`
          : null}
      </span>
      <VisuallyHidden id={id}>{words}</VisuallyHidden>
      <VisuallyHidden role="status">{left < 0 ? words : null}</VisuallyHidden>
    </span>
  );
}
