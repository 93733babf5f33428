/** English messages of `djinn`. */
export const djinn = {} as const;
