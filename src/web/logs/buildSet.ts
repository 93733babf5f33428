import type { BuildFields, BuildsAnswer, BuildsShape, LogSink } from '../../buildlog/builds-reader.ts';
import type { LogDocument } from '../../buildlog/log-document.ts';
import { LogFollower } from '../../buildlog/log-follower.ts';
import type { PollRequest } from '../../buildlog/poll.ts';
import type { PollText } from '../../buildlog/poll-text.ts';
import type { BuildFacts } from './protocol.ts';

interface Entry {
  readonly follower: LogFollower;
  fields: BuildFields;
  /** The reading that told the fields, to know an older answer that comes late. */
  reading: number;
}

interface Opened {
  readonly entry: Entry;
  readonly request: PollRequest;
  readonly text: PollText;
}

const DISCARD: LogSink = () => {};

/**
 * The builds of one version, over many readings. Services answer with all builds in an array, or with the last one
 * as a single object; readings may overlap and end in any order.
 */
export class BuildSet {
  #entries: Entry[] = [];
  #current = 0;
  #readings = 0;
  /** Another build has come: which log is which must be found out anew. */
  #isStale = false;

  /** Starts a reading: asks for what is missing of the current build, or for everything. */
  begin(): BuildsReading {
    this.#readings++;
    const current = this.#isStale ? undefined : this.#entries[this.#current];
    return new BuildsReading(
      this,
      this.#readings,
      current?.follower.request() ?? { sequence: 0, offset: 0 },
      !current,
    );
  }

  /** The builds as far as they are known. */
  get builds(): readonly BuildFacts[] {
    return this.#entries.map(({ fields, follower }) => ({
      state: fields.state,
      startDate: fields.startDate,
      endDate: fields.endDate,
      lines: follower.document.lineCount,
    }));
  }

  /** The place of the build that began last, -1 when there is none. */
  get current(): number {
    return this.#entries.length === 0 ? -1 : this.#current;
  }

  /** The log of the build that began then, or of the current one. */
  document(startDate: string | undefined): LogDocument | undefined {
    const wanted =
      startDate === undefined
        ? this.#entries[this.#current]
        : this.#entries.find(({ fields }) => fields.startDate === startDate);
    return wanted?.follower.document;
  }

  /** For a reading: the log that the build at `index` of an answer belongs to. Undefined when it is not wanted. */
  entryFor(index: number, isArray: boolean, isFirst: boolean): Entry | undefined {
    if (isFirst) {
      // Several first readings may overlap: the first to reach a build makes its log.
      const entry = this.#isStale ? undefined : this.#entries[index];
      if (entry) return entry;
      const made: Entry = { follower: new LogFollower(), fields: {}, reading: 0 };
      if (!this.#isStale) this.#entries[index] = made;
      return made;
    }
    const place = isArray ? index : this.#current;
    // Builds before the current one are over, and were read whole.
    return place === this.#current ? this.#entries[place] : undefined;
  }

  /** For a reading: takes what its answer says. */
  take(reading: number, answer: BuildsAnswer, opened: ReadonlyMap<number, Opened>, isFirst: boolean): void {
    if (this.#isStale && isFirst && answer.ok) {
      this.#entries = answer.builds.flatMap((_, index) => opened.get(index)?.entry ?? []);
      this.#isStale = false;
    }
    for (const [index, { entry, request, text }] of opened) {
      const fields = answer.builds[index];
      if (!fields) continue;
      const known = entry.fields.startDate;
      if (known !== undefined && fields.startDate !== undefined && known !== fields.startDate) {
        this.#isStale = true;
        continue;
      }
      entry.follower.apply(request, text, fields);
      if (reading < entry.reading) continue;
      entry.fields = { ...entry.fields, ...fields };
      entry.reading = reading;
    }
    if (!answer.ok) return;
    if (answer.shape === 'array' && answer.builds.length !== this.#entries.length) this.#isStale = true;
    if (isFirst && answer.current >= 0) this.#current = answer.current;
  }
}

/** One answer on its way in. */
class BuildsReading {
  /** From which line on to ask; 0 for everything. */
  readonly offset: number;
  readonly #set: BuildSet;
  readonly #number: number;
  readonly #request: PollRequest;
  readonly #isFirst: boolean;
  readonly #opened = new Map<number, Opened>();
  constructor(set: BuildSet, number: number, request: PollRequest, isFirst: boolean) {
    this.#set = set;
    this.#number = number;
    this.#request = request;
    this.#isFirst = isFirst;
    this.offset = request.offset;
  }

  /** Where the log of the build at `index` of the answer goes. */
  open(index: number, shape: BuildsShape): LogSink {
    const entry = this.#set.entryFor(index, shape === 'array', this.#isFirst);
    if (!entry) return DISCARD;
    const request = this.#isFirst ? entry.follower.request() : this.#request;
    const text = entry.follower.receive(request);
    this.#opened.set(index, { entry, request, text });
    return (bytes) => text.write(bytes);
  }

  /** Takes the answer as a whole. */
  end(answer: BuildsAnswer): void {
    this.#set.take(this.#number, answer, this.#opened, this.#isFirst);
  }
}
export type { BuildsReading };
