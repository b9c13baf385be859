/** One of a few: radio buttons as cards in a row. */
import type { Icon } from '@tabler/icons-react';
import classes from './Choice.module.css';

interface Option<V extends string> {
  value: V;
  label: string;
  icon?: Icon;
  lang?: string;
}

interface Props<V extends string> {
  name: string;
  label: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly Option<V>[];
}

export function Choice<V extends string>({ name, label, value, onChange, options }: Props<V>) {
  return (
    <div role="radiogroup" aria-label={label} className={classes.choice}>
      {options.map((option) => (
        <label key={option.value} className={classes.option} lang={option.lang}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon ? <option.icon size={20} stroke={1.75} aria-hidden="true" /> : null}
          {option.label}
        </label>
      ))}
    </div>
  );
}
