/** The grid that course tiles stand in, and its skeleton of the same measure. */
import { Bone } from '@/components/states/Skeletons';
import classes from './CourseGrid.module.css';

export function CourseGrid({ children }: { children: React.ReactNode }) {
  return <div className={classes.grid}>{children}</div>;
}

export function CourseGridSkeleton({ count = 6 }: { count?: number }) {
  return (
    <CourseGrid>
      {Array.from({ length: count }, (_, index) => index).map((tile) => (
        <div key={tile} className={classes.tile}>
          <Bone height={104} radius={0} />
          <div className={classes.body}>
            <Bone width="30%" height={12} />
            <Bone width="80%" height={18} />
            <Bone width="55%" height={14} />
          </div>
        </div>
      ))}
    </CourseGrid>
  );
}
