import type { images as english } from '../en/images.ts';

/** Persian messages of `images`. */
export const images = {} satisfies Record<keyof typeof english, string>;
