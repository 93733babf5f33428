import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimFolder, FolderTakenError } from './claim.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'claim-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder is for one server at a time', () => {
  const release = claimFolder(folder);
  expect(() => claimFolder(folder)).toThrow(FolderTakenError);
  expect(() => claimFolder(folder)).toThrow(/Another Image Console works in .*--data/);
  release();
  claimFolder(folder)();
});

test('a killed server leaves its folder free', async () => {
  const hold = `
    const Database = require('libsql');
    const lock = new Database(process.argv[1]);
    lock.pragma('journal_mode = WAL');
    lock.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['-e', hold, path.join(folder, 'lock.db')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  expect(() => claimFolder(folder)).toThrow(FolderTakenError);
  other.kill('SIGKILL');
  await once(other, 'exit');
  claimFolder(folder)();
});
