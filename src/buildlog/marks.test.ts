import { describe, expect, test } from 'vitest';
import { LogDocument } from './log-document.ts';

function levelsOf(log: string): (string | undefined)[] {
  const document = new LogDocument();
  document.append(log);
  document.flush();
  return document.rows(0, document.lineCount).map((row) => row.level);
}

describe('errors', () => {
  test.each([
    'ERROR: Could not find a version that satisfies the requirement djnago',
    '  error: subprocess-exited-with-error',
    'gcc: error: main.c: No such file or directory',
    'main.c:3:10: fatal error: zlib.h: No such file or directory',
    'error[E0433]: failed to resolve',
    "src/a.ts(1,2): error TS2304: Cannot find name 'x'",
    '[ERROR] COMPILATION ERROR',
    'npm ERR! code ERESOLVE',
    'npm error code E404',
    'E: Unable to locate package libfoo',
    "E: Version '1.2' for 'curl' was not found",
    "ModuleNotFoundError: No module named 'yaml'",
    'java.lang.NullPointerException',
    'make: *** [Makefile:3: all] Error 2',
    "The command '/bin/sh -c make' returned a non-zero code: 2",
    '#7 ERROR: process "/bin/sh -c make" did not complete successfully: exit code: 2',
    'ERROR: failed to solve: process did not complete successfully: exit code: 2',
    'COPY failed: file not found in build context or excluded by .dockerignore: stat app: file does not exist',
    'Dockerfile parse error line 3: unknown instruction: RUNN',
    'panic: runtime error: index out of range',
    'Killed',
    'FAILED tests/test_a.py::test_b',
    '/bin/sh: 1: yarn: not found',
    "mkdir: cannot create directory '/srv': Permission denied",
    'write /var/lib: no space left on device',
    '\u001b[31mERR\u001b[1mOR: cut in two by a colour\u001b[0m',
    '2021-03-09T11:00:12Z ERROR: with a time in front',
    '#7 1.234 ERROR: in a BuildKit step',
  ])('%s', (line) => {
    expect(levelsOf(line)).toEqual(['error']);
  });

  test('all of a traceback, and nothing after it', () => {
    const log =
      'Traceback (most recent call last):\n  File "a.py", line 1\n    x\nImproperlyConfigured: SECRET_KEY\nwent on\n';
    expect(levelsOf(log)).toEqual(['error', 'error', 'error', 'error', undefined]);
    const inStep = log.replace(/^(?=.)/gm, '#9 0.5 ');
    expect(levelsOf(inStep)).toEqual(['error', 'error', 'error', 'error', undefined]);
  });

  test('a traceback that comes in pieces', () => {
    const document = new LogDocument();
    for (const piece of [
      'Traceback (most recent call last):\n',
      '  File',
      ' "a.py"\n',
      'KeyErr',
      'or: x\nok',
    ]) {
      document.append(piece);
      void document.errors.length;
    }
    expect([...document.errors]).toEqual([0, 1, 2]);
    expect([...document.errorStarts]).toEqual([0]);
  });
});

describe('warnings', () => {
  test.each([
    'WARNING: Retrying (Retry(total=4)) after connection broken',
    '  WARNING: The scripts are installed in a directory that is not on PATH',
    'npm warn deprecated inflight@1.0.6',
    'npm WARN deprecated inflight@1.0.6',
    'warning: unused variable',
    'main.c:3:5: warning: unused variable',
    '[WARN] something',
    'a.py:1: DeprecationWarning: imp is deprecated, warning',
  ])('%s', (line) => {
    expect(levelsOf(line)).toEqual(['warning']);
  });
});

describe('neither', () => {
  test.each([
    'Collecting error-handling==1.0',
    '0 errors, 0 warnings',
    'checking for strerror... found',
    '#6 [2/2] RUN exit 1 || true',
    '#5 [1/2] RUN make warning-free',
    'Step 4/9 : RUN ./fail-fast.sh',
    'src/error.c.o built',
    'no errors were found',
    ' ---> 5b1f0c',
  ])('%s', (line) => {
    expect(levelsOf(line)).toEqual([undefined]);
  });
});
