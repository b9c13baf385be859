/** A row of small bars, one per day. The numbers stand beside it in words, so it is hidden from readers. */
import classes from './Sparkbars.module.css';

const height = 28;
const step = 6;

export function Sparkbars({ values }: { values: readonly number[] }) {
  const highest = Math.max(1, ...values);
  const bars = values.map((value, day) => ({
    day,
    value,
    size: value ? 4 + (value / highest) * (height - 4) : 2,
  }));
  return (
    <svg
      className={classes.bars}
      width={values.length * step}
      height={height}
      viewBox={`0 0 ${values.length * step} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {bars.map(({ day, value, size }) => (
        <rect
          key={day}
          x={day * step}
          y={height - size}
          width={step - 2}
          height={size}
          rx={1.5}
          data-quiet={value === 0 || undefined}
        />
      ))}
    </svg>
  );
}
