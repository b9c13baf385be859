/** Takes an assignment out as a file that other programs read, or its grades as a table. */
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import type { Assignment, ExportFormat } from '@/generated/types.gen';
import { openFile } from '@/lib/download';
import { useExport } from '../api/assignments';

const formats: Record<Assignment['assignment_type'], readonly ExportFormat[]> = {
  quiz: ['grades', 'gift', 'qti'],
  flashcard: ['anki'],
};

export function ExportMenu({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const take = useExport();
  const start = (format: ExportFormat) =>
    take.mutate(
      { path: { id: assignment.id }, body: { format } },
      {
        onSuccess: ({ file, filename }) => openFile(filename, file),
        onError: (error) => showToast('bad', describe(error)),
      },
    );
  return (
    <Menu width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />} loading={take.isPending}>
          {t('assignments.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats[assignment.assignment_type].map((format, index) => (
          <Menu.Item
            key={format}
            data-autofocus={index === 0 || undefined}
            onClick={() => start(format)}
          >
            {t(`assignments.formats.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
