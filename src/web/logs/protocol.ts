import type { Comparison } from '../../buildlog/compare.ts';
import type { BuildsFault } from '../../buildlog/builds-reader.ts';
import type { Failure } from '../../buildlog/failure.ts';
import type { Position, Row } from '../../buildlog/log-document.ts';
import type { SearchQuery } from '../../buildlog/search-query.ts';
import type { StepState } from '../../buildlog/steps.ts';

/** One build as far as it is known. */
export interface BuildFacts {
  readonly state: string | undefined;
  /** As the service wrote it: what tells the builds of a version apart. */
  readonly startDate: string | undefined;
  readonly endDate: string | undefined;
  readonly lines: number;
}

/** A build to look at: where it was read from, and when it began; without a beginning the current one. */
export interface BuildKey {
  readonly source: string;
  readonly startDate: string | undefined;
}

/** What came of reading builds. */
export type ReadResult =
  | { readonly kind: 'builds'; readonly builds: readonly BuildFacts[]; readonly current: number }
  /** Any status but 2xx: the caller knows how its service says what is wrong. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly text: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  /** A success whose body is not builds; what came before the fault is kept. */
  | { readonly kind: 'misfit'; readonly status: number; readonly fault: BuildsFault }
  | { readonly kind: 'unreachable'; readonly because: 'network' | 'silence' }
  | { readonly kind: 'cancelled' };

/** A step's header, for its row and for the top of the view. */
export interface FoldHead {
  readonly header: number;
  readonly end: number;
  readonly label: string;
  readonly title: string;
  readonly state: StepState;
  readonly seconds: number | undefined;
  readonly isClosed: boolean;
}

/** A row of the view. */
export interface ViewRow extends Row {
  /** Start and end of each hit of the search, in columns. */
  readonly hits: readonly number[];
  /** Lines between this row and the one above that a search has left out. */
  readonly skipped: number;
  /** The line that heads the step it belongs to; -1 outside of any. */
  readonly header: number;
}

/** Rows from one up to another. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** The rows of a window, and the steps they belong to. */
export interface RowsResult {
  readonly from: number;
  readonly rows: readonly ViewRow[];
  readonly folds: readonly FoldHead[];
}

/** How a search stands. */
export interface SearchFacts {
  readonly hits: number;
  readonly done: boolean;
  /** `pattern`: it is no regular expression; `slow`: it took too long on some line and was given up. */
  readonly problem: 'pattern' | 'slow' | undefined;
  /** The engine's own words about a pattern. */
  readonly message: string;
}

/** How many marked lines each pixel beside the scroll bar stands for. */
export interface Strip {
  readonly errors: Uint32Array;
  readonly warnings: Uint32Array;
  readonly hits: Uint32Array;
}

/** What there is to see. Told anew whenever any of it changes. */
export interface LogFacts {
  /** Grows with every change of what rows show. */
  readonly revision: number;
  readonly lines: number;
  readonly bytes: number;
  /** Rows that are shown: fewer than lines when steps are folded or only hits are shown. */
  readonly rows: number;
  /** Lines of one traceback count once. */
  readonly errors: number;
  readonly steps: number;
  readonly search: SearchFacts | undefined;
  /** Only lines with hits are shown, and some around them. */
  readonly isOnly: boolean;
  /** The service has put times in front of the lines. */
  readonly hasTimes: boolean;
  readonly strip: Strip | undefined;
  /** The rows that the page last said it looks at, as they are now: who is told need not ask. */
  readonly window: RowsResult;
}

/** A line that was looked for, and its row; both -1 when there is none. */
export interface Place {
  readonly line: number;
  readonly row: number;
  /** The number of the hit, counted from 0; -1 where none was asked for. */
  readonly index: number;
  /** Which of its line's hits it is, -1 likewise. */
  readonly within: number;
}

/** What the page asks of the worker. Each is answered in its own kind. */
export type Command =
  /** Starts a reading; the answer says from which line on the service should tell. */
  | { readonly kind: 'begin'; readonly source: string }
  | {
      readonly kind: 'read';
      readonly reading: number;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'cancel'; readonly reading: number }
  /** Looks at a build. `isSettled`: it is over, so its steps come folded, but for one that `failed`. */
  | {
      readonly kind: 'show';
      readonly build: BuildKey;
      readonly isSettled: boolean;
      readonly hasFailed: boolean;
    }
  /** Rows, and all of those that are looked at: these are told with every change from then on. */
  | { readonly kind: 'rows'; readonly from: number; readonly to: number; readonly looksAt: RowRange }
  /** The first rows are on screen. */
  | { readonly kind: 'drawn' }
  | { readonly kind: 'fold'; readonly header: number; readonly isClosed: boolean }
  | { readonly kind: 'foldAll'; readonly isClosed: boolean }
  | { readonly kind: 'search'; readonly query: SearchQuery | undefined }
  /** Shows only lines with hits and so many around them; undefined shows all again. */
  | { readonly kind: 'only'; readonly context: number | undefined }
  /** Goes to a hit by its number, or to the first from a line on. */
  | { readonly kind: 'hit'; readonly index: number | undefined; readonly line: number }
  /** Goes to the nearest error after a line, or before it; round at the ends. */
  | { readonly kind: 'error'; readonly line: number; readonly isForward: boolean }
  /** Makes sure that a line is shown, opening what it is folded into. */
  | { readonly kind: 'reveal'; readonly line: number }
  | { readonly kind: 'strip'; readonly height: number }
  /** Shows the times in front of the lines, or leaves them out of rows and copies. */
  | { readonly kind: 'times'; readonly areShown: boolean }
  /** Shows a long line from a column on, and as many columns as a row holds. */
  | { readonly kind: 'columns'; readonly line: number; readonly from: number }
  | { readonly kind: 'text'; readonly start: Position; readonly end: Position }
  | { readonly kind: 'raw' }
  | { readonly kind: 'explain' }
  | { readonly kind: 'compare'; readonly left: BuildKey; readonly right: BuildKey }
  | { readonly kind: 'lines'; readonly build: BuildKey; readonly from: number; readonly to: number };

/** What each command is answered with. */
export interface Results {
  readonly begin: { readonly reading: number; readonly offset: number };
  readonly read: ReadResult;
  readonly cancel: null;
  readonly show: null;
  readonly rows: RowsResult;
  readonly drawn: null;
  readonly fold: null;
  readonly foldAll: null;
  readonly search: null;
  readonly only: null;
  readonly hit: Place;
  readonly error: Place;
  readonly reveal: Place;
  readonly strip: null;
  readonly times: null;
  readonly columns: null;
  /** Null when it is more than a clipboard can take without a wait. */
  readonly text: string | null;
  readonly raw: readonly Uint8Array<ArrayBuffer>[];
  readonly explain: Failure | null;
  readonly compare: Comparison | null;
  readonly lines: readonly Row[];
}

/** An answer, in the kind of its command. */
export type Reply = {
  [K in Command['kind']]: { readonly kind: K; readonly result: Results[K] };
}[Command['kind']];

/** What goes to the worker, and what comes from it. */
export interface Asked {
  readonly id: number;
  readonly command: Command;
}
export type Told =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'facts'; readonly facts: LogFacts }
  /** The command threw: a fault of the console. */
  | { readonly kind: 'fault'; readonly id: number; readonly message: string };
