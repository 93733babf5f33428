import type { MarkHue } from '../ui/Mark.tsx';

/** A page of a connection in the sidebar. */
export interface NavPage {
  readonly to: string;
  readonly label: string;
  /** Shown at its end when it is more than nothing: tasks under way. */
  readonly count?: number | undefined;
}

/** A connection in the sidebar, with the pages its service has. */
export interface NavConnection {
  readonly id: string;
  readonly label: string;
  readonly service: MarkHue;
  /** The letter of its mark. */
  readonly letter: string;
  readonly pages: readonly NavPage[];
}
