import type { djinn as english } from '../en/djinn.ts';

/** Persian messages of `djinn`. */
export const djinn = {} satisfies Record<keyof typeof english, string>;
