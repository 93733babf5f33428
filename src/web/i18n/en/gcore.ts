/** English messages of `gcore`. */
export const gcore = {} as const;
