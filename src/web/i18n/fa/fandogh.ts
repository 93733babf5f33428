import type { fandogh as english } from '../en/fandogh.ts';

/** Persian messages of `fandogh`. */
export const fandogh = {} satisfies Record<keyof typeof english, string>;
