import fc from 'fast-check';

const ATOMS = [
  'a',
  'b',
  '.',
  String.raw`\s`,
  String.raw`\S`,
  String.raw`\d`,
  String.raw`\D`,
  String.raw`\w`,
  String.raw`\W`,
  String.raw`\n`,
  String.raw`\x0a`,
  String.raw`\u000a`,
  String.raw`\cJ`,
  String.raw`\p{L}`,
  String.raw`\P{L}`,
  '[ab]',
  '[^a]',
  '[^]',
  String.raw`[\s\S]`,
  String.raw`[^\d]`,
  String.raw`[\w.-]`,
  String.raw`[\D]`,
  String.raw`[\0-\x20]`,
  '[!-~]',
  'k',
  'S',
  '[j-l]',
  '[é-界]',
  '🚀',
  String.raw`\x41`,
  String.raw`\.`,
  String.raw`\b`,
  String.raw`\B`,
  '^',
  '$',
] as const;

/** Regular expressions of all kinds, which mean something in and out of Unicode mode. */
export const patterns = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constantFrom(...ATOMS), fc.constantFrom('', '', '+?', '{1,2}')).map(([atom, times]) => {
      const isAssertion = /^(?:\^|\$|\\[bB])$/.test(atom);
      return isAssertion ? atom : atom + times;
    }),
    fc
      .tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!'), tie('pattern'), tie('pattern'))
      .map(([open, one, other]) => `${open}${one}|${other})`),
  ),
})).pattern;
