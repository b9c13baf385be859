/** Eight drawings for course covers, 320 × 128. Each takes a palette and a seeded generator, and knows nothing of courses. */
import type { ReactNode } from 'react';
import type { Palette } from './palettes';
import { between } from './random';

export const width = 320;
export const height = 128;

export type Design = (palette: Palette, random: () => number) => ReactNode;

const range = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A smooth line through points 20 apart: quadratic curves that meet halfway between them. */
function wave(top: number, swing: number, shift: number): string {
  const y = (step: number) => top + Math.sin(step * 0.42 + shift) * swing;
  const curves = range(18).map((step) => {
    const middle = (y(step) + y(step + 1)) / 2;
    return `Q${step * 20},${y(step).toFixed(1)} ${step * 20 + 10},${middle.toFixed(1)}`;
  });
  return `M-10,${y(-0.5).toFixed(1)} ${curves.join(' ')}`;
}

const hills: Design = ({ deep, light, spark }, random) => (
  <>
    <circle cx={between(random, 190, 280)} cy={between(random, 30, 46)} r={20} fill={spark} />
    {[light, deep].map((fill, index) => {
      const path = wave(70 + index * 24, 14 - index * 3, random() * 6);
      return <path key={fill} d={`${path} V128 H-10 Z`} fill={fill} opacity={index ? 0.9 : 0.55} />;
    })}
  </>
);

const rings: Design = ({ deep, light, spark }, random) => {
  const x = between(random, 210, 290);
  const y = between(random, 90, 128);
  return (
    <>
      {range(6).map((ring) => (
        <circle
          key={ring}
          cx={x}
          cy={y}
          r={170 - ring * 28}
          fill={ring % 2 ? light : deep}
          opacity={0.32}
        />
      ))}
      <circle cx={x} cy={y} r={14} fill={spark} />
    </>
  );
};

const dots: Design = ({ light, spark, deep }, random) => {
  const hot = Math.floor(random() * 40);
  const turn = random() * 3;
  return (
    <>
      {range(4).flatMap((row) =>
        range(10).map((column) => {
          const index = row * 10 + column;
          const radius = 5 + 6 * Math.abs(Math.sin(column * 0.45 + row * 0.6 + turn));
          const fill = index === hot ? spark : (column + row) % 3 ? light : deep;
          return (
            <circle
              key={index}
              cx={16 + column * 32}
              cy={16 + row * 32}
              r={radius.toFixed(1)}
              fill={fill}
              opacity={index === hot ? 1 : 0.6}
            />
          );
        }),
      )}
    </>
  );
};

const bars: Design = ({ deep, light, spark }, random) => {
  const chosen = Math.floor(random() * 5) + 3;
  let x = -70;
  return (
    <g transform="skewX(-24)">
      {range(16).map((bar) => {
        const size = between(random, 14, 48);
        const left = x;
        x += size + 5;
        const fill = bar === chosen ? spark : bar % 2 ? light : deep;
        return (
          <rect
            key={bar}
            x={left}
            y={-4}
            width={size}
            height={136}
            fill={fill}
            opacity={bar === chosen ? 0.95 : 0.5}
          />
        );
      })}
    </g>
  );
};

const tiles: Design = ({ deep, light, spark }, random) => (
  <>
    {range(3).flatMap((row) =>
      range(8).map((column) => {
        const turn = Math.floor(random() * 4) * 90;
        const pick = random();
        const fill = pick > 0.92 ? spark : pick > 0.5 ? light : deep;
        const place = `translate(${column * 43 - 10} ${row * 43}) rotate(${turn} 21.5 21.5)`;
        return (
          <path
            key={`${row}-${column}`}
            transform={place}
            d="M0 0 H43 A43 43 0 0 1 0 43 Z"
            fill={fill}
            opacity={pick > 0.92 ? 0.95 : 0.6}
          />
        );
      }),
    )}
  </>
);

const contours: Design = ({ light, spark }, random) => {
  const shift = random() * 6;
  const chosen = Math.floor(random() * 5) + 2;
  return (
    <>
      {range(10).map((line) => (
        <path
          key={line}
          d={wave(4 + line * 14, 16 - line * 0.8, shift + line * 0.32)}
          fill="none"
          stroke={line === chosen ? spark : light}
          strokeWidth={line === chosen ? 3 : 2}
          opacity={line === chosen ? 1 : 0.75}
        />
      ))}
    </>
  );
};

const discs: Design = ({ deep, light, spark }, random) => (
  <>
    {[deep, light, deep, light].map((fill, index) => (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: the drawing never changes its order
        key={index}
        cx={between(random, index * 80, index * 80 + 90)}
        cy={between(random, 20, 110)}
        r={between(random, 38, 74)}
        fill={fill}
        opacity={0.5}
      />
    ))}
    <circle cx={between(random, 60, 260)} cy={between(random, 30, 98)} r={12} fill={spark} />
  </>
);

const facets: Design = ({ deep, light, spark }, random) => (
  <>
    {range(3).flatMap((row) =>
      range(8).flatMap((column) => {
        const [x, y] = [column * 43 - 10, row * 43];
        const flip = random() > 0.5;
        const upper = flip
          ? `${x},${y} ${x + 43},${y} ${x},${y + 43}`
          : `${x},${y} ${x + 43},${y} ${x + 43},${y + 43}`;
        const lower = flip
          ? `${x + 43},${y} ${x + 43},${y + 43} ${x},${y + 43}`
          : `${x},${y} ${x + 43},${y + 43} ${x},${y + 43}`;
        return [upper, lower].map((points) => {
          const pick = random();
          const fill = pick > 0.95 ? spark : pick > 0.48 ? light : deep;
          return (
            <polygon
              key={points}
              points={points}
              fill={fill}
              opacity={pick > 0.95 ? 0.9 : between(random, 0.15, 0.65)}
            />
          );
        });
      }),
    )}
  </>
);

export const designs: readonly Design[] = [
  hills,
  rings,
  dots,
  bars,
  tiles,
  contours,
  discs,
  facets,
];
