import { open, type FileHandle } from 'node:fs/promises';
import { inspect } from '../qcow2/inspect.ts';
import { inspectText } from '../qcow2/report-text.ts';
import { reportToJson } from '../qcow2/report.ts';
import type { ByteSource } from '../qcow2/source.ts';

/** The bytes of an open file. */
async function sourceOf(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    read: async (offset, length) => {
      const bytes = Buffer.alloc(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) break; // the file has become shorter
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
};

/**
 * Prints what a disk image is and what is wrong with it.
 * @returns the exit code: 0 fit to upload, 1 not fit or not readable
 */
export async function inspectFile(name: string, json: boolean): Promise<number> {
  let file: FileHandle | undefined;
  try {
    file = await open(name, 'r');
    const report = await inspect(await sourceOf(file));
    process.stdout.write(json ? `${JSON.stringify(reportToJson(report), null, 2)}\n` : inspectText(report));
    return report.verdict === 'refuse' ? 1 : 0;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    console.error(`Cannot read ${name}: ${REASONS[code] ?? code}.`);
    return 1;
  } finally {
    await file?.close();
  }
}
