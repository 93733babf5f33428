import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { FileStore, ReceivedFile } from '../files.ts';
import { Refused } from '../route.ts';
import { invalid } from './door.ts';
import { fileProblems } from './rules.ts';

/** What a form brought. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>;
  /** The part `file`, on the disk; undefined when there was none, or when its first bytes were refused. */
  readonly file: ReceivedFile | undefined;
  /** What its first bytes were refused for; empty when there was no file. */
  readonly problems: readonly string[];
}

const BUFFER = 1 << 20;

/** A form that is none, or breaks off: the parser's own complaints carry no code, those of the system do. */
function notAForm(error: unknown): unknown {
  if (!(error instanceof Error) || 'code' in error || error instanceof Refused) return error;
  return new Refused(invalid({ '': [error.message] }));
}

function parserFor(incoming: IncomingMessage): BusboyInstance {
  return new Busboy({
    headers: { ...incoming.headers, 'content-type': incoming.headers['content-type'] ?? '' },
    fileHwm: BUFFER,
    highWaterMark: BUFFER,
    limits: { files: 8, fields: 32, parts: 40, fieldSize: 64 * 1024 },
  });
}

/** Thrown to stop a file whose first bytes are not those of a disk image. */
class WrongFile extends Error {
  override readonly name = 'WrongFile';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/** Streams one file to the disk. Once its first bytes are refused, the rest of it is read and dropped. */
async function receive(stream: BusboyFileStream, files: FileStore): Promise<ReceivedFile | WrongFile> {
  try {
    return await files.receive(stream, {
      accept: (head) => {
        const problems = fileProblems(head);
        if (problems.length > 0) throw new WrongFile(problems);
      },
    });
  } catch (error) {
    stream.resume();
    if (error instanceof WrongFile) return error;
    throw error;
  }
}

/**
 * Reads a form to its end: parts in any order, the first part `file` streamed to the disk with flat memory.
 * @throws Refused when the request is no form; the system's error when the connection broke
 */
export async function readForm(incoming: IncomingMessage, files: FileStore): Promise<Form> {
  const fields: Record<string, string> = {};
  let transfer: { stream: BusboyFileStream; received: Promise<ReceivedFile | WrongFile> } | undefined;
  try {
    const parser = parserFor(incoming);
    // A disk that fails after the last byte destroys a parser to which nobody listens any more.
    parser.on('error', () => undefined);
    parser.on('field', (name, value) => {
      fields[name] ??= value;
    });
    parser.on('file', (name, stream) => {
      // Of a form that breaks off, a part tells once more after it was let go of.
      stream.on('error', () => undefined);
      if (name !== 'file' || transfer) {
        stream.resume();
        return;
      }
      const received = receive(stream, files);
      // Told below; without a handler of its own, a caller who hangs up would end the process.
      received.catch((error: unknown) => parser.destroy(error instanceof Error ? error : undefined));
      transfer = { stream, received };
    });
    // As an iterator, so that a form the parser gives up on leaves the connection open for the answer.
    await pipeline(incoming.iterator({ destroyOnReturn: false }), parser);
    const result = await transfer?.received;
    return result instanceof WrongFile
      ? { fields, file: undefined, problems: result.problems }
      : { fields, file: result, problems: [] };
  } catch (error) {
    // The parser lets go of its file without a word when the connection breaks.
    transfer?.stream.destroy(error instanceof Error ? error : undefined);
    const result = await transfer?.received.catch(() => undefined);
    if (result && !(result instanceof WrongFile)) await files.discard(result);
    throw notAForm(error);
  }
}
