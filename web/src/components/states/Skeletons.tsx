/** Skeletons in the shape of what follows. */
import classes from './States.module.css';

interface BoneProps {
  width?: number | string;
  height?: number;
  radius?: number | string;
}

export function Bone({ width = '100%', height = 14, radius = 6 }: BoneProps) {
  return <span className={classes.bone} style={{ width, height, borderRadius: radius }} />;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Rows of an avatar and two lines. */
export function RowsSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div className={classes.rows}>
      {numbers(count).map((row) => (
        <div key={row} className={classes.row}>
          <Bone width={36} height={36} radius="50%" />
          <div className={classes.lines}>
            <Bone width={`${60 - (row % 3) * 12}%`} />
            <Bone width={`${38 - (row % 2) * 8}%`} height={12} />
          </div>
        </div>
      ))}
    </div>
  );
}
