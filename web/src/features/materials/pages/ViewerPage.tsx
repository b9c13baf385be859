/** `/c/$id/materials/$mid`: one piece of material to read, look at or watch. */
import { IconFileOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { Bone } from '@/components/states/Skeletons';
import type { Course } from '@/generated/types.gen';
import { isNotFound } from '@/lib/api/problem';
import { useMaterial } from '../api/materials';
import { Viewer } from '../viewer/Viewer';
import classes from './ViewerPage.module.css';

interface Props {
  course: Course;
  id: number;
  page: number;
  showsViews: boolean;
  onViews: (isOpen: boolean) => void;
  onGone: () => void;
}

export function ViewerPage({ id, ...props }: Props) {
  const { course } = props;
  const query = useMaterial(id);
  const isElsewhere = query.data !== undefined && query.data.course !== course.id;
  if (isNotFound(query.error) || isElsewhere) return <NoSuchMaterial course={course} />;
  return (
    <div className={classes.viewer}>
      <QueryState query={query} skeleton={<HeadSkeleton />}>
        {(material) => <Viewer key={material.id} material={material} {...props} />}
      </QueryState>
    </div>
  );
}

function HeadSkeleton() {
  return (
    <div className={classes.head}>
      <div className={classes.what}>
        <Bone width={40} height={40} radius={10} />
        <Bone width={240} height={20} />
      </div>
    </div>
  );
}

function NoSuchMaterial({ course }: { course: Course }) {
  const { t } = useTranslation();
  return (
    <Page title={t('materials.gone')}>
      <EmptyState
        icon={<IconFileOff size={22} />}
        action={
          <ButtonLink to="/c/$id/materials" params={{ id: String(course.id) }}>
            {t('materials.back')}
          </ButtonLink>
        }
      >
        {t('materials.goneText')}
      </EmptyState>
    </Page>
  );
}
