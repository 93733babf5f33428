import { Gunzip } from 'fflate';

/** What reads unpacked bytes from their start to their end. */
type Reader<Result> = (pieces: AsyncIterable<Uint8Array>) => Promise<Result>;

async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    if (value) yield value;
  }
}

/** @param onMember hears of each gzip member after the first */
async function* inflated(file: Blob, onMember: () => void): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = [];
  const stream = new Gunzip((piece) => out.push(piece));
  stream.onmember = (offset) => {
    if (offset > 0) onMember();
  };
  for await (const piece of piecesOf(file.stream())) {
    stream.push(piece, false);
    yield* out;
    out = [];
  }
  stream.push(new Uint8Array(0), true);
  yield* out;
}

/**
 * Unpacks a gzip file and has it read. Browsers unpack one member (RFC 1952, section 2.2) and reject what comes after
 * it; what parallel packers and `cat a.gz b.gz` write has several, and is unpacked by a slower hand.
 * Rejects when the bytes are no gzip, or cut off.
 */
export async function gunzip<Result>(file: Blob, read: Reader<Result>): Promise<Result> {
  try {
    return await read(piecesOf(file.stream().pipeThrough(new DecompressionStream('gzip'))));
  } catch (error) {
    let members = 1;
    const result = await read(inflated(file, () => (members += 1)));
    // It does not notice every missing end, so a single member stays as bad as the browser found it.
    if (members === 1) throw error;
    return result;
  }
}
