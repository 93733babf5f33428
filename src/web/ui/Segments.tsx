import { useId } from 'react';
import { classes } from './classes.ts';

/** One of a few ways to look at the same thing. */
export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Shown on hover: what it means. */
  readonly hint?: string;
}

interface SegmentsProps<Value extends string> {
  /** What is being chosen: the group's name, for screen readers. */
  readonly legend: string;
  readonly value: Value;
  readonly segments: readonly Segment<Value>[];
  readonly onChange: (value: Value) => void;
}

/** A choice between a few that takes effect at once: native radio buttons in one line. */
export function Segments<Value extends string>({ legend, value, segments, onChange }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div className="flex h-7 rounded-md border border-line-strong bg-surface-1 text-sm pointer-coarse:h-11">
        {segments.map((segment) => (
          <label
            key={segment.value}
            title={segment.hint}
            className={classes(
              'relative inline-flex cursor-pointer items-center border-line-strong px-2.5 not-first:border-s first:rounded-s-[7px] last:rounded-e-[7px]',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
              segment.value === value
                ? 'z-1 bg-accent-soft font-medium text-accent-strong ring-1 ring-accent forced-colors:outline-2'
                : 'text-muted hover:bg-hover hover:text-text',
            )}
          >
            <input
              type="radio"
              name={name}
              checked={segment.value === value}
              onChange={() => onChange(segment.value)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {segment.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
