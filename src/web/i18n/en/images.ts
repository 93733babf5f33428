/** English messages of `images`. */
export const images = {} as const;
