/** The two sides of a card. */
import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Editor.module.css';
import type { Item } from './items';

interface Props {
  item: Item;
  problems: Record<string, string>;
  onChange: (changes: Partial<Item>) => void;
}

const sides = [
  { name: 'front', longest: 2000 },
  { name: 'back', longest: 5000 },
] as const;

export function CardFields({ item, problems, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className={classes.sides}>
      {sides.map(({ name, longest }) => (
        <Textarea
          key={name}
          label={t(`assignments.${name}`)}
          minRows={2}
          maxLength={longest}
          autoFocus={item.id === null && name === 'front'}
          value={item.texts[name] ?? ''}
          error={problems[name]}
          onChange={({ currentTarget }) =>
            onChange({ texts: { ...item.texts, [name]: currentTarget.value } })
          }
        />
      ))}
    </div>
  );
}
