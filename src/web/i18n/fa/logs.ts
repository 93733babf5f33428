import type { logs as english } from '../en/logs.ts';

/** Persian messages of `logs`. */
export const logs = {} satisfies Record<keyof typeof english, string>;
