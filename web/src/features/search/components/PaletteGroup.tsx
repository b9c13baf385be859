/** One group of the palette's results. */
import { Kbd } from '@mantine/core';
import classes from './Palette.module.css';
import type { PaletteItem, PaletteItems } from './useGroups';

interface Props {
  group: PaletteItems;
  listId: string;
  activeId: string | undefined;
  onRun: (item: PaletteItem) => void;
}

export function PaletteGroup({ group, listId, activeId, onRun }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place in a list box
    <div role="group" aria-label={group.title}>
      <div className={classes.heading} aria-hidden="true">
        {group.title}
      </div>
      {group.items.map((item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above keeps the focus and has the keys
        <div
          key={item.id}
          id={`${listId}-${item.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={item.id === activeId}
          className={classes.option}
          onClick={() => onRun(item)}
        >
          {item.picture}
          <span className={classes.label}>{item.label}</span>
          {item.detail ? <span className={classes.detail}>{item.detail}</span> : null}
          {item.keys ? (
            <span className={classes.keys} aria-hidden="true">
              {item.keys.split(' ').map((key) => (
                <Kbd key={key} size="xs">
                  {key}
                </Kbd>
              ))}
            </span>
          ) : null}
        </div>
      ))}
    </div>
  );
}
