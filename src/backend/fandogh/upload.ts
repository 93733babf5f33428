import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { archiveKind } from '../../contract/fandogh/rules.ts';
import type { FileStore, ReceivedFile } from '../files.ts';
import { Refused, type Refusal } from '../route.ts';
import { refusal } from './bodies.ts';

/** What a version upload held. */
export interface Upload {
  /** The text part `version`; undefined when it was missing. */
  readonly version: string | undefined;
  /** The file part `source`, on the disk; undefined when it was missing or is no archive. */
  readonly source: ReceivedFile | undefined;
  /** What is wrong, by part, in the words of Django REST framework. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
}

/** Not the service answers here but the gateway before it, in HTML. */
const TOO_LARGE: Refusal = {
  status: 413,
  text: '<html><head><title>413 Request Entity Too Large</title></head><body><h1>413 Request Entity Too Large</h1></body></html>',
  headers: { 'content-type': 'text/html; charset=utf-8' },
};

const BUFFER = 1 << 20;

function notAForm(error: unknown): Refused {
  const reason = error instanceof Error ? error.message : String(error);
  return new Refused(refusal(400, `Multipart form parse error - ${reason}`));
}

function parserFor(incoming: IncomingMessage, largest: number): BusboyInstance {
  try {
    return new Busboy({
      headers: { ...incoming.headers, 'content-type': incoming.headers['content-type'] ?? '' },
      fileHwm: BUFFER,
      highWaterMark: BUFFER,
      limits: { fileSize: largest, files: 4, fields: 20, parts: 24, fieldSize: 64 * 1024 },
    });
  } catch (error) {
    throw notAForm(error);
  }
}

/** A broken connection or a full disk tells a code; the form parser's own complaints have none. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

function judge(source: ReceivedFile | undefined): string | undefined {
  if (!source) return 'No file was submitted.';
  if (source.size === 0) return 'The submitted file is empty.';
  if (!archiveKind(source.head)) return 'The submitted file is neither a zip nor a gzipped tar archive.';
  return undefined;
}

interface Transfer {
  readonly stream: BusboyFileStream;
  readonly received: Promise<ReceivedFile>;
}

/** Reads the form to its end; when it or the connection breaks, nothing of its file is left behind. */
async function finish(
  incoming: IncomingMessage,
  parser: BusboyInstance,
  transfers: readonly Transfer[],
  files: FileStore,
): Promise<ReceivedFile | undefined> {
  try {
    // As an iterator, so that a form the parser gives up on leaves the connection open for the answer.
    await pipeline(incoming.iterator({ destroyOnReturn: false }), parser);
    return await transfers[0]?.received;
  } catch (error) {
    // The parser lets go of its file stream without a word when the connection breaks.
    transfers[0]?.stream.destroy(error instanceof Error ? error : undefined);
    const received = await transfers[0]?.received.catch(() => undefined);
    if (received) await files.discard(received);
    throw isSystemError(error) ? error : notAForm(error);
  }
}

/**
 * Receives a version upload: parts in any order, the file streamed to the disk with flat memory.
 * @param largest most bytes to take
 * @throws Refused when the request is no form, or too large; the system's error when the connection broke
 */
export async function receiveUpload(
  incoming: IncomingMessage,
  files: FileStore,
  largest: number,
): Promise<Upload> {
  if (Number(incoming.headers['content-length'] ?? 0) > largest) throw new Refused(TOO_LARGE);
  const parser = parserFor(incoming, largest);
  const problems: Record<string, string[]> = {};
  const texts: string[] = [];
  const transfers: Transfer[] = [];

  // A form that ends in its middle makes the parser fail twice, the second time after everyone stopped listening.
  parser.on('error', () => undefined);
  parser.on('field', (name, value) => {
    if (name === 'version') texts.push(value);
    if (name === 'source') {
      problems['source'] = ['The submitted data was not a file. Check the encoding type on the form.'];
    }
  });
  parser.on('file', (name, stream) => {
    if (name === 'version') problems['version'] = ['Not a valid string.'];
    // Only emitted by the parser, perhaps before anyone reads: destroyed, the stream keeps it for the reader.
    stream.on('error', (error) => stream.destroy(error));
    if (name !== 'source' || transfers.length > 0) {
      stream.resume();
      return;
    }
    const received = files.receive(stream);
    // Told below as well; without a handler of its own, a caller who hangs up would end the process.
    received.catch((error: unknown) => parser.destroy(error instanceof Error ? error : undefined));
    transfers.push({ stream, received });
  });

  const source = await finish(incoming, parser, transfers, files);
  const cut = transfers[0]?.stream.truncated;
  const problem = judge(source);
  if (source && !cut && !problem) return { version: texts[0], source, problems };
  if (source) await files.discard(source);
  if (cut) throw new Refused(TOO_LARGE);
  return {
    version: texts[0],
    source: undefined,
    problems: { ...(problem && { source: [problem] }), ...problems },
  };
}
