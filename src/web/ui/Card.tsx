import type { ReactNode } from 'react';
import { classes } from './classes.ts';

interface CardProps {
  readonly title?: ReactNode;
  /** At the end of the title's line. */
  readonly aside?: ReactNode;
  /** Under a line: a summary at the start, buttons at the end. */
  readonly footer?: ReactNode;
  /** The content comes to the edges: rows that have their own padding. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A framed part of a page. */
export function Card({ title, aside, footer, flush = false, children }: CardProps) {
  return (
    <section className="min-w-0 rounded-[10px] border border-line bg-surface-1">
      {title !== undefined && (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 border-b border-line px-4 py-2.5">
          <h2 className="text-md font-semibold">{title}</h2>
          {aside !== undefined && <div className="text-sm text-muted">{aside}</div>}
        </header>
      )}
      <div className={classes(!flush && 'p-4')}>{children}</div>
      {footer !== undefined && (
        <footer className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-3">
          {footer}
        </footer>
      )}
    </section>
  );
}
