import { describe, expect, test } from 'vitest';
import { explainFailure, failingStep } from './failure.ts';
import { LogDocument } from './log-document.ts';

function logOf(text: string): LogDocument {
  const document = new LogDocument();
  document.append(text);
  document.flush();
  return document;
}

describe('what the tools say', () => {
  test.each([
    ['OSError: [Errno 28] No space left on device', 'no-space', {}],
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      'out-of-memory',
      {},
    ],
    ["The command '/bin/sh -c npm run build' returned a non-zero code: 137", 'out-of-memory', {}],
    ['c++: fatal error: Killed signal terminated program cc1plus', 'out-of-memory', {}],
    [
      'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
      'setting-missing',
      { name: 'SECRET_KEY' },
    ],
    ["KeyError: 'DATABASE_URL'", 'setting-missing', { name: 'DATABASE_URL' }],
    ['/bin/sh: 1: NPM_TOKEN: parameter null or not set', 'setting-missing', { name: 'NPM_TOKEN' }],
    ['Error: environment variable API_BASE is required', 'setting-missing', { name: 'API_BASE' }],
    ['curl: (6) Could not resolve host: pypi.example.org', 'dns', { host: 'pypi.example.org' }],
    [
      "W: Failed to fetch http://deb.example.org/x  Temporary failure resolving 'deb.example.org'",
      'dns',
      { host: 'deb.example.org' },
    ],
    [
      'npm ERR! network request failed, reason: getaddrinfo EAI_AGAIN registry.example.org',
      'dns',
      { host: 'registry.example.org' },
    ],
    ['dial tcp: lookup proxy.example.org on 10.0.0.2:53: no such host', 'dns', { host: 'proxy.example.org' }],
    [
      'The archive cannot be used: "etc" links to "/etc/passwd", out of the archive.',
      'archive-unusable',
      { reason: '"etc" links to "/etc/passwd", out of the archive' },
    ],
    [
      'Error processing tar file(exit status 1): unexpected EOF',
      'archive-unusable',
      { reason: 'unexpected EOF' },
    ],
    [
      'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat /x: no such file',
      'dockerfile-missing',
      {},
    ],
    [
      'ERROR: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory',
      'dockerfile-missing',
      {},
    ],
    [
      'Dockerfile parse error line 3: unknown instruction: RUNN',
      'dockerfile-syntax',
      { dockerfileLine: '3', problem: 'unknown instruction: RUNN' },
    ],
    [
      'Error response from daemon: dockerfile parse error on line 7: FROM requires either one or three arguments',
      'dockerfile-syntax',
      { dockerfileLine: '7', problem: 'FROM requires either one or three arguments' },
    ],
    [
      'COPY failed: file not found in build context or excluded by .dockerignore: stat app/main.py: file does not exist',
      'copy-source-missing',
      { path: 'app/main.py' },
    ],
    [
      'COPY failed: stat /var/lib/docker/tmp/docker-builder1/requirements.txt: no such file or directory',
      'copy-source-missing',
      { path: 'requirements.txt' },
    ],
    [
      'ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/missing.txt": not found',
      'copy-source-missing',
      { path: 'missing.txt' },
    ],
    [
      'manifest for python:3.99 not found: manifest unknown: manifest unknown',
      'base-image-missing',
      { image: 'python:3.99' },
    ],
    [
      "pull access denied for private/base, repository does not exist or may require 'docker login'",
      'base-image-missing',
      { image: 'private/base' },
    ],
    [
      "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'requirements.txt'",
      'pip-requirements-missing',
      { path: 'requirements.txt' },
    ],
    [
      'ERROR: No matching distribution found for djnago==5.2',
      'pip-no-distribution',
      { package: 'djnago==5.2' },
    ],
    ['  ERROR: Failed building wheel for psycopg2', 'pip-build-failed', { package: 'psycopg2' }],
    ["ModuleNotFoundError: No module named 'yaml'", 'python-module-missing', { module: 'yaml' }],
    [
      'npm ERR! `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
      'npm-lock-mismatch',
      {},
    ],
    ['npm error code ERESOLVE', 'npm-dependency-conflict', {}],
    [
      "npm error 404  'left-padd@^1.0.0' is not in this registry.",
      'npm-package-missing',
      { package: 'left-padd@^1.0.0' },
    ],
    [
      'npm ERR! notarget No matching version found for react@99.',
      'npm-package-missing',
      { package: 'react@99' },
    ],
    ['npm error Missing script: "biuld"', 'npm-script-missing', { script: 'biuld' }],
    ["Error: Cannot find module 'express'", 'node-module-missing', { module: 'express' }],
    ['E: Unable to locate package libfoo-dev', 'apt-package-missing', { package: 'libfoo-dev' }],
    [
      "E: The repository 'http://deb.example.org/debian stretch Release' does not have a Release file.",
      'apt-outdated',
      { repository: 'http://deb.example.org/debian stretch Release' },
    ],
    [
      'main.go:4:2: no required module provides package github.com/x/y; to add it:',
      'go-module-missing',
      { module: 'github.com/x/y' },
    ],
    [
      'go: go.mod requires go >= 1.23 (running go 1.21.1; GOTOOLCHAIN=local)',
      'go-version',
      { version: '1.23' },
    ],
    ['/bin/sh: 1: yarn: not found', 'command-missing', { command: 'yarn' }],
    ["mkdir: cannot create directory '/srv/app': Permission denied", 'permission', { path: '/srv/app' }],
    [
      "Error: EACCES: permission denied, mkdir '/app/node_modules'",
      'permission',
      { path: '/app/node_modules' },
    ],
    ['fatal: unable to access: Connection timed out', 'network', {}],
  ])('%s', (line, cause, params) => {
    const failure = explainFailure(logOf(`Step 1/1 : RUN make\nworking\n\u001b[31m${line}\u001b[0m\n`));
    expect(failure).toMatchObject({ cause, params, line: 2 });
    expect(failure.advice.length).toBeGreaterThan(0);
    expect(explainFailure(logOf(`#5 [1/1] RUN make\n#5 0.1 working\n#5 1.2 ${line}\n`))).toMatchObject({
      cause,
      params,
    });
  });
});

test('the cause stands before what it caused', () => {
  const log =
    'Step 1/1 : RUN pip install x\nERROR: No matching distribution found for x\nTemporary failure in name resolution\n';
  expect(explainFailure(logOf(log)).cause).toBe('dns');
});

test('what another step got over is not the reason', () => {
  const log =
    'Step 1/2 : RUN fetch\nTemporary failure in name resolution\nStep 2/2 : RUN x\n/bin/sh: 1: x: not found\n' +
    "The command '/bin/sh -c x' returned a non-zero code: 127\n";
  expect(explainFailure(logOf(log))).toMatchObject({ cause: 'command-missing', line: 3 });
});

test('an unknown failure says so, and points to the first error of its step', () => {
  const log =
    'Step 1/2 : RUN a\nERROR: harmless\nStep 2/2 : RUN b\nworking\nERROR: the frobnicator is out\n' +
    "The command '/bin/sh -c b' returned a non-zero code: 3";
  const document = logOf(log);
  expect(failingStep(document)).toBe(1);
  expect(explainFailure(document)).toEqual({
    cause: 'unknown',
    line: 4,
    params: {},
    advice: ['read-first-error'],
  });
  expect(explainFailure(logOf('nothing\nof use'))).toMatchObject({ cause: 'unknown', line: 1 });
  expect(explainFailure(logOf(''))).toMatchObject({ cause: 'unknown', line: -1 });
});

test('a step that says nothing about itself failed if the last error is in it', () => {
  const document = logOf('#1 [1/3] RUN a\n#1 0.1 ERROR: no\n#2 [2/3] RUN b\n#2 0.2 fine\n');
  expect(failingStep(document)).toBe(0);
  expect(failingStep(logOf('Step 1/2 : RUN a\nStep 2/2 : RUN b\nx'))).toBe(1);
  expect(failingStep(logOf('no steps'))).toBe(-1);
});
