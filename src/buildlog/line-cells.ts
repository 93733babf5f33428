import { cellWidth, isUnseen, picture } from './characters.ts';
import { ESC, isColour, lineEdit, sequenceEnd } from './escapes.ts';
import type { LineEdit } from './escapes.ts';
import { toSpan } from './span.ts';
import type { Span } from './span.ts';
import type { Style, StyleState } from './style.ts';
import { decodeText } from './utf8.ts';

const CARRIAGE_RETURN = 0x0d;
const TAB_COLUMNS = 8;
/** A cursor cannot be sent further than this beyond what is written, or one sequence could fill the memory. */
const FARTHEST_JUMP = 256;

/** Lays out a line that overwrites itself, cell by cell, as a terminal without a right margin. */
export function layoutOverwritten(bytes: Uint8Array, from: number, end: number, style: StyleState): Span[] {
  const row = new CellRow();
  let run = from;
  let current = style.toStyle();
  const close = (at: number): void => {
    if (at > run) row.write(decodeText(bytes.subarray(run, at)), current);
  };
  for (let at = from; at < end;) {
    const byte = bytes[at];
    const next = byte === CARRIAGE_RETURN ? at + 1 : byte === ESC ? sequenceEnd(bytes, at, end) : at;
    if (next === at) {
      at++;
      continue;
    }
    close(at);
    if (byte === CARRIAGE_RETURN) row.edit({ kind: 'column', column: 0 });
    else if (isColour(bytes, at, next)) {
      style.apply(bytes, at + 2, next - 1);
      current = style.toStyle();
    } else {
      const edit = lineEdit(bytes, at, next);
      if (edit) row.edit(edit);
    }
    at = next;
    run = at;
  }
  close(end);
  return row.spans();
}

/** One terminal row: each cell holds a character with what joins it, or '' behind a wide one. */
class CellRow {
  readonly #texts: string[] = [];
  readonly #styles: (Style | undefined)[] = [];
  readonly #controls: boolean[] = [];
  #cursor = 0;

  write(text: string, style: Style | undefined): void {
    for (const character of text) {
      const code = character.codePointAt(0) ?? 0;
      if (code === 0x09) this.#moveTo((Math.floor(this.#cursor / TAB_COLUMNS) + 1) * TAB_COLUMNS);
      else if (isUnseen(code)) this.#put(picture(code), style, 1, true);
      else {
        const width = cellWidth(code);
        if (width === 0) this.#join(character, style);
        else this.#put(character, style, width, false);
      }
    }
  }

  edit(edit: LineEdit): void {
    if (edit.kind === 'column') {
      this.#moveTo(Math.min(edit.column, this.#texts.length + FARTHEST_JUMP));
    } else if (edit.mode === 0) {
      this.#cut(this.#cursor);
    } else if (edit.mode === 2) {
      this.#cut(0);
    } else {
      for (let index = Math.min(this.#cursor, this.#texts.length - 1); index >= 0; index--)
        this.#clear(index);
    }
  }

  spans(): Span[] {
    const spans: Span[] = [];
    let text = '';
    let style: Style | undefined;
    let control = false;
    const close = (): void => {
      if (text) spans.push(control ? { ...toSpan(text, style), control: true } : toSpan(text, style));
    };
    for (let index = 0; index < this.#texts.length; index++) {
      if (this.#styles[index] !== style || this.#controls[index] !== control) {
        close();
        text = '';
        style = this.#styles[index];
        control = this.#controls[index] ?? false;
      }
      text += this.#texts[index] ?? ' ';
    }
    close();
    return spans;
  }

  #put(text: string, style: Style | undefined, width: 1 | 2, control: boolean): void {
    while (this.#texts.length < this.#cursor) this.#clear(this.#texts.length);
    const end = this.#cursor + width;
    // What is left of a wide character when one of its halves is overwritten is a blank.
    if (this.#texts[this.#cursor] === '') this.#clear(this.#cursor - 1);
    if (this.#texts[end] === '') this.#clear(end);
    for (let index = this.#cursor; index < end; index++) {
      this.#texts[index] = index === this.#cursor ? text : '';
      this.#styles[index] = style;
      this.#controls[index] = control;
    }
    this.#cursor = end;
  }

  #join(mark: string, style: Style | undefined): void {
    let index = Math.min(this.#cursor, this.#texts.length) - 1;
    if (this.#texts[index] === '') index--;
    if (index < 0) this.#put(mark, style, 1, false);
    else this.#texts[index] += mark;
  }

  #moveTo(column: number): void {
    this.#cursor = column;
  }

  #clear(index: number): void {
    this.#texts[index] = ' ';
    this.#styles[index] = undefined;
    this.#controls[index] = false;
  }

  #cut(length: number): void {
    if (length >= this.#texts.length) return;
    if (this.#texts[length] === '') this.#clear(length - 1);
    this.#texts.length = length;
    this.#styles.length = length;
    this.#controls.length = length;
  }
}
