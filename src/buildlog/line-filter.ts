import { setOfCharacter } from './regex-tree.ts';
import type { CharacterSet, Part } from './regex-tree.ts';

const LF = 0x0a;
const ASCII = 128;
/** All bytes of characters beyond ASCII are one symbol. */
const BEYOND = ASCII;
const SYMBOLS = ASCII + 1;
/** A row of the table for each state, so that a state's number is where its row begins. */
const ROW = 256;
const START = 0;
/** Larger than any state; what is left when there are too many states to go on. */
const MATCH = 0xffff;
const MOST_STATES = 128;
const MOST_NODES = 256;
/** Of `x{7,}` so many repetitions are counted; that there may be more is enough to know then. */
const MOST_COPIES = 8;

/** A node of the nondeterministic automaton: goes on over a symbol that it takes, or at once. */
interface Node {
  /** 1 for each symbol that it takes; undefined for a node that is passed at once. */
  readonly takes: Uint8Array | undefined;
  readonly next: number[];
}

/**
 * Finds the lines that a pattern may match, byte by byte and in a time that depends on nothing but their length: an
 * automaton that takes at least what the pattern takes. Other lines need not be decoded, nor matched.
 */
export class LineFilter {
  /** By state and byte: the next state. */
  readonly #table: Uint16Array;
  /** For two bytes, whether one of them leads away from the start. */
  readonly #leaving = new Uint8Array(1 << 16);

  private constructor(table: Uint16Array) {
    this.#table = table;
    for (let one = 0; one < 256; one++) {
      for (let other = 0; other < 256; other++) {
        const leaves = table[START + one] !== START || table[START + other] !== START;
        this.#leaving[(one << 8) | other] = Number(leaves);
      }
    }
  }

  /** Undefined for a pattern that may match any line. */
  static for(pattern: Part, flags: string): LineFilter | undefined {
    const nodes = new NodeList(flags);
    const end = nodes.add(undefined, []);
    const first = nodes.before(pattern, end);
    if (nodes.isFull) return undefined;
    const table = determinize(nodes.all, first, end);
    return table && new LineFilter(table);
  }

  /** Where in `bytes[from..to)`, which start with a line, it is plain that a line may match; -1 when none may. */
  next(bytes: Uint8Array, from: number, to: number): number {
    const table = this.#table;
    const leaving = this.#leaving;
    const lead = bytes.byteOffset & 1;
    const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset - lead, (bytes.length + lead) >> 1);
    const lastPair = Math.min(pairs.length, (to + lead) >> 1);
    let state = START;
    for (let at = from; at < to; at++) {
      if (state === START && ((at + lead) & 1) === 0) {
        let pair = (at + lead) >> 1;
        while (pair < lastPair && leaving[pairs[pair] ?? 0] === 0) pair++;
        at = (pair << 1) - lead;
        if (at >= to) break;
      }
      state = table[state + (bytes[at] ?? 0)] ?? MATCH;
      if (state === MATCH) return at;
    }
    return -1;
  }
}

/** Builds the nondeterministic automaton from its end to its start. */
class NodeList {
  readonly all: Node[] = [];
  readonly #flags: string;
  readonly #anySet: CharacterSet = { ascii: new Uint8Array(ASCII).fill(1), beyond: true };

  constructor(flags: string) {
    this.#flags = flags;
  }

  /** The pattern is too large to be worth it. */
  get isFull(): boolean {
    return this.all.length > MOST_NODES;
  }

  add(takes: Uint8Array | undefined, next: number[]): number {
    this.all.push({ takes, next });
    return this.all.length - 1;
  }

  /** The node at which a part begins that goes on to `end`. */
  before(part: Part, end: number): number {
    if (this.isFull) return end;
    switch (part.kind) {
      case 'nothing':
        return end;
      case 'anything':
        return this.#loop(end, (again) => this.#set(this.#anySet, again));
      case 'character':
        return this.#set(setOfCharacter(part.character, this.#flags), end);
      case 'set':
        return this.#set(part.set, end);
      case 'sequence':
        return part.parts.reduceRight((next, one) => this.before(one, next), end);
      case 'choice':
        return this.add(
          undefined,
          part.parts.map((one) => this.before(one, end)),
        );
      case 'repeat':
        return this.#repeat(part.part, part.least, part.most, end);
    }
  }

  #repeat(part: Part, least: number, most: number, end: number): number {
    const copies = Math.min(least, MOST_COPIES);
    let first = end;
    if (most > 1 && most > copies) first = this.#loop(end, (again) => this.before(part, again));
    else if (most > copies) first = this.add(undefined, [end, this.before(part, end)]);
    for (let copy = 0; copy < copies; copy++) first = this.before(part, first);
    return first;
  }

  #loop(end: number, body: (again: number) => number): number {
    const next = [end];
    const start = this.add(undefined, next);
    next.push(body(start));
    return start;
  }

  /** One character: a byte of ASCII, or as many others as follow each other, which are not told apart. */
  #set({ ascii, beyond }: CharacterSet, end: number): number {
    const takes = new Uint8Array(SYMBOLS);
    takes.set(ascii);
    takes[LF] = 0;
    const one = this.add(takes, [end]);
    if (!beyond) return one;
    const high = new Uint8Array(SYMBOLS);
    high[BEYOND] = 1;
    const next = [end];
    const more = this.add(high, next);
    next.push(more);
    return this.add(undefined, [one, more]);
  }
}

/** The table of a deterministic automaton that is always at the start too; undefined when every line would match. */
function determinize(nodes: readonly Node[], first: number, end: number): Uint16Array | undefined {
  const symbols = symbolsOf(nodes);
  const start = closure(nodes, [first]);
  if (start.includes(end)) return undefined;
  const states = [start];
  const known = new Map([[start.join(), START]]);
  const rows: number[][] = [];
  for (let index = 0; index < states.length; index++) {
    const row = symbols.list.map((symbol) => {
      const reached = (states[index] ?? []).flatMap((node) => targets(nodes, node, symbol));
      const state = closure(nodes, [...reached, first]);
      if (state.includes(end)) return MATCH;
      const key = state.join();
      const number = known.get(key);
      if (number !== undefined) return number;
      if (states.length === MOST_STATES) return MATCH;
      states.push(state);
      known.set(key, (states.length - 1) * ROW);
      return (states.length - 1) * ROW;
    });
    rows.push(row);
  }
  const table = new Uint16Array(rows.length * ROW);
  for (const [index, row] of rows.entries()) {
    for (let byte = 0; byte < ROW; byte++) {
      const symbol = symbols.of[Math.min(byte, BEYOND)] ?? 0;
      table[index * ROW + byte] = byte === LF ? START : (row[symbol] ?? MATCH);
    }
  }
  return table;
}

/** Symbols that all nodes treat alike are one: the first of each kind, and which kind each is. */
function symbolsOf(nodes: readonly Node[]): { list: number[]; of: number[] } {
  const list: number[] = [];
  const kinds = new Map<string, number>();
  const taking = nodes.flatMap(({ takes }) => (takes ? [takes] : []));
  const of = Array.from({ length: SYMBOLS }, (_, symbol) => {
    const key = taking.map((takes) => takes[symbol]).join('');
    const kind = kinds.get(key) ?? list.length;
    if (kind === list.length) {
      kinds.set(key, kind);
      list.push(symbol);
    }
    return kind;
  });
  return { list, of };
}

function targets(nodes: readonly Node[], node: number, symbol: number): readonly number[] {
  const { takes, next } = nodes[node] ?? { takes: undefined, next: [] };
  return takes?.[symbol] === 1 ? next : [];
}

/** The nodes that wait for a symbol, or end, when these are reached; ascending. */
function closure(nodes: readonly Node[], from: readonly number[]): number[] {
  const reached = new Set<number>();
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    const { takes, next } = nodes[node] ?? { takes: undefined, next: [] };
    if (!takes) open.push(...next);
  }
  return [...reached]
    .filter((node) => nodes[node]?.takes || nodes[node]?.next.length === 0)
    .sort((one, other) => one - other);
}
