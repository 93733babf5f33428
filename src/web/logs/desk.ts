import type { BuildsShape } from '../../buildlog/builds-reader.ts';
import { CompareJob, type Comparison } from '../../buildlog/compare.ts';
import { explainFailure } from '../../buildlog/failure.ts';
import { LogDocument } from '../../buildlog/log-document.ts';
import type { RegexHits, RegexWindow } from '../../buildlog/regex-scan.ts';
import { SearchJob } from '../../buildlog/search-job.ts';
import { compileQuery, type SearchQuery } from '../../buildlog/search-query.ts';
import { BuildSet, type BuildsReading } from './buildSet.ts';
import type { BuildKey, Command, LogFacts, ReadResult, Reply, RowRange, SearchFacts } from './protocol.ts';
import type { ReadOutcome } from './readProtocol.ts';
import { LogView } from './view.ts';

/** What the desk needs of the place it works in. Tests give it another. */
export interface DeskWorld {
  /**
   * Reads builds from an address; `open` is called when the log of one begins, and what it answers takes the text. Reading
   * goes on when what that answers is through. Rejects when reading itself fails.
   */
  readonly read: (
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    open: (build: number, shape: BuildsShape) => (text: Uint8Array) => Promise<void> | undefined,
  ) => Promise<ReadOutcome>;
  /** Runs a person's pattern elsewhere; undefined when it took too long, or failed. */
  readonly runRegex: (window: RegexWindow) => Promise<RegexHits | undefined>;
  /** Lets other messages in, then goes on. */
  readonly pause: () => Promise<void>;
  /** Resolves after so many milliseconds. */
  readonly wait: (time: number) => Promise<void>;
  readonly tell: (facts: LogFacts) => void;
}

/** How long a search or a comparison works before other messages are let in, in milliseconds. */
const SLICE = 12;
/** How long a person's pattern is matched before facts may be told, in milliseconds. */
const MATCHING = 40;
/** So many windows of it are matched at the same time. */
const SIDE_BY_SIDE = 2;
/** How often facts are told while something goes on, in milliseconds. */
const TELLING = 400;
/** So long may a page take to draw the first rows before reading goes on regardless, in milliseconds. */
const DRAWING = 150;

/** The worker's side of the log viewer: reads builds, and answers what the page asks of them. */
export class LogDesk {
  readonly #world: DeskWorld;
  readonly #sources = new Map<string, BuildSet>();
  readonly #readings = new Map<
    number,
    { readonly reading: BuildsReading; readonly set: BuildSet; readonly abort: AbortController }
  >();
  #lastReading = 0;
  #shown: BuildKey | undefined;
  #view = new LogView(false, false);
  #empty = new LogDocument();
  #search:
    | { readonly query: SearchQuery; readonly facts: SearchFacts; readonly job: SearchJob | undefined }
    | undefined;
  #isSearching = false;
  #stripHeight = 0;
  #onDrawn = (): void => {};
  #looksAt: RowRange = { from: 0, to: 0 };
  #revision = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(world: DeskWorld) {
    this.#world = world;
  }

  /** Does what the page asks. */
  async answer(command: Command): Promise<Reply> {
    const log = this.#log();
    const view = this.#view;
    switch (command.kind) {
      case 'begin':
        return { kind: 'begin', result: this.#begin(command.source) };
      case 'read':
        return { kind: 'read', result: await this.#read(command.reading, command.url, command.headers) };
      case 'rows':
        this.#looksAt = command.looksAt;
        return { kind: 'rows', result: view.rows(log, command.from, command.to) };
      case 'hit':
        return this.#moved({ kind: 'hit', result: view.hit(log, command.index, command.line) });
      case 'error':
        return this.#moved({ kind: 'error', result: view.error(log, command.line, command.isForward) });
      case 'reveal':
        return this.#moved({ kind: 'reveal', result: view.reveal(log, command.line) });
      case 'drawn':
        this.#onDrawn();
        return { kind: 'drawn', result: null };
      case 'text':
        return { kind: 'text', result: view.text(log, command.start, command.end) };
      case 'raw':
        return { kind: 'raw', result: [...log.rawPieces()] };
      case 'explain':
        return { kind: 'explain', result: log.lineCount === 0 ? null : explainFailure(log) };
      case 'compare':
        return { kind: 'compare', result: await this.#compare(command.left, command.right) };
      case 'lines':
        return { kind: 'lines', result: this.#find(command.build)?.rows(command.from, command.to) ?? [] };
      case 'cancel':
        this.#readings.get(command.reading)?.abort.abort();
        break;
      case 'show':
        this.#show(command.build, command.isSettled, command.hasFailed);
        break;
      case 'fold':
        view.fold(command.header, command.isClosed);
        break;
      case 'foldAll':
        view.foldAll(log, command.isClosed);
        break;
      case 'search':
        this.#startSearch(command.query);
        break;
      case 'only':
        view.only(command.context);
        break;
      case 'strip':
        this.#stripHeight = command.height;
        break;
      case 'times':
        view.times(command.areShown);
        break;
      case 'columns':
        view.columns(command.line, command.from);
        break;
    }
    this.#tell();
    return { kind: command.kind, result: null };
  }

  #begin(source: string): { reading: number; offset: number } {
    const set = this.#sources.get(source) ?? new BuildSet();
    this.#sources.set(source, set);
    const reading = set.begin();
    this.#lastReading++;
    this.#readings.set(this.#lastReading, { reading, set, abort: new AbortController() });
    return { reading: this.#lastReading, offset: reading.offset };
  }

  async #read(id: number, url: string, headers: Readonly<Record<string, string>>): Promise<ReadResult> {
    const open = this.#readings.get(id);
    if (!open) return { kind: 'cancelled' };
    const { reading, set, abort } = open;
    const outcome = await this.#world.read(url, headers, abort.signal, (build, shape) => {
      const sink = reading.open(build, shape);
      return (text) => {
        const wasEmpty = this.#log().lineCount === 0;
        sink(text);
        const isFirst = wasEmpty && this.#log().lineCount > 0;
        if (isFirst) this.#searchOn();
        this.#tellSometimes(isFirst);
        return isFirst ? this.#drawing() : undefined;
      };
    });
    this.#readings.delete(id);
    if (outcome.kind !== 'done') return outcome;
    const { answer, status } = outcome;
    reading.end(answer);
    this.#searchOn();
    this.#tell();
    if (!answer.ok) return { kind: 'misfit', status, fault: answer.fault };
    return { kind: 'builds', builds: set.builds, current: set.current };
  }

  /** Until the page has drawn the first rows: reading meanwhile would only slow it down. */
  #drawing(): Promise<void> {
    const drawn = new Promise<void>((resolve) => {
      this.#onDrawn = resolve;
    });
    return Promise.race([drawn, this.#world.wait(DRAWING)]);
  }

  #find(build: BuildKey | undefined): LogDocument | undefined {
    return build && this.#sources.get(build.source)?.document(build.startDate);
  }

  #log(): LogDocument {
    return this.#find(this.#shown) ?? this.#empty;
  }

  #show(build: BuildKey, isSettled: boolean, hasFailed: boolean): void {
    const before = this.#log();
    this.#shown = build;
    const view = new LogView(isSettled, hasFailed);
    view.follow(this.#view);
    if (before === this.#log()) view.keep(this.#view);
    this.#view = view;
    if (before !== this.#log() && this.#search) this.#startSearch(this.#search.query);
  }

  #startSearch(query: SearchQuery | undefined): void {
    this.#search = undefined;
    this.#view.search(undefined);
    if (!query) {
      this.#view.only(undefined);
      return;
    }
    const compiled = compileQuery(query);
    const facts = { hits: 0, done: false, problem: undefined, message: '' };
    if (!compiled.ok) {
      const problem = compiled.problem === 'pattern' ? 'pattern' : undefined;
      this.#search = {
        query,
        facts: { ...facts, done: true, problem, message: compiled.message },
        job: undefined,
      };
      return;
    }
    const job = new SearchJob(this.#log(), compiled.query);
    this.#search = { query, facts, job };
    this.#view.search(job);
    this.#searchOn();
  }

  /** Searches what has not been searched yet: all of a log, or what it has grown by. */
  #searchOn(): void {
    const search = this.#search;
    // A log that was replaced is another document, which its job does not know.
    if (search?.job && !search.job.isOf(this.#log())) this.#startSearch(search.query);
    else if (!this.#isSearching && search?.job && search.facts.problem === undefined) void this.#runSearch();
  }

  async #runSearch(): Promise<void> {
    this.#isSearching = true;
    for (let search = this.#search; search?.job; search = this.#search) {
      const { job } = search;
      const hadNone = job.progress.hits === 0;
      if (search.facts.problem !== undefined || job.progress.done) break;
      const isSlow = job.untrusted ? !(await this.#runWindows(job)) : undefined;
      if (!job.untrusted) job.step(SLICE);
      if (this.#search?.job === job) {
        const { hits, done } = job.progress;
        const problem = isSlow ? 'slow' : undefined;
        this.#search = { ...search, facts: { hits, done: done || isSlow === true, problem, message: '' } };
      }
      this.#tellSometimes(hadNone && job.progress.hits > 0);
      await this.#world.pause();
    }
    this.#isSearching = false;
    const last = this.#search;
    if (last?.job && last.facts.problem === undefined) {
      this.#search = {
        ...last,
        facts: { ...last.facts, hits: last.job.progress.hits, done: last.job.progress.done },
      };
    }
    this.#tell();
  }

  /**
   * Runs a pattern over the next lines, for a while or up to the first hit; false when it took too long. While some are
   * matched, the next are cut.
   */
  async #runWindows(job: SearchJob): Promise<boolean> {
    const until = performance.now() + MATCHING;
    const hadNone = job.progress.hits === 0;
    const running: Promise<RegexHits | undefined>[] = [];
    const takeFirst = async (): Promise<boolean> => {
      const hits = await running.shift();
      if (hits) job.accept(hits);
      return hits !== undefined;
    };
    for (const window of job.takeWindows(Number.POSITIVE_INFINITY)) {
      running.push(this.#world.runRegex(window));
      if (running.length < SIDE_BY_SIDE) continue;
      if (!(await takeFirst())) return false;
      if (performance.now() > until || this.#search?.job !== job) break;
      if (hadNone && job.progress.hits > 0) break;
    }
    while (running.length > 0) if (!(await takeFirst())) return false;
    return true;
  }

  async #compare(left: BuildKey, right: BuildKey): Promise<Comparison | null> {
    const [one, other] = [this.#find(left), this.#find(right)];
    if (!one || !other) return null;
    const job = new CompareJob(one, other);
    for (;;) {
      const comparison = job.step(SLICE);
      if (comparison) return comparison;
      await this.#world.pause();
    }
  }

  /** A place may have been folded away: then other rows are shown now. */
  #moved(reply: Reply): Reply {
    this.#tell();
    return reply;
  }

  /** While something goes on: now and then, and at once what is `awaited`, as the first rows and the first hit are. */
  #tellSometimes(isAwaited: boolean): void {
    if (isAwaited || performance.now() - this.#toldAt >= TELLING) this.#tell();
  }

  #tell(): void {
    this.#toldAt = performance.now();
    this.#revision++;
    const log = this.#log();
    this.#world.tell({
      revision: this.#revision,
      lines: log.lineCount,
      bytes: log.byteLength,
      rows: this.#view.map(log).rowCount,
      errors: log.errorStarts.length,
      steps: log.outline.steps.length,
      search: this.#search?.facts,
      isOnly: this.#view.isOnly,
      hasTimes: log.hasTimes,
      strip: this.#stripHeight > 0 ? this.#view.strip(log, this.#stripHeight) : undefined,
      window: this.#view.rows(log, this.#looksAt.from, this.#looksAt.to),
    });
  }
}
