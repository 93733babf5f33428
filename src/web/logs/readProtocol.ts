import type { BuildsAnswer, BuildsShape } from '../../buildlog/builds-reader.ts';
import type { ReadResult } from './protocol.ts';

/** What the worker that reads is asked for: an address, whose answer goes to the port piece by piece. */
export interface ReadAsked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly port: MessagePort;
}

/** How reading an address ended, when it did not come to builds. */
export type ReadFailure = Extract<ReadResult, { kind: 'refused' | 'unreachable' | 'cancelled' }>;

/** How reading an address ended. */
export type ReadOutcome =
  | ReadFailure
  | { readonly kind: 'done'; readonly status: number; readonly answer: BuildsAnswer };

/** What comes from the worker that reads. */
export type ReadTold =
  /** The log of the build at this place of the answer begins. */
  | { readonly kind: 'open'; readonly build: number; readonly shape: BuildsShape }
  /** The next piece of it, un-escaped, in a buffer that is to be sent back when it is taken. */
  | { readonly kind: 'text'; readonly text: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly outcome: ReadOutcome };

/** What goes back to it: a buffer that is free again, or that nobody waits any more. */
export type ReadBack = { readonly kind: 'free'; readonly buffer: ArrayBuffer } | { readonly kind: 'cancel' };
