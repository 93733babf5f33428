import { describe, expect, test } from 'vitest';
import { LogDocument } from './log-document.ts';

function outlineOf(log: string) {
  const document = new LogDocument();
  document.append(log);
  document.flush();
  return document.outline;
}

describe('the classic builder', () => {
  const log = [
    'Sending build context to Docker daemon  18.4MB',
    'Step 1/3 : FROM python:3.13-slim',
    ' ---> 8f5c1c',
    'Step 2/3 : WORKDIR /srv',
    ' ---> Using cache',
    ' ---> 1b2c3d',
    'Step 3/3 : RUN make',
    'cc -c main.c',
    'Successfully built 4a5b6c',
    'Pushing image to the registry...',
  ].join('\n');

  test('folds what lies between two headers; what comes before and after is in no step', () => {
    const { steps, folds } = outlineOf(log);
    expect(steps).toEqual([
      { label: 'Step 1/3', title: 'FROM python:3.13-slim', state: 'done' },
      { label: 'Step 2/3', title: 'WORKDIR /srv', state: 'cached' },
      { label: 'Step 3/3', title: 'RUN make', state: 'done' },
    ]);
    expect(folds).toEqual([
      { step: 0, header: 1, end: 3, part: 0 },
      { step: 1, header: 3, end: 6, part: 0 },
      { step: 2, header: 6, end: 8, part: 0 },
    ]);
  });

  test('the last step runs until the log says how it went', () => {
    const running = 'Step 1/2 : FROM scratch\nStep 2/2 : RUN make\nworking';
    expect(outlineOf(running).steps.map((step) => step.state)).toEqual(['done', 'running']);
    expect(outlineOf(running).folds.at(-1)).toEqual({ step: 1, header: 1, end: 3, part: 0 });
    const failed = `${running}\nThe command '/bin/sh -c make' returned a non-zero code: 2\nmore\n`;
    expect(outlineOf(failed).steps.map((step) => step.state)).toEqual(['done', 'failed']);
    expect(outlineOf(`${running}\nBuild failed after 48 s`).steps.at(-1)?.state).toBe('failed');
  });

  test('durations come from the times in front of the lines', () => {
    const timed =
      '2021-03-09T11:00:10Z Step 1/2 : FROM scratch\n2021-03-09T11:00:12.5Z Step 2/2 : RUN make\n2021-03-09T11:00:13Z cc\n';
    expect(outlineOf(timed).steps.map((step) => step.seconds)).toEqual([2.5, 0.5]);
  });

  test('output that looks like a vertex is output', () => {
    const { steps } = outlineOf('Step 1/1 : RUN test\n#7 [2/5] RUN make\n#7 DONE 2.1s\n');
    expect(steps).toHaveLength(1);
  });
});

describe('BuildKit', () => {
  test('steps run side by side: each is as many stretches as it was interrupted', () => {
    const { steps, folds } = outlineOf(
      [
        '#1 [internal] load build definition from Dockerfile',
        '#1 transferring dockerfile: 31B done',
        '#1 DONE 0.0s',
        '',
        '#7 [builder 2/5] RUN pip install',
        '#7 0.512 Collecting django',
        '#8 [3/5] COPY . .',
        '#8 CACHED',
        '',
        '#7 [builder 2/5] RUN pip install',
        '#7 12.34 Installing',
        '#7 ERROR: process "/bin/sh -c pip install" did not complete successfully: exit code: 1',
        '#9 [4/5] RUN true',
        '#9 CANCELED',
        '------',
        ' > [builder 2/5] RUN pip install:',
      ].join('\n'),
    );
    expect(steps).toEqual([
      { label: '#1', title: '[internal] load build definition from Dockerfile', state: 'done', seconds: 0 },
      { label: '#7 builder 2/5', title: 'RUN pip install', state: 'failed', seconds: 12.34 },
      { label: '#8 3/5', title: 'COPY . .', state: 'cached' },
      { label: '#9 4/5', title: 'RUN true', state: 'cancelled' },
    ]);
    expect(folds).toEqual([
      { step: 0, header: 0, end: 4, part: 0 },
      { step: 1, header: 4, end: 6, part: 0 },
      { step: 2, header: 6, end: 9, part: 0 },
      { step: 1, header: 9, end: 12, part: 1 },
      { step: 3, header: 12, end: 14, part: 0 },
    ]);
  });

  test('the time a step took is what it says itself', () => {
    expect(outlineOf('#7 [2/5] RUN x\n#7 1.5 y\n#7 DONE 2.1s\n').steps[0]).toMatchObject({
      state: 'done',
      seconds: 2.1,
    });
  });

  test('a result that is still being written is taken back', () => {
    const document = new LogDocument();
    document.append('#7 [2/5] RUN x\n#7 DONE 1');
    expect(document.outline.steps[0]?.state).toBe('done');
    document.append('2.5s\n#8 [3/5] RUN');
    expect(document.outline.steps[0]?.seconds).toBe(12.5);
    document.append(' y\n');
    expect(document.outline.steps[1]?.title).toBe('RUN y');
    expect(document.outline.steps).toHaveLength(2);
  });
});

test('a log without steps has no folds', () => {
  expect(outlineOf('# a comment\n#!/bin/sh\nStep by step\n')).toEqual({ steps: [], folds: [] });
});
