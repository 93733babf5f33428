import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Database } from '../backend/database.ts';

/** Another process works in the data folder; the message is a sentence for the person who started this one. */
export class FolderTakenError extends Error {
  override readonly name = 'FolderTakenError';
}

/**
 * Takes a data folder for this process alone: a second one would sweep away the uploads that the first is
 * receiving, and run its jobs twice. It is a lock of the operating system on a file, held through SQLite, so a
 * killed process leaves nothing behind that would keep the next one out.
 * @returns a function that gives the folder back
 * @throws FolderTakenError
 */
export function claimFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const lock = new Database(path.join(folder, 'lock.db'));
  try {
    lock.execute('PRAGMA busy_timeout = 0');
    lock.execute('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new FolderTakenError(
      `Another Image Console works in ${path.resolve(folder)}; stop it, or choose another folder with --data.`,
    );
  }
  return () => {
    lock.execute('ROLLBACK'); // closing alone may leave the lock until memory is collected
    lock.close();
  };
}
