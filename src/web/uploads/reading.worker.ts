import { createSHA256 } from 'hash-wasm';
import { inspect } from '../../qcow2/inspect.ts';
import type { ReadingMessage } from './fileReading.ts';

/** Wide pieces, several on their way at once: reading is several times as fast as piece after piece. */
const PIECE = 8 * 1024 * 1024;
const AHEAD = 3;
/** Progress is told in steps that an eye can see, not for every piece. */
const STEPS = 200;

function tell(message: ReadingMessage): void {
  postMessage(message);
}

async function read(file: File, offset: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
}

async function hash(file: File): Promise<void> {
  const sha256 = await createSHA256();
  const pieces: Promise<Uint8Array>[] = [];
  let asked = 0;
  let told = 0;
  for (let done = 0; done < file.size;) {
    while (asked < file.size && pieces.length < AHEAD) {
      pieces.push(read(file, asked, PIECE));
      asked += PIECE;
    }
    const piece = await pieces.shift();
    if (!piece) break;
    sha256.update(piece);
    done += piece.length;
    const fraction = done / file.size;
    if (fraction - told >= 1 / STEPS) {
      told = fraction;
      tell({ kind: 'hashing', fraction });
    }
  }
  tell({ kind: 'hashed', sha256: sha256.digest('hex') });
}

addEventListener('message', ({ data: file }: MessageEvent<File>) => {
  const source = {
    size: file.size,
    read: (offset: number, length: number) => read(file, offset, length),
  };
  inspect(source, {
    onProgress: ({ tablesRead, tables }) => tell({ kind: 'tables', read: tablesRead, total: tables }),
  })
    .then((report) => {
      tell({ kind: 'report', report });
      return hash(file);
    })
    .catch(() => tell({ kind: 'unreadable' }));
});
