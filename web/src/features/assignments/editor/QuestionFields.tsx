/** The fields of a question: its text, four options of which one is right, and why. */
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Editor.module.css';
import { type Item, optionFields } from './items';

interface Props {
  item: Item;
  problems: Record<string, string>;
  onChange: (changes: Partial<Item>) => void;
}

export function QuestionFields({ item, problems, onChange }: Props) {
  const { t } = useTranslation();
  const field = (name: string) => ({
    value: item.texts[name] ?? '',
    error: problems[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onChange({ texts: { ...item.texts, [name]: currentTarget.value } }),
  });
  return (
    <div className={classes.fields}>
      <Textarea
        label={t('assignments.question')}
        minRows={2}
        autoFocus={item.id === null}
        maxLength={2000}
        {...field('question')}
      />
      <fieldset className={classes.options}>
        <legend>{t('assignments.options')}</legend>
        {optionFields.map((name, index) => (
          <div
            key={name}
            className={classes.option}
            data-right={item.correct === index || undefined}
          >
            <label className={classes.radio}>
              <input
                type="radio"
                name={`right-${item.key}`}
                checked={item.correct === index}
                aria-label={t('assignments.isRight', { number: index + 1 })}
                onChange={() => onChange({ correct: index })}
              />
            </label>
            <Textarea
              minRows={1}
              className={classes.wide}
              aria-label={t('assignments.option', { number: index + 1 })}
              placeholder={t('assignments.option', { number: index + 1 })}
              maxLength={500}
              {...field(name)}
            />
          </div>
        ))}
      </fieldset>
      <Textarea
        label={t('assignments.explanation')}
        description={t('assignments.explanationHint')}
        minRows={2}
        maxLength={2000}
        {...field('explanation')}
      />
    </div>
  );
}
