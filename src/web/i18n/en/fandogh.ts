/** English messages of `fandogh`. */
export const fandogh = {} as const;
