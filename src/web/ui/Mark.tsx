import { classes } from './classes.ts';

/** The hues a mark can have: one for each service. */
export type MarkHue = 'fandogh' | 'djinn' | 'gcore';

const HUES: Readonly<Record<MarkHue, string>> = {
  fandogh: 'bg-fandogh',
  djinn: 'bg-djinn',
  gcore: 'bg-gcore',
};

/** A small square with a letter, beside the name it stands for: decoration, so not read out. */
export function Mark({ hue, letter }: { readonly hue: MarkHue; readonly letter: string }) {
  return (
    <span
      aria-hidden
      className={classes(
        'inline-flex size-4 shrink-0 items-center justify-center rounded-[4px] font-sans text-[10px] leading-none font-bold text-on-mark',
        'forced-colors:border',
        HUES[hue],
      )}
    >
      {letter}
    </span>
  );
}
