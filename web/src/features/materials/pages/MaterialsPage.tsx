/** `/c/$id/materials`: what there is to read and to watch; its owner drops files anywhere on the page. */
import { Button } from '@mantine/core';
import { IconFiles, IconSearchOff, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileButton } from '@/components/form/FileButton';
import { SearchField } from '@/components/form/SearchField';
import { LoadMore } from '@/components/list/LoadMore';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { Course } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { useMaterials } from '../api/materials';
import { DropOverlay } from '../components/DropOverlay';
import { MaterialsTable } from '../components/MaterialsTable';
import { UploadRows } from '../components/UploadRows';
import { Usage } from '../components/Usage';
import { queue } from '../uploads/uploads';
import classes from './MaterialsPage.module.css';

/** So many pieces of material can be looked over without a search. */
const fewEnough = 8;

export function MaterialsPage({ course }: { course: Course }) {
  const add = (files: File[]) => queue.add(files, { course: course.id });
  return (
    <>
      {course.is_owner ? <DropOverlay title={course.title} onFiles={add} /> : null}
      <UploadRows course={course.id} />
      <Materials course={course} onFiles={add} />
    </>
  );
}

interface Props {
  course: Course;
  onFiles: (files: File[]) => void;
}

function Materials({ course, onFiles }: Props) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const query = useMaterials(course.id, search);
  const total = query.data?.pages[0]?.total ?? 0;
  const isSearchable = search !== '' || total > fewEnough;
  const hasSome = search !== '' || total > 0;
  return (
    <Section
      title={t('materials.title')}
      lead={
        course.is_owner ? (
          <>
            <span className={classes.hint}>{t('materials.dropHint')}</span>
            <Usage />
          </>
        ) : null
      }
      action={
        <div className={classes.actions}>
          {isSearchable ? (
            <SearchField
              className={classes.search}
              label={t('materials.search')}
              value={search}
              onSearch={setSearch}
            />
          ) : null}
          {course.is_owner && hasSome ? <UploadButton onFiles={onFiles} /> : null}
        </div>
      }
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={5} />}>
          {(data) => {
            const materials = allItems(data);
            return materials.length > 0 ? (
              <MaterialsTable course={course} materials={materials} />
            ) : (
              <Nothing course={course} search={search} onFiles={onFiles} />
            );
          }}
        </QueryState>
      </Card>
      <LoadMore query={query} />
    </Section>
  );
}

function UploadButton({ onFiles }: Pick<Props, 'onFiles'>) {
  const { t } = useTranslation();
  return (
    <FileButton isMultiple onFiles={onFiles}>
      {(open) => (
        <Button leftSection={<IconUpload size={16} />} onClick={open}>
          {t('uploads.choose')}
        </Button>
      )}
    </FileButton>
  );
}

function Nothing({ course, search, onFiles }: Props & { search: string }) {
  const { t } = useTranslation();
  if (search) {
    return (
      <EmptyState icon={<IconSearchOff size={22} />}>
        {t('materials.noMatch', { text: search })}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconFiles size={22} />}
      action={course.is_owner ? <UploadButton onFiles={onFiles} /> : null}
    >
      {t(course.is_owner ? 'materials.emptyOwner' : 'materials.empty')}
    </EmptyState>
  );
}
