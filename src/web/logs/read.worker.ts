import { BuildsReader } from '../../buildlog/builds-reader.ts';
import { listen } from '../api/silence.ts';
import { readBody } from './readBody.ts';
import type { ReadAsked, ReadBack, ReadOutcome, ReadTold } from './readProtocol.ts';
import { TextPieces } from './textPieces.ts';

// Reading an answer and taking its JSON apart costs as much as indexing the log in it: beside each other they take half
// the time.

/** So much of the beginning of an answer is read first: browsers hand over much more, which rows would wait for. */
const FIRST_SLICE = 8 * 1024;

async function read({ url, headers, port }: ReadAsked): Promise<ReadOutcome> {
  const cancelled = new AbortController();
  const silence = listen();
  const tell = (told: ReadTold, buffers: ArrayBuffer[] = []): void => port.postMessage(told, buffers);
  const pieces = new TextPieces((text) => tell({ kind: 'text', text }, [text.buffer]));
  port.addEventListener('message', ({ data }: MessageEvent<ReadBack>) => {
    if (data.kind === 'free') pieces.free(data.buffer);
    else cancelled.abort();
  });
  port.start();
  try {
    const answer = await fetch(url, {
      headers,
      signal: AbortSignal.any([cancelled.signal, silence.signal]),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
    });
    const { status } = answer;
    if (!answer.ok) {
      return {
        kind: 'refused',
        status,
        text: await answer.text(),
        headers: Object.fromEntries(answer.headers),
      };
    }
    const reader = new BuildsReader((build, shape) => {
      tell({ kind: 'open', build, shape });
      return (text) => pieces.send(text);
    });
    const next = answer.body ? readBody(answer.body) : () => Promise.resolve(undefined);
    for (let isFirst = true; ; isFirst = false) {
      const piece = await next();
      if (!piece) return { kind: 'done', status, answer: reader.end() };
      const first = isFirst ? FIRST_SLICE : 0;
      reader.push(piece.subarray(0, first));
      reader.push(piece.subarray(first));
      await pieces.room();
      silence.heard();
    }
  } catch {
    if (cancelled.signal.aborted) return { kind: 'cancelled' };
    return { kind: 'unreachable', because: silence.signal.aborted ? 'silence' : 'network' };
  } finally {
    silence.end();
  }
}

addEventListener('message', ({ data }: MessageEvent<ReadAsked>) => {
  void read(data).then((outcome) => {
    data.port.postMessage({ kind: 'end', outcome } satisfies ReadTold);
  });
});
