/** English messages of `uploads`. */
export const uploads = {} as const;
