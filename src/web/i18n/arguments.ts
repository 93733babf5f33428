/**
 * Reads the arguments of a message from its literal type, so that a wrong or missing argument is a compile
 * error. The grammar is the one of `icu.ts`: braces open an argument in text, and a branch within options.
 */

/** Where a brace stands: within the options of a plural or select, or within one of its branches. */
type Frame = 'options' | 'branch';

type Scan<
  S extends string,
  Stack extends readonly Frame[],
  Found,
> = S extends `${infer Before}}${infer After}`
  ? Before extends `${string}{${string}`
    ? S extends `${string}{${infer Opened}`
      ? Open<Opened, Stack, Found>
      : Found
    : Stack extends readonly [Frame, ...infer Outer extends readonly Frame[]]
      ? Scan<After, Outer, Found>
      : Found
  : Found;

type Open<S extends string, Stack extends readonly Frame[], Found> = Stack extends readonly [
  'options',
  ...Frame[],
]
  ? Scan<S, ['branch', ...Stack], Found>
  : S extends `${infer Head}}${infer After}`
    ? Head extends `${infer Name}, ${infer Kind}, ${string}`
      ? S extends `${string}, ${string}, ${infer Options}`
        ? Scan<Options, ['options', ...Stack], Found | [Name, Kind]>
        : Found
      : Scan<After, Stack, Found | [Head, 'value']>
    : Found;

type Pair = [name: string, kind: string];

type Of<Found extends Pair, Embedded> = {
  readonly [Name in Found[0]]: [Name, 'plural'] extends Found
    ? number
    : [Name, 'select'] extends Found
      ? string
      : string | number | Embedded;
};

/** The arguments of message `S`: numbers for plurals, words for selects, text or `Embedded` for the rest. */
export type MessageArguments<S extends string, Embedded = never> = Of<
  Extract<Scan<S, [], never>, Pair>,
  Embedded
>;
