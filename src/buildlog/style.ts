import { NumberList } from './number-list.ts';

/** A colour of the 256-colour palette (0 to 15 are the theme's), or a true colour as `#rrggbb`. */
export type Colour = number | `#${string}`;

/** How a piece of text looks. An absent member is the default. */
export interface Style {
  readonly foreground?: Colour;
  readonly background?: Colour;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly inverse?: true;
  readonly strike?: true;
}

const BOLD = 1;
const DIM = 2;
const ITALIC = 4;
const UNDERLINE = 8;
const INVERSE = 16;
const STRIKE = 32;

const TRUE_COLOUR = 0x1000000;
const MAX_PARAMETERS = 64;
const values = new Int32Array(MAX_PARAMETERS);
const isSub = new Uint8Array(MAX_PARAMETERS);

/**
 * The colours and attributes in force at a place of the log, packed into three numbers. Colours: 0 is the default,
 * 1 to 256 the palette, from 0x1000000 on true colour.
 */
export class StyleState {
  foreground = 0;
  background = 0;
  flags = 0;

  copy(other: StyleState): void {
    this.foreground = other.foreground;
    this.background = other.background;
    this.flags = other.flags;
  }

  equals(other: StyleState): boolean {
    return (
      this.foreground === other.foreground &&
      this.background === other.background &&
      this.flags === other.flags
    );
  }

  /** The state as an object for a row; undefined for the default. */
  toStyle(): Style | undefined {
    if (this.foreground === 0 && this.background === 0 && this.flags === 0) return undefined;
    const { foreground, background, flags } = this;
    return {
      ...(foreground === 0 ? undefined : { foreground: toColour(foreground) }),
      ...(background === 0 ? undefined : { background: toColour(background) }),
      ...(flags & BOLD ? { bold: true } : undefined),
      ...(flags & DIM ? { dim: true } : undefined),
      ...(flags & ITALIC ? { italic: true } : undefined),
      ...(flags & UNDERLINE ? { underline: true } : undefined),
      ...(flags & INVERSE ? { inverse: true } : undefined),
      ...(flags & STRIKE ? { strike: true } : undefined),
    };
  }

  /** Applies the parameters of an SGR sequence, `bytes[from..to)`: digits, `;` and `:` (ECMA-48 8.3.117, ITU T.416). */
  apply(bytes: Uint8Array, from: number, to: number): void {
    // Nearly all sequences are one number of one or two digits.
    const first = (bytes[from] ?? 0) - 0x30;
    if (to - from === 1 && first < 10) {
      this.#applyCode(first);
      return;
    }
    const second = (bytes[from + 1] ?? 0) - 0x30;
    if (to - from === 2 && first < 10 && second < 10) {
      this.#applyCode(first * 10 + second);
      return;
    }
    const count = readParameters(bytes, from, to);
    for (let index = 0; index < count;) {
      let next = index + 1;
      while (next < count && isSub[next]) next++;
      const code = values[index] ?? 0;
      if (code === 38 || code === 48 || code === 58) {
        const grouped = next > index + 1;
        const mode = values[index + 1];
        if (!grouped) next = index + (mode === 2 ? 5 : mode === 5 ? 3 : 2);
        // In the form with colons a colour space may stand between the mode and red.
        const at = mode === 2 ? next - 3 : index + 2;
        const colour = next > count || at <= index + 1 || at >= next ? undefined : extendedColour(mode, at);
        if (colour !== undefined && code === 38) this.foreground = colour;
        if (colour !== undefined && code === 48) this.background = colour;
      } else if (code === 4 && next > index + 1) {
        this.#set(UNDERLINE, values[index + 1] !== 0);
      } else {
        this.#applyCode(code);
      }
      index = next;
    }
  }

  #applyCode(code: number): void {
    if (code >= 30 && code <= 37) this.foreground = code - 29;
    else if (code >= 40 && code <= 47) this.background = code - 39;
    else if (code >= 90 && code <= 97) this.foreground = code - 81;
    else if (code >= 100 && code <= 107) this.background = code - 91;
    else {
      switch (code) {
        case 0:
          this.foreground = 0;
          this.background = 0;
          this.flags = 0;
          break;
        case 1:
          this.#set(BOLD, true);
          break;
        case 2:
          this.#set(DIM, true);
          break;
        case 3:
          this.#set(ITALIC, true);
          break;
        case 4:
        case 21:
          this.#set(UNDERLINE, true);
          break;
        case 7:
          this.#set(INVERSE, true);
          break;
        case 9:
          this.#set(STRIKE, true);
          break;
        case 22:
          this.#set(BOLD | DIM, false);
          break;
        case 23:
          this.#set(ITALIC, false);
          break;
        case 24:
          this.#set(UNDERLINE, false);
          break;
        case 27:
          this.#set(INVERSE, false);
          break;
        case 29:
          this.#set(STRIKE, false);
          break;
        case 39:
          this.foreground = 0;
          break;
        case 49:
          this.background = 0;
          break;
        default: // Blinking is a nuisance and concealed text would be a trap: a log is read, so neither is done.
      }
    }
  }

  #set(flag: number, on: boolean): void {
    this.flags = on ? this.flags | flag : this.flags & ~flag;
  }
}

/**
 * The state at the start of every line, kept as its changes only: most coloured lines end with a reset, so a
 * million of them may need no entry at all, and any line's state is one bisection away.
 */
export class StyleHistory {
  readonly #lines = new NumberList();
  readonly #foregrounds = new NumberList();
  readonly #backgrounds = new NumberList();
  readonly #flags = new NumberList();

  /** Says that `line` and those after it start with `state`; lines come in ascending order. */
  change(line: number, state: StyleState): void {
    this.#lines.push(line);
    this.#foregrounds.push(state.foreground);
    this.#backgrounds.push(state.background);
    this.#flags.push(state.flags);
  }

  /** The state that `line` starts with. */
  at(line: number): StyleState {
    const state = new StyleState();
    const index = this.#lines.indexAtOrBelow(line);
    if (index >= 0) {
      state.foreground = this.#foregrounds.at(index);
      state.background = this.#backgrounds.at(index);
      state.flags = this.#flags.at(index);
    }
    return state;
  }

  /** Forgets the changes after `line`. */
  truncateAfter(line: number): void {
    const length = this.#lines.lowerBound(line + 1);
    for (const list of [this.#lines, this.#foregrounds, this.#backgrounds, this.#flags])
      list.truncate(length);
  }
}

function readParameters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  values[0] = 0;
  isSub[0] = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x3a) {
      values[count] = Math.min((values[count] ?? 0) * 10 + byte - 0x30, 0xffff);
    } else {
      count++;
      if (count === MAX_PARAMETERS) return count;
      values[count] = 0;
      isSub[count] = byte === 0x3a ? 1 : 0;
    }
  }
  return count + 1;
}

function extendedColour(mode: number | undefined, at: number): number | undefined {
  if (mode === 5) {
    const index = values[at] ?? 256;
    return index <= 255 ? index + 1 : undefined;
  }
  if (mode !== 2) return undefined;
  const red = values[at] ?? 256;
  const green = values[at + 1] ?? 256;
  const blue = values[at + 2] ?? 256;
  if (red > 255 || green > 255 || blue > 255) return undefined;
  return TRUE_COLOUR | (red << 16) | (green << 8) | blue;
}

function toColour(packed: number): Colour {
  if (packed < TRUE_COLOUR) return packed - 1;
  return `#${(packed - TRUE_COLOUR).toString(16).padStart(6, '0')}`;
}
