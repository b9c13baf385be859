/** The product's mark and name. */
import classes from './Brand.module.css';

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="#5b5bd6" />
      <path d="M8.5 10.2 23.5 7.5v7.4L8.5 17.6z" fill="#fff" />
      <path d="M14.6 16.6h2.8v5h-2.8z" fill="#fff" opacity=".7" />
      <path d="M10 21.4h12V24H10z" fill="#fff" />
    </svg>
  );
}

export function Brand() {
  return (
    <span className={classes.brand}>
      <Mark />
      Lectern
    </span>
  );
}
