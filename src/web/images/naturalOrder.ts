const ZERO = 48;
const NINE = 57;
/** Announces a character beyond ASCII, whose UTF-16 unit follows in three codes, none of them 0. */
const BEYOND = 127;
/** One more than the highest code. */
const BASE = 129;
/** Codes that fit into the 53 exact bits of a number. */
const CODES = 7;

/** Texts in the codes by which they sort: all in one array, each followed by a 0. */
interface Encoded {
  readonly codes: Uint8Array;
  /** Where each text begins. */
  readonly starts: Uint32Array;
}

/**
 * Writes texts so that comparing codes compares as people count: letters without case, and each run of digits as
 * its length without leading zeros (counted up from `0`) followed by the digits, so that 9 comes before 10.
 */
function encode(texts: readonly string[]): Encoded {
  let room = texts.length;
  for (const text of texts) room += text.length * 4;
  const codes = new Uint8Array(room);
  const starts = new Uint32Array(texts.length);
  let end = 0;
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] ?? '';
    starts[index] = end;
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code >= ZERO && code <= NINE) {
        let after = at + 1;
        while (after < text.length && text.charCodeAt(after) >= ZERO && text.charCodeAt(after) <= NINE)
          after += 1;
        while (at < after - 1 && text.charCodeAt(at) === ZERO) at += 1;
        codes[end++] = ZERO + Math.min(after - at, 40);
        while (at < after) codes[end++] = text.charCodeAt(at++);
        continue;
      }
      at += 1;
      if (code < BEYOND) codes[end++] = code >= 65 && code <= 90 ? code + 32 : code;
      else {
        codes[end++] = BEYOND;
        codes[end++] = 1 + (code >> 14);
        codes[end++] = 1 + ((code >> 7) & 127);
        codes[end++] = 1 + (code & 127);
      }
    }
    end += 1;
  }
  return { codes, starts };
}

/** The first codes of every text as one number each. */
function leadingNumbers({ codes, starts }: Encoded): Float64Array {
  const numbers = new Float64Array(starts.length);
  for (let index = 0; index < starts.length; index += 1) {
    let number = 0;
    let at = starts[index] ?? 0;
    for (let step = 0; step < CODES; step += 1) {
      const code = codes[at] ?? 0;
      number = number * BASE + code;
      if (code !== 0) at += 1;
    }
    numbers[index] = number;
  }
  return numbers;
}

/** The places for which `isMissing` does not hold, in the order of `compare`, then the others as they came. */
function ordered(
  count: number,
  isMissing: (index: number) => boolean,
  descending: boolean,
  compare: (a: number, b: number) => number,
): Int32Array {
  const order = new Int32Array(count);
  let present = 0;
  for (let index = 0; index < count; index += 1) if (!isMissing(index)) order[present++] = index;
  let end = present;
  for (let index = 0; end < count; index += 1) if (isMissing(index)) order[end++] = index;
  // The sort of typed arrays is stable: equal ones stay as they came, in either direction.
  order.subarray(0, present).sort(descending ? (a, b) => compare(b, a) : compare);
  return order;
}

/**
 * Sorts texts as people count, 1.9 before 1.10, whatever the case; empty ones last, equal ones as they came.
 * Comparing codes prepared once takes a fifth of the time of a collator.
 * @returns the places of the texts in order
 */
export function orderTexts(texts: readonly string[], descending: boolean): Int32Array {
  const encoded = encode(texts);
  const { codes, starts } = encoded;
  const leading = leadingNumbers(encoded);
  return ordered(
    texts.length,
    (index) => texts[index] === '',
    descending,
    (a, b) => {
      const first = (leading[a] ?? 0) - (leading[b] ?? 0);
      if (first !== 0) return first;
      let left = starts[a] ?? 0;
      let right = starts[b] ?? 0;
      while (codes[left] === codes[right] && codes[left] !== 0) {
        left += 1;
        right += 1;
      }
      return (codes[left] ?? 0) - (codes[right] ?? 0);
    },
  );
}

/** Sorts numbers; null ones last, equal ones as they came. See `orderTexts`. */
export function orderNumbers(numbers: readonly (number | null)[], descending: boolean): Int32Array {
  const values = new Float64Array(numbers.length);
  for (let index = 0; index < numbers.length; index += 1) values[index] = numbers[index] ?? 0;
  return ordered(
    numbers.length,
    (index) => numbers[index] === null,
    descending,
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
}
