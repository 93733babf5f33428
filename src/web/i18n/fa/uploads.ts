import type { uploads as english } from '../en/uploads.ts';

/** Persian messages of `uploads`. */
export const uploads = {} satisfies Record<keyof typeof english, string>;
