/** `/teach/assignments/new`: a quiz or a deck by hand, from a PDF, or from a file of another program. */
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import type { Assignment } from '@/generated/types.gen';
import { NewForm } from '../components/NewForm';
import { type Way, ways } from '../components/ways';
import classes from './Pages.module.css';

interface Props {
  course: number;
  way: Way;
  /** The PDF among the course's material to begin with, if one was chosen on the way here. */
  material?: number | undefined;
  onWay: (way: Way) => void;
  onCreated: (assignment: Assignment) => void;
}

export function NewAssignmentPage({ course, way, material, onWay, onCreated }: Props) {
  const { t } = useTranslation();
  return (
    <Page title={t('assignments.newTitle')} lead={t('assignments.newLead')} width="narrow">
      <div className={classes.ways}>
        <SegmentedControl
          fullWidth
          aria-label={t('assignments.way')}
          value={way}
          onChange={(value) => onWay(value as Way)}
          data={ways.map((value) => ({ value, label: t(`assignments.ways.${value}`) }))}
        />
      </div>
      <Card>
        <NewForm
          key={way}
          course={course}
          way={way}
          material={material ? String(material) : ''}
          onCreated={onCreated}
        />
      </Card>
    </Page>
  );
}
