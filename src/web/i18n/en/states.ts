/** English messages of `states`. */
export const states = {} as const;
