import { createFindings, verdictOf } from './findings.ts';
import { readFacts } from './facts.ts';
import { noteForeign } from './foreign.ts';
import { foreignDiskBytes, type Sample, sniff, SNIFF_HEAD_BYTES, SNIFF_TAIL_BYTES } from './format.ts';
import type { Report } from './report.ts';
import { type ByteSource, guardedRead, type Read } from './source.ts';
import type { WalkOptions } from './walk.ts';

/** How to inspect. */
export interface InspectOptions extends WalkOptions {
  /** Stops the inspection; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Tells what a file is, and for a qcow2 image what is in it and whether it is fit to upload.
 *
 * Reads the header, the tables and the footer, never the data: some 13 MB of a full 100 GiB disk at 64 KiB clusters.
 * Whatever the bytes are, the answer is a report; it rejects only with the signal's reason, with what
 * `source.read` rejects with, or with `SourceShrankError`.
 */
export async function inspect(source: ByteSource, options: InspectOptions = {}): Promise<Report> {
  const read = guardedRead(source, options.signal);
  const { list: findings, note } = createFindings();
  const fileBytes = BigInt(source.size);
  if (source.size === 0) {
    note({ code: 'empty-file', params: {} });
    return { format: 'empty', virtualBytes: null, fileBytes, verdict: verdictOf(findings), findings };
  }
  const sample = await readSample(read, source.size);
  const format = sniff(sample);
  if (format === 'qcow2') {
    const facts = await readFacts(read, sample.head, source.size, options, note);
    return { format, facts, fileBytes, verdict: verdictOf(findings), findings };
  }
  const virtualBytes = foreignDiskBytes(format, sample);
  noteForeign(format, virtualBytes, sample, note);
  return { format, virtualBytes, fileBytes, verdict: verdictOf(findings), findings };
}

async function readSample(read: Read, fileBytes: number): Promise<Sample> {
  const head = await read(0, SNIFF_HEAD_BYTES);
  if (fileBytes <= SNIFF_HEAD_BYTES) return { head, tail: head.subarray(-SNIFF_TAIL_BYTES) };
  return { head, tail: await read(fileBytes - SNIFF_TAIL_BYTES, SNIFF_TAIL_BYTES) };
}
