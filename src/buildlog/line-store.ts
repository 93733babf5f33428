import { ByteStore } from './byte-store.ts';
import type { Block } from './byte-store.ts';
import { BYTE_KINDS, CONTROL, NEWLINE, PLAIN, unseenAt } from './characters.ts';
import { applyColours, lastState, layoutLine, lineEnd } from './line-layout.ts';
import { LineStripper, restoredBytes, restoreLine } from './line-strip.ts';
import { NumberList } from './number-list.ts';
import { RawReader } from './raw-reader.ts';
import { spansText, toSpan } from './span.ts';
import type { Span } from './span.ts';
import { StyleHistory, StyleState } from './style.ts';
import { decodeText, encodeText } from './utf8.ts';
import { WordView } from './word-view.ts';

const LF = 0x0a;
const NEWLINE_BYTES = new Uint8Array([LF]);
/** An open last line longer than this is indexed again only when it has doubled. */
const LONG_TAIL = 256 * 1024;

/**
 * The log's lines. What is seen of them (no escape sequences, last state of overwritten lines) lies in one row of
 * UTF-8 blocks, newline after each line, so that it can be searched as it is; a line costs 4 bytes of index. What is
 * hidden is kept beside, only for lines that hide something, so every line can be given back byte by byte.
 *
 * A last line without newline is stored like the others (see {@link LineStore.settle}) and taken back when more arrives.
 */
export class LineStore {
  readonly text = new ByteStore();
  /** Offsets in `text` at which lines start. */
  readonly starts = new NumberList();
  readonly hidden = new ByteStore();
  /** The lines that hide something, ascending. */
  readonly hiddenLines = new NumberList();
  readonly hiddenStarts = new NumberList();
  readonly #styles = new StyleHistory();
  readonly #style = new StyleState();
  readonly #styleBefore = new StyleState();
  readonly #stripper = new LineStripper();
  #tail: Uint8Array<ArrayBuffer> = new Uint8Array(256);
  #tailLength = 0;
  /** How much of the tail is stored as the last line; 0 when it is not stored. */
  #tailStored = 0;
  #byteLength = 0;

  /** Bytes appended so far. */
  get byteLength(): number {
    return this.#byteLength;
  }

  /** Lines that a newline closed; they never change again. */
  get closed(): number {
    return this.starts.length - (this.#tailStored > 0 ? 1 : 0);
  }

  /** Lines, with the open last one if it is not empty. */
  get count(): number {
    return this.closed + (this.#tailLength > 0 ? 1 : 0);
  }

  append(chunk: Uint8Array): void {
    this.#byteLength += chunk.length;
    const lastBreak = chunk.lastIndexOf(LF);
    if (lastBreak < 0) {
      this.#extendTail(chunk);
      return;
    }
    let from = 0;
    if (this.#tailLength > 0) {
      this.#takeBack();
      from = chunk.indexOf(LF) + 1;
      this.#extendTail(chunk.subarray(0, from));
      this.#index(this.#tail, 0, this.#tailLength);
      if (this.#tail.length > LONG_TAIL) this.#tail = new Uint8Array(256);
      this.#tailLength = 0;
    }
    this.#index(chunk, from, lastBreak + 1);
    this.#extendTail(chunk.subarray(lastBreak + 1));
  }

  /**
   * Stores the open last line as it is now, so that it can be read; answers whether that changed anything. A very long
   * one is stored only when it has doubled, unless `whole`: else a log without newlines would be indexed from the
   * start with every chunk.
   */
  settle(whole: boolean): boolean {
    const stored = this.#tailStored;
    if (this.#tailLength === stored) return false;
    if (!whole && stored > LONG_TAIL && this.#tailLength < 2 * stored) return false;
    this.#takeBack();
    if (hidesNothing(this.#tail, this.#tailLength)) {
      this.starts.push(this.text.length);
      this.text.append(this.#tail, 0, this.#tailLength);
    } else {
      this.#storeHiding(this.#tail, 0, this.#tailLength, false);
    }
    this.#tailStored = this.#tailLength;
    return true;
  }

  /** Where the visible text of a line ends, before its newline. */
  textEnd(line: number): number {
    if (line + 1 < this.starts.length) return this.starts.at(line + 1) - 1;
    return this.text.length - (this.#tailStored > 0 ? 0 : 1);
  }

  /** The visible text of a line as UTF-8: a view, good until the next append. */
  visible(line: number): Uint8Array {
    return this.text.view(this.starts.at(line), this.textEnd(line));
  }

  /** The line that the visible offset lies in. */
  lineAt(offset: number): number {
    return this.starts.indexAtOrBelow(offset);
  }

  /** A line as a terminal would leave it. */
  spans(line: number): Span[] {
    const style = this.#styles.at(line);
    const hides = this.hiddenLines.has(line);
    const bytes = hides ? this.raw(line) : this.visible(line);
    if (hides) return layoutLine(bytes, 0, bytes.length, style);
    return bytes.length > 0 ? [toSpan(decodeText(bytes), style.toStyle())] : [];
  }

  /** The colours and attributes in force where the line starts. */
  styleAt(line: number): StyleState {
    return this.#styles.at(line);
  }

  /** The bytes of a line as they arrived, without the newline. */
  raw(line: number): Uint8Array {
    const text = this.visible(line);
    if (!this.hiddenLines.has(line)) return text.slice();
    const record = this.record(this.hiddenLines.lowerBound(line));
    const raw = new Uint8Array(restoredBytes(text, record));
    return raw.subarray(0, restoreLine(text, record, raw, 0));
  }

  /** Reads the log's bytes as they arrived, from `line` on. */
  reader(line: number): RawReader {
    this.settle(true);
    return new RawReader(this, line);
  }

  /** Whether a newline follows the line. */
  isClosed(line: number): boolean {
    return line < this.closed;
  }

  /** The piece of `text` that holds the line and others around it. */
  blockOf(line: number): Block | undefined {
    return this.text.blockAt(this.starts.at(line));
  }

  /** What the line `hiddenLines.at(index)` hides, for {@link restoreLine}. */
  record(index: number): Uint8Array {
    const end = index + 1 < this.hiddenStarts.length ? this.hiddenStarts.at(index + 1) : this.hidden.length;
    return this.hidden.view(this.hiddenStarts.at(index), end);
  }

  /** Indexes whole lines: the last byte of `bytes[from..to)` is a newline. */
  #index(bytes: Uint8Array, from: number, to: number): void {
    const { starts, text } = this;
    // Lines that hide nothing are stored in runs; `shift` turns a place in `bytes` into its offset in `text`.
    let run = from;
    let lineFrom = from;
    let room = text.room;
    let shift = text.length - run;
    const words = new WordView(bytes);
    for (let at = from; at < to; at++) {
      at = words.skipPrintable(at);
      const kind = BYTE_KINDS[bytes[at] ?? 0];
      if (kind === PLAIN) continue;
      if (kind === NEWLINE) {
        if (at + 1 - run > room) {
          text.append(bytes, run, lineFrom);
          run = lineFrom;
          room = text.reserve(at + 1 - run);
          shift = text.length - run;
        }
        starts.push(lineFrom + shift);
        lineFrom = at + 1;
      } else if (kind === CONTROL || unseenAt(bytes, at, to)) {
        text.append(bytes, run, lineFrom);
        at = bytes.indexOf(LF, at);
        this.#storeHiding(bytes, lineFrom, at, true);
        lineFrom = at + 1;
        run = lineFrom;
        room = text.room;
        shift = text.length - run;
      }
    }
    text.append(bytes, run, to);
  }

  /** Stores a line of which not every byte is seen as it is. */
  #storeHiding(bytes: Uint8Array, from: number, to: number, closed: boolean): void {
    const style = this.#style;
    const stripper = this.#stripper;
    this.#styleBefore.copy(style);
    const line = this.starts.length;
    this.starts.push(this.text.length);
    const block = this.text.open(to - from + 1);
    const end = stripper.strip(bytes, from, to, style, block.bytes, block.used);
    if (end >= 0) this.text.grow(end - block.used);
    else {
      style.copy(this.#styleBefore);
      this.#storeLaidOut(bytes, from, to, style);
      stripper.keepWhole(bytes, from, to);
    }
    if (closed) this.text.append(NEWLINE_BYTES, 0, 1);
    this.hiddenLines.push(line);
    this.hiddenStarts.push(this.hidden.length);
    this.hidden.append(stripper.record, 0, stripper.recordLength);
    if (!style.equals(this.#styleBefore)) this.#styles.change(line + 1, style);
  }

  /** Stores what is seen of a line that overwrites itself, or has characters that are shown as something else. */
  #storeLaidOut(bytes: Uint8Array, from: number, to: number, style: StyleState): void {
    const end = lineEnd(bytes, from, to);
    const last = lastState(bytes, from, end);
    if (last > from) {
      // The bytes of a progress bar's last state can be stored as they are.
      applyColours(bytes, from, last, style);
      const block = this.text.open(to - from + 1);
      const stripped = this.#stripper.strip(bytes, last, end, style, block.bytes, block.used);
      if (stripped >= 0) {
        this.text.grow(stripped - block.used);
        return;
      }
      style.copy(this.#styleBefore);
    }
    const visible = encodeText(spansText(layoutLine(bytes, from, to, style)));
    // With room for the newline, which must lie in the same block.
    this.text.reserve(visible.length + 1);
    this.text.append(visible, 0, visible.length);
  }

  #extendTail(bytes: Uint8Array): void {
    const length = this.#tailLength + bytes.length;
    if (length > this.#tail.length) {
      const larger = new Uint8Array(Math.max(length, this.#tail.length * 2));
      larger.set(this.#tail.subarray(0, this.#tailLength));
      this.#tail = larger;
    }
    this.#tail.set(bytes, this.#tailLength);
    this.#tailLength = length;
  }

  /** Forgets what is stored of the open last line. */
  #takeBack(): void {
    if (this.#tailStored === 0) return;
    const line = this.starts.length - 1;
    this.text.truncate(this.starts.last());
    this.starts.truncate(line);
    if (this.hiddenLines.length > 0 && this.hiddenLines.last() === line) {
      this.hidden.truncate(this.hiddenStarts.last());
      this.hiddenStarts.truncate(this.hiddenLines.length - 1);
      this.hiddenLines.truncate(this.hiddenLines.length - 1);
    }
    this.#styles.truncateAfter(line);
    this.#style.copy(this.#styles.at(line));
    this.#tailStored = 0;
  }
}

function hidesNothing(bytes: Uint8Array, to: number): boolean {
  for (let at = 0; at < to; at++) {
    const kind = BYTE_KINDS[bytes[at] ?? 0];
    if (kind !== PLAIN && (kind === CONTROL || unseenAt(bytes, at, to))) return false;
  }
  return true;
}
