import type { BuildFields } from './builds-reader.ts';
import { LogDocument } from './log-document.ts';
import { mergePoll, NEW_POLL_STATE, nextOffset } from './poll.ts';
import type { PollAction, PollRequest } from './poll.ts';
import { PollText } from './poll-text.ts';

const NEWLINE = new Uint8Array([0x0a]);

/**
 * Follows one build's log over many requests. The host asks `request` what to send, gives `receive` the text as it
 * comes, and `apply`s it when the answer is through. Requests may overlap, and their answers come in any order.
 */
export class LogFollower {
  #document = new LogDocument();
  #state = NEW_POLL_STATE;
  #sequence = 0;
  readonly #receiving = new Set<PollText>();

  /** The log; another object when the service has replaced it. */
  get document(): LogDocument {
    return this.#document;
  }

  /** What the next request should ask for. */
  request(): PollRequest {
    this.#sequence++;
    return { sequence: this.#sequence, offset: nextOffset(this.#state) };
  }

  /** Where the text of the answer to a request goes. */
  receive(request: PollRequest): PollText {
    const isNewestWhole = request.offset === 0 && request.sequence > this.#state.applied;
    const text = new PollText(this.#document, isNewestWhole);
    this.#receiving.add(text);
    return text;
  }

  /** Forgets an answer that failed; what has come of a first one stays to be read. */
  drop(text: PollText): void {
    this.#receiving.delete(text);
  }

  /** Takes an answer that is through; says what it did to the log. */
  apply(request: PollRequest, text: PollText, fields: BuildFields): PollAction['kind'] {
    this.#receiving.delete(text);
    if (text.document !== this.#document) return 'nothing';
    // What else is under way may be older than this.
    for (const other of this.#receiving) other.standBack();
    const { state, action } = mergePoll(this.#state, {
      request,
      linesCount: fields.linesCount,
      startDate: fields.startDate,
      relation: text.relation(),
      newlines: text.newlines(),
      isClosed: text.isClosed,
    });
    this.#state = state;
    switch (action.kind) {
      case 'nothing':
        break;
      case 'append': {
        const pieces = [...text.piecesAfterLines(action.skipLines)];
        if (action.needsNewline) this.#document.append(NEWLINE);
        this.#append(pieces);
        break;
      }
      case 'extend':
        this.#append(text.newPieces());
        break;
      case 'replace': {
        const pieces = text.pieces();
        this.#document = new LogDocument();
        this.#append(pieces);
        break;
      }
    }
    this.#document.flush();
    return action.kind;
  }

  #append(pieces: Iterable<Uint8Array>): void {
    for (const piece of pieces) this.#document.append(piece);
  }
}
