/** Where an assignment is on its way to the students, in a word. */
import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AssignmentStatus } from '@/generated/types.gen';

const colors: Record<AssignmentStatus, string> = {
  draft: 'yellow',
  published: 'green',
  generating: 'iris',
  failed: 'red',
};

export function StatusBadge({ status }: { status: AssignmentStatus }) {
  const { t } = useTranslation();
  return (
    <Badge component="span" color={colors[status]}>
      {t(`assignments.status.${status}`)}
    </Badge>
  );
}
