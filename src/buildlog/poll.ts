/** What the next request for a log should ask, and a number that orders it among the others. */
export interface PollRequest {
  /** Grows with every request. */
  readonly sequence: number;
  /** `image_offset`: how many lines are known already; 0 asks for the whole log. */
  readonly offset: number;
}

/** How the text of an answer compares with the log as it is known. */
export type Relation =
  /** It begins with all of the known log. */
  | 'extends'
  /** The known log begins with all of it, and goes on. */
  | 'within'
  | 'differs';

/** What an answer says, apart from the text itself. */
export interface PollAnswer {
  readonly request: PollRequest;
  /** `lines_count`: all lines so far; documented servers leave it out. */
  readonly linesCount: number | undefined;
  readonly startDate: string | undefined;
  readonly relation: Relation;
  readonly newlines: number;
  /** Whether the text ends with a newline, or is empty. */
  readonly isClosed: boolean;
}

/** What is known of the log that is being followed. */
export interface PollState {
  /** Lines known by the server's count; 0 while it does not count. */
  readonly known: number;
  /**
   * Whether the last known line has no newline, so that one belongs before the next part: the server joins lines by
   * newlines, as documented, where others close each line by one.
   */
  readonly isOpen: boolean;
  readonly startDate: string | undefined;
  /** The newest request whose answer has been taken. */
  readonly applied: number;
  /** Answers to older requests are about a log that has been replaced. */
  readonly floor: number;
  /** Set when only a whole log can tell how to go on. */
  readonly needsWhole: boolean;
}

/** What is to be done with the text of an answer. */
export type PollAction =
  | { readonly kind: 'nothing' }
  /** A part of the log: skip so many of its lines, and append the rest, behind a newline if one is missing. */
  | { readonly kind: 'append'; readonly skipLines: number; readonly needsNewline: boolean }
  /** The whole log, of which the first part is known: append what follows. */
  | { readonly kind: 'extend' }
  /** Another log: forget the known one. */
  | { readonly kind: 'replace' };

const NOTHING: PollAction = { kind: 'nothing' };

/** Nothing is known yet. */
export const NEW_POLL_STATE: PollState = {
  known: 0,
  isOpen: false,
  startDate: undefined,
  applied: 0,
  floor: 0,
  needsWhole: false,
};

/** The offset to ask for next. */
export function nextOffset(state: PollState): number {
  return state.needsWhole ? 0 : state.known;
}

/**
 * Decides what an answer adds to the log. Answers may come in any order, hold all of the log or what follows the
 * requested offset (servers that do not know `image_offset` send all of it every time), count lines or not, and be
 * about a newer build; the log then has no line twice and misses none. Where an answer can be read in two ways, nothing
 * is taken from it, and the whole log is asked for.
 */
export function mergePoll(state: PollState, answer: PollAnswer): { state: PollState; action: PollAction } {
  const { request, linesCount, startDate } = answer;
  const keep = { state, action: NOTHING };
  if (request.sequence < state.floor) return keep;
  if (state.needsWhole && request.offset > 0) return keep;
  const isLater = request.sequence > state.applied;
  const isOtherBuild =
    startDate !== undefined && state.startDate !== undefined && startDate !== state.startDate;
  if (isOtherBuild) {
    if (!isLater) return keep;
    return request.offset === 0 ? takeWhole(state, answer, 'replace') : askWhole(state, answer);
  }
  switch (extentOf(answer, state.isOpen)) {
    case 'whole':
      if (answer.relation === 'extends') return takeWhole(state, answer, 'extend');
      if (!isLater || (answer.relation === 'within' && !state.needsWhole)) return keep;
      return takeWhole(state, answer, 'replace');
    case 'part':
      return takePart(state, answer, linesCount ?? 0);
    case 'unclear':
      return isLater ? askWhole(state, answer) : keep;
  }
}

/** Whether a text is the whole log, or what follows the requested offset, by how many lines it can have. */
function extentOf(answer: PollAnswer, joins: boolean): 'whole' | 'part' | 'unclear' {
  const { linesCount, request } = answer;
  if (request.offset === 0 || linesCount === undefined) return 'whole';
  const lines = joins ? answer.newlines + 1 : answer.newlines;
  const isNothing = answer.newlines === 0 && answer.isClosed;
  if (!joins && !answer.isClosed) return 'unclear';
  if (lines === linesCount) return 'whole';
  return lines === linesCount - request.offset || (isNothing && linesCount === request.offset)
    ? 'part'
    : 'unclear';
}

function takePart(state: PollState, answer: PollAnswer, linesCount: number): ReturnType<typeof mergePoll> {
  const { request } = answer;
  if (linesCount <= state.known) return { state: seen(state, answer), action: NOTHING };
  // Lines between the known ones and these are missing: what is known has changed since they were asked for.
  if (request.offset > state.known) return askWhole(state, answer);
  const lines = linesCount - request.offset;
  return {
    state: { ...seen(state, answer), known: linesCount, isOpen: lines > answer.newlines },
    action: { kind: 'append', skipLines: state.known - request.offset, needsNewline: state.isOpen },
  };
}

function takeWhole(
  state: PollState,
  answer: PollAnswer,
  kind: 'extend' | 'replace',
): ReturnType<typeof mergePoll> {
  const { linesCount, request } = answer;
  const known = linesCount ?? 0;
  return {
    state: {
      ...seen(state, answer),
      known,
      isOpen: known > answer.newlines,
      startDate: answer.startDate ?? (kind === 'extend' ? state.startDate : undefined),
      floor: kind === 'replace' ? request.sequence : state.floor,
      needsWhole: false,
    },
    action: { kind },
  };
}

function askWhole(state: PollState, answer: PollAnswer): ReturnType<typeof mergePoll> {
  return { state: { ...seen(state, answer), needsWhole: true }, action: NOTHING };
}

function seen(state: PollState, answer: PollAnswer): PollState {
  return {
    ...state,
    applied: Math.max(state.applied, answer.request.sequence),
    startDate: state.startDate ?? answer.startDate,
  };
}
