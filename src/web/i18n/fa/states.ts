import type { states as english } from '../en/states.ts';

/** Persian messages of `states`. */
export const states = {} satisfies Record<keyof typeof english, string>;
