import { WordView } from './word-view.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LOWER_U = 0x75;
/** What may be left from the piece before: a lone surrogate (3 bytes) that turned out to have no partner. */
const CARRY_BYTES = 8;

/** What the letter behind a backslash stands for; 0 for none. */
const SIMPLE_ESCAPES = new Uint8Array(256);
for (const [letter, plain] of [
  [0x22, 0x22],
  [0x5c, 0x5c],
  [0x2f, 0x2f],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
] as const) {
  SIMPLE_ESCAPES[letter] = plain;
}

/**
 * Un-escapes one JSON string (RFC 8259 section 7) that arrives in pieces, cut anywhere, to UTF-8. Halves of escapes
 * and of surrogate pairs wait for the next piece; a lone surrogate becomes U+FFFD. Control characters that ought to
 * have been escaped are taken as they are: a log is better read than refused.
 */
export class JsonStringReader {
  #buffer: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #escaping = false;
  /** Hexadecimal digits of `\u` still to come. */
  #digits = 0;
  #unit = 0;
  #highSurrogate = 0;

  /** The text of the piece read last: a view, good until the next one. */
  text: Uint8Array = this.#buffer;
  /** What was wrong with the string, if anything was. */
  broken = false;

  /**
   * Reads `bytes` from `from` on, which is inside the string. Answers where the string ends, behind its quote, or -1
   * when it goes on in the next piece. On a bad escape it says `broken` and answers where.
   */
  read(bytes: Uint8Array, from: number): number {
    const source = bytes.subarray(from);
    const room = source.length + CARRY_BYTES;
    if (this.#buffer.length < room) this.#buffer = new Uint8Array(room);
    // The text is written over its own source, a little behind the place that is read.
    const buffer = this.#buffer.subarray(0, room);
    buffer.set(source, CARRY_BYTES);
    const words = new WordView(buffer);
    let out = 0;
    let at = CARRY_BYTES;
    let ended = -1;
    while (at < room) {
      if (this.#escaping) {
        const byte = buffer[at] ?? 0;
        const wasInUnit = this.#digits > 0;
        out = wasInUnit ? this.#digit(byte, out) : this.#escape(byte, out);
        if (this.broken) {
          ended = at;
          break;
        }
        at++;
        continue;
      }
      const run = at;
      while (at < room) {
        at = words.skipUnescaped(at);
        const byte = buffer[at];
        if (byte === QUOTE || byte === BACKSLASH) break;
        at++;
      }
      at = Math.min(at, room);
      const byte = at < room ? buffer[at] : -1;
      if (at > run || byte === QUOTE) out = this.#flushSurrogate(out);
      if (at > run) {
        buffer.copyWithin(out, run, at);
        out += at - run;
      }
      if (byte === -1) break;
      at++;
      if (byte === QUOTE) {
        ended = at;
        break;
      }
      // Nearly all escapes are the newlines of the log, and whole.
      const plain = at < room ? (SIMPLE_ESCAPES[buffer[at] ?? 0] ?? 0) : 0;
      if (plain > 0) {
        out = this.#flushSurrogate(out);
        buffer[out++] = plain;
        at++;
      } else this.#escaping = true;
    }
    this.text = buffer.subarray(0, out);
    return ended < 0 ? -1 : ended - CARRY_BYTES + from;
  }

  #escape(byte: number, at: number): number {
    if (byte === LOWER_U) {
      this.#digits = 4;
      this.#unit = 0;
      return at;
    }
    this.#escaping = false;
    const plain = SIMPLE_ESCAPES[byte] ?? 0;
    if (plain === 0) {
      this.broken = true;
      return at;
    }
    const out = this.#flushSurrogate(at);
    this.#buffer[out] = plain;
    return out + 1;
  }

  #digit(byte: number, at: number): number {
    const value = hexValue(byte);
    if (value < 0) {
      this.broken = true;
      return at;
    }
    this.#unit = (this.#unit << 4) | value;
    if (--this.#digits > 0) return at;
    this.#escaping = false;
    return this.#codeUnit(this.#unit, at);
  }

  #codeUnit(unit: number, at: number): number {
    if (unit >= 0xdc00 && unit <= 0xdfff && this.#highSurrogate > 0) {
      const code = 0x10000 + ((this.#highSurrogate - 0xd800) << 10) + (unit - 0xdc00);
      this.#highSurrogate = 0;
      return this.#write(code, at);
    }
    const out = this.#flushSurrogate(at);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      this.#highSurrogate = unit;
      return out;
    }
    return this.#write(unit >= 0xdc00 && unit <= 0xdfff ? 0xfffd : unit, out);
  }

  #flushSurrogate(at: number): number {
    if (this.#highSurrogate === 0) return at;
    this.#highSurrogate = 0;
    return this.#write(0xfffd, at);
  }

  #write(code: number, at: number): number {
    const buffer = this.#buffer;
    let out = at;
    if (code < 0x80) {
      buffer[out++] = code;
    } else if (code < 0x800) {
      buffer[out++] = 0xc0 | (code >> 6);
      buffer[out++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      buffer[out++] = 0xe0 | (code >> 12);
      buffer[out++] = 0x80 | ((code >> 6) & 0x3f);
      buffer[out++] = 0x80 | (code & 0x3f);
    } else {
      buffer[out++] = 0xf0 | (code >> 18);
      buffer[out++] = 0x80 | ((code >> 12) & 0x3f);
      buffer[out++] = 0x80 | ((code >> 6) & 0x3f);
      buffer[out++] = 0x80 | (code & 0x3f);
    }
    return out;
  }
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
