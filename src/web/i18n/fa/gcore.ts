import type { gcore as english } from '../en/gcore.ts';

/** Persian messages of `gcore`. */
export const gcore = {} satisfies Record<keyof typeof english, string>;
