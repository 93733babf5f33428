import { classes } from './classes.ts';

interface ProgressBarProps {
  /** What is progressing: its accessible name. */
  readonly label: string;
  /** From 0 to 1; undefined while it cannot be known. */
  readonly fraction: number | undefined;
  /** What a screen reader says instead of a percentage, such as "3.1 of 4.8 GB". */
  readonly valueText?: string;
}

/** A bar that fills, or that moves while nobody can say how far it is. */
export function ProgressBar({ label, fraction, valueText }: ProgressBarProps) {
  const filled = fraction === undefined ? undefined : Math.max(0, Math.min(1, fraction));
  return (
    // The native element tells assistive technology; what is seen is drawn over it.
    <span className="relative block h-1 w-full overflow-hidden rounded-full bg-line forced-colors:border">
      <progress
        aria-label={label}
        aria-valuetext={valueText}
        {...(filled !== undefined && { value: filled })}
        className="absolute inset-0 size-full opacity-0"
      />
      <span
        className={classes(
          'absolute inset-y-0 rounded-full bg-accent forced-color-adjust-none forced-colors:bg-[Highlight]',
          filled === undefined ? 'w-2/5 animate-slide' : 'start-0 transition-[width] duration-(--quick)',
        )}
        style={filled === undefined ? undefined : { width: `${filled * 100}%` }}
      />
    </span>
  );
}

/** A small bar that compares sizes in a column; the number beside it says it, so it is not read out. */
export function SizeBar({ fraction }: { readonly fraction: number }) {
  return (
    <span aria-hidden className="relative inline-block h-1.25 w-18 overflow-hidden rounded-full bg-line">
      <span
        className="absolute inset-y-0 start-0 min-w-1 rounded-full bg-faint"
        style={{ width: `${Math.max(0, Math.min(1, fraction)) * 100}%` }}
      />
    </span>
  );
}
