import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DockerfileError, parseDockerfile } from './dockerfile.ts';

function texts(...lines: readonly string[]): string[] {
  return parseDockerfile(lines.join('\n')).map(({ text }) => text);
}

function complaint(...lines: readonly string[]): string {
  try {
    parseDockerfile(lines.join('\n'));
    return 'none';
  } catch (error) {
    if (error instanceof DockerfileError) return error.message;
    throw error;
  }
}

test('comments and empty lines are left out, among continued lines too', () => {
  expect(texts('# base', '', 'FROM alpine', 'RUN a && \\', '  # why', '', '  b', '  # end', 'cmd c')).toEqual(
    ['FROM alpine', 'RUN a &&   b', 'CMD c'],
  );
});

test('a directive changes the character that continues a line', () => {
  expect(texts('# escape=`', 'FROM windows', 'RUN dir C:\\ `', '  /s')).toEqual([
    'FROM windows',
    'RUN dir C:\\   /s',
  ]);
});

test('lines are told where they start, whatever ends them', () => {
  const parsed = parseDockerfile('\uFEFFFROM a\r\n\r\nRUN x \\\r\n  y\r\nUSER z\r\n');
  expect(parsed.map(({ line, text }) => [line, text])).toEqual([
    [1, 'FROM a'],
    [3, 'RUN x   y'],
    [5, 'USER z'],
  ]);
});

test('flags, JSON arrays and quoted words are told apart', () => {
  const [, copy, cmd, env, run] = parseDockerfile(
    'FROM a AS b\nCOPY --from=b --chown=me:me "x y" /z\nCMD ["sh", "-c", "a b"]\nENV A="b c" D=e\nRUN [ -f x ]',
  );
  expect([...(copy?.flags ?? [])]).toEqual([
    ['from', 'b'],
    ['chown', 'me:me'],
  ]);
  expect(copy?.words).toEqual(['"x y"', '/z']);
  expect([cmd?.exec, cmd?.words]).toEqual([true, ['sh', '-c', 'a b']]);
  expect(env?.words).toEqual(['A="b c"', 'D=e']);
  expect(run?.exec).toBe(false);
});

test('a heredoc belongs to its instruction', () => {
  expect(
    texts('FROM a', 'RUN <<EOF', 'one', '# two', 'EOF', 'COPY <<-"X" /etc/motd', '\thello', '\tX', 'USER u'),
  ).toEqual(['FROM a', 'RUN one && # two', 'COPY <<-"X" /etc/motd', 'USER u']);
});

test.each([
  ['dockerfile parse error on line 2: unknown instruction: RUNN', ['FROM a', 'RUNN x']],
  ['dockerfile parse error on line 2: unknown instruction: constructor', ['FROM a', 'constructor x']],
  ['dockerfile parse error on line 1: no build stage in current context', ['RUN x', 'FROM a']],
  ['no build stage in current context', ['ARG A=1']],
  ['dockerfile parse error on line 1: FROM requires either one or three arguments', ['FROM a b']],
  ['dockerfile parse error on line 2: WORKDIR requires exactly one argument', ['FROM a', 'WORKDIR']],
  [
    'dockerfile parse error on line 3: COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    ['FROM a', '', 'COPY x'],
  ],
  ['dockerfile parse error on line 2: unterminated heredoc', ['FROM a', 'RUN <<EOF', 'x']],
  ['the Dockerfile (Dockerfile) cannot be empty', ['# nothing', '']],
])('%s', (message, lines) => {
  expect(complaint(...lines)).toBe(message);
});

test('any text is read or refused', () => {
  const word = fc.constantFrom(
    'FROM',
    'RUN',
    'COPY',
    '\\',
    '\n',
    '"',
    "'",
    '<<EOF',
    '#',
    '[',
    ' ',
    '--x=',
    '`',
    'a',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string())), (parts) => {
      expect(typeof complaint(parts.join(''))).toBe('string');
    }),
  );
});
