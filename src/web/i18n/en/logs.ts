/** English messages of `logs`. */
export const logs = {} as const;
