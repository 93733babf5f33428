import { BYTE_KINDS, cellWidth, CONTROL, PLAIN, picture, UNSEEN_LEAD, unseenAt } from './characters.ts';
import { ESC, isColour, lineEdit, sequenceEnd } from './escapes.ts';
import { layoutOverwritten } from './line-cells.ts';
import { stampLength } from './line-prefix.ts';
import { toSpan } from './span.ts';
import type { Span } from './span.ts';
import type { StyleState } from './style.ts';
import { characterBytes, codePointAt, decodeText } from './utf8.ts';

const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;

/**
 * Lays out one raw line (without its newline) as a terminal would leave it: colours become spans, carriage returns
 * and erased text are gone, other escape sequences are inert, controls are pictures. Moves `style` on to the line's end.
 */
export function layoutLine(bytes: Uint8Array, from: number, to: number, style: StyleState): Span[] {
  // A time in front was put there by the service: the builder's line, to whose start its carriage returns go, follows.
  const text = from + stampLength(bytes.subarray(from, to));
  if (text === from) return layoutText(bytes, from, to, style);
  const time = toSpan(decodeText(bytes.subarray(from, text)), style.toStyle());
  return [time, ...layoutText(bytes, text, to, style)];
}

function layoutText(bytes: Uint8Array, from: number, to: number, style: StyleState): Span[] {
  const end = lineEnd(bytes, from, to);
  const last = lastState(bytes, from, end);
  if (last < 0) return layoutOverwritten(bytes, from, end, style);
  applyColours(bytes, from, last, style);
  return layoutRun(bytes, last, end, style);
}

/** Where a line ends for the eye, before the carriage returns in front of its newline. */
export function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = to;
  while (end > from && bytes[end - 1] === CARRIAGE_RETURN) end--;
  return end;
}

/**
 * Where the last of the states begins that carriage returns separate, when it is all that is seen; -1 when only a
 * layout in cells can tell. A progress bar is hundreds of states, and it is enough to know that the last covers them.
 */
export function lastState(bytes: Uint8Array, from: number, end: number): number {
  let last = end;
  while (last > from && bytes[last - 1] !== CARRIAGE_RETURN) last--;
  if (movesCursor(bytes, last, end)) return -1;
  if (last === from || erasesFirst(bytes, last, end)) return last;
  return measure(bytes, last, end) >= widest(bytes, from, last - 1) ? last : -1;
}

/** Lays out text in which nothing moves the cursor back. */
function layoutRun(bytes: Uint8Array, from: number, end: number, style: StyleState): Span[] {
  const spans: Span[] = [];
  let current = style.toStyle();
  let run = from;
  const close = (at: number): void => {
    if (at > run) spans.push(toSpan(decodeText(bytes.subarray(run, at)), current));
  };
  for (let at = from; at < end;) {
    const kind = BYTE_KINDS[bytes[at] ?? 0];
    if (kind === PLAIN || (kind === UNSEEN_LEAD && !unseenAt(bytes, at, end))) {
      at++;
      continue;
    }
    close(at);
    const next = bytes[at] === ESC ? sequenceEnd(bytes, at, end) : at;
    if (next > at) {
      if (isColour(bytes, at, next)) {
        style.apply(bytes, at + 2, next - 1);
        current = style.toStyle();
      }
      at = next;
    } else {
      spans.push({ ...toSpan(picture(codePointAt(bytes, at, end)), current), control: true });
      at += characterBytes(bytes[at] ?? 0);
    }
    run = at;
  }
  close(end);
  return spans;
}

/** Moves `style` on by the colours of a text that is not shown. */
export function applyColours(bytes: Uint8Array, from: number, to: number, style: StyleState): void {
  for (let at = nextEscape(bytes, from, to); at < to; at = nextEscape(bytes, at, to)) {
    const next = sequenceEnd(bytes, at, to);
    if (next > at && isColour(bytes, at, next)) style.apply(bytes, at + 2, next - 1);
    at = Math.max(next, at + 1);
  }
}

/** Whether something in the text erases or goes back; erasing the line before anything is written does not count. */
function movesCursor(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = nextEscape(bytes, from, end); at < end; at = nextEscape(bytes, at, end)) {
    const next = sequenceEnd(bytes, at, end);
    const edit = next > at ? lineEdit(bytes, at, next) : undefined;
    if (edit?.kind === 'column' || (edit && edit.mode !== 0 && at > from)) return true;
    at = Math.max(next, at + 1);
  }
  return false;
}

function nextEscape(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== ESC) at++;
  return at;
}

/** Whether the text begins, with the cursor at the line's start, by erasing what was there. */
function erasesFirst(bytes: Uint8Array, from: number, end: number): boolean {
  const next = bytes[from] === ESC ? sequenceEnd(bytes, from, end) : from;
  const edit = next > from ? lineEdit(bytes, from, next) : undefined;
  return edit?.kind === 'erase' && edit.mode !== 1;
}

/** The widest of the states that carriage returns separate; NaN when only a layout in cells can tell. */
function widest(bytes: Uint8Array, from: number, to: number): number {
  let width = 0;
  for (let at = from; at <= to;) {
    let end = at;
    while (end < to && bytes[end] !== CARRIAGE_RETURN) end++;
    width = Math.max(width, measure(bytes, at, end));
    at = end + 1;
  }
  return width;
}

/** How many terminal columns a run fills; NaN when that depends on where it stands. */
function measure(bytes: Uint8Array, from: number, end: number): number {
  let width = 0;
  for (let at = from; at < end;) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x20 && byte < 0x7f) {
      width++;
      at++;
      continue;
    }
    const kind = BYTE_KINDS[byte];
    if (byte === ESC) {
      const next = sequenceEnd(bytes, at, end);
      const edit = next > at ? lineEdit(bytes, at, next) : undefined;
      if (next === at || edit?.kind === 'column') return Number.NaN;
      at = next;
    } else if (byte === TAB || kind === CONTROL || (kind === UNSEEN_LEAD && unseenAt(bytes, at, end))) {
      return Number.NaN;
    } else {
      width += cellWidth(codePointAt(bytes, at, end));
      at += characterBytes(byte);
    }
  }
  return width;
}
