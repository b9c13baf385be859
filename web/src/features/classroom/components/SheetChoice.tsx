/** Which page of a PDF lies below the page of the board, or all of them below pages of their own. */
import { Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Material } from '@/generated/types.gen';
import { writeBackground } from '../board/background';
import { countPages } from '../board/sheets';

/** A board has a hundred pages at most; this many at once leave room for what is drawn between. */
const mostPages = 50;

interface Props {
  pdf: Material;
  onChoose: (backgrounds: string[]) => void;
  onBack: () => void;
}

export function SheetChoice({ pdf, onChoose, onBack }: Props) {
  const { t } = useTranslation();
  const [number, setNumber] = useState(1);
  const count = useQuery({ queryKey: ['sheets', pdf.id], queryFn: () => countPages(pdf.file) });
  const background = (sheet: number) => writeBackground({ material: pdf.id, sheet });
  const all = count.data ?? 1;
  const pages = Math.min(mostPages, all);
  return (
    <>
      <TextInput
        type="number"
        label={t('room.sheetOf', { title: pdf.title })}
        min={1}
        max={all}
        value={number}
        onChange={({ currentTarget }) =>
          setNumber(Math.min(all, Math.max(1, Math.floor(Number(currentTarget.value)))))
        }
      />
      <Group justify="flex-end" mt="md">
        <Button variant="subtle" onClick={onBack}>
          {t('room.back')}
        </Button>
        <Button
          variant="default"
          disabled={pages < 2}
          loading={count.isPending}
          onClick={() => onChoose(Array.from({ length: pages }, (_, i) => background(i + 1)))}
        >
          {t('room.allSheets', { count: pages })}
        </Button>
        <Button loading={count.isPending} onClick={() => onChoose([background(number)])}>
          {t('room.useSheet')}
        </Button>
      </Group>
    </>
  );
}
