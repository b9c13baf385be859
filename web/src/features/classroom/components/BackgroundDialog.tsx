/** Chooses what lies below a page of the board: a picture or a PDF of the course's material, or one that is added now. */
import { Button, Group, Modal } from '@mantine/core';
import { IconFileTypePdf, IconPhoto, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileButton } from '@/components/form/FileButton';
import { FormProblem } from '@/components/form/FormProblem';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { Material } from '@/generated/types.gen';
import { toApiError } from '@/lib/api/problem';
import { kindOf } from '@/lib/kinds';
import { useAddSheet, useSheets } from '../api/background';
import { writeBackground } from '../board/background';
import classes from './BackgroundDialog.module.css';
import { SheetChoice } from './SheetChoice';

interface Props {
  course: number;
  /** One for the page that is shown; more make a page each. None takes away what there was. */
  onChoose: (backgrounds: string[]) => void;
  onClose: () => void;
}

const isPdf = ({ content_type }: Material) => kindOf(content_type) === 'pdf';

export default function BackgroundDialog({ course, onChoose, onClose }: Props) {
  const { t } = useTranslation();
  const sheets = useSheets(course);
  const add = useAddSheet(course);
  const [pdf, setPdf] = useState<Material | null>(null);
  const choose = (material: Material) => {
    if (isPdf(material)) setPdf(material);
    else onChoose([writeBackground({ material: material.id, sheet: null })]);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('room.background')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {pdf ? (
        <SheetChoice pdf={pdf} onChoose={onChoose} onBack={() => setPdf(null)} />
      ) : (
        <>
          <QueryState query={sheets} skeleton={<RowsSkeleton count={3} />}>
            {(all) => <Choice all={all} onChoose={choose} />}
          </QueryState>
          <FormProblem error={add.error && toApiError(add.error, undefined)} />
          <Group justify="space-between" mt="md">
            <Button variant="subtle" onClick={() => onChoose([])}>
              {t('room.noBackground')}
            </Button>
            <FileButton
              accept="image/*,application/pdf"
              onFiles={([file]) => file && add.mutate(file, { onSuccess: choose })}
            >
              {(open) => (
                <Button
                  leftSection={<IconUpload size={16} aria-hidden="true" />}
                  loading={add.isPending}
                  onClick={open}
                >
                  {t('room.addFile')}
                </Button>
              )}
            </FileButton>
          </Group>
        </>
      )}
    </Modal>
  );
}

interface ChoiceProps {
  all: Material[];
  onChoose: (material: Material) => void;
}

function Choice({ all, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  if (all.length === 0) return <p>{t('room.noSheets')}</p>;
  return (
    <ul className={classes.list}>
      {all.map((material) => {
        const Icon = isPdf(material) ? IconFileTypePdf : IconPhoto;
        return (
          <li key={material.id}>
            <button type="button" onClick={() => onChoose(material)}>
              <Icon size={18} aria-hidden="true" />
              {material.title}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
