/** The command palette: type, choose with the arrows, Enter. A combobox with a list box (ARIA APG). */
import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Palette.module.css';
import { PaletteGroup } from './PaletteGroup';
import { type PaletteItem, useGroups } from './useGroups';

export type { Command } from './useGroups';

interface Props {
  commands: Parameters<typeof useGroups>[0];
  onClose: () => void;
}

export function Palette({ commands, onClose }: Props) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), 150);
  const [active, setActive] = useState(0);
  const { groups, isSearching, hasFailed } = useGroups(commands, text.trim(), search);
  const items = groups.flatMap((group) => group.items);
  const current = items[Math.min(active, items.length - 1)];

  useEffect(() => {
    document.getElementById(`${listId}-${current?.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, current?.id]);

  const run = (item: PaletteItem | undefined) => {
    if (!item) return;
    if (!item.keepOpen) onClose();
    item.run();
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length > 0) {
      event.preventDefault();
      setActive((Math.min(active, items.length - 1) + step + items.length) % items.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(current);
    }
  };

  return (
    <Modal.Root opened onClose={onClose} yOffset="12vh" centered={false} size={600} padding={0}>
      <Modal.Overlay />
      <Modal.Content radius="lg" aria-label={t('palette.title')}>
        <div className={classes.field}>
          <IconSearch size={18} aria-hidden="true" />
          <input
            data-autofocus
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={current ? `${listId}-${current.id}` : undefined}
            aria-label={t('palette.field')}
            placeholder={t('palette.field')}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <div
          className={classes.list}
          id={listId}
          role="listbox"
          aria-label={t('palette.results')}
          tabIndex={-1}
        >
          {groups.map((group) => (
            <PaletteGroup
              key={group.id}
              group={group}
              listId={listId}
              activeId={current?.id}
              onRun={run}
            />
          ))}
        </div>
        <p className={classes.nothing} role="status">
          {items.length === 0 && !hasFailed
            ? t(isSearching ? 'common.loading' : 'palette.nothing', { text })
            : null}
        </p>
        <p className={classes.partial} role="status">
          {hasFailed ? t('palette.partial') : null}
        </p>
      </Modal.Content>
    </Modal.Root>
  );
}
