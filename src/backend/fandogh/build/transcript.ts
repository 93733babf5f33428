/** One line of a build log, and how long after the line before it comes, in milliseconds of life. */
export interface TimedLine {
  readonly after: number;
  readonly text: string;
}

/** Far more than builds of this size print; a step that goes on is cut, as Docker cuts it. */
const MOST_LINES_A_STEP = 4000;

const RED = '\u001B[91m';
const PLAIN = '\u001B[0m';

/** The log of a build while it is planned. */
export class Transcript {
  readonly lines: TimedLine[] = [];
  #step = 0;
  #wait = 0;

  /** Begins a step, whose output is limited anew. */
  beginStep(): void {
    this.#step = 0;
  }

  /** Adds a line, or several: a text is cut at its line feeds. @param after milliseconds since the line before */
  say(text: string, after = 0): void {
    let delay = after;
    for (const line of text.split('\n')) {
      this.#step += 1;
      this.#wait += delay;
      delay = 0;
      if (this.#step > MOST_LINES_A_STEP) continue;
      const clipped = this.#step === MOST_LINES_A_STEP;
      this.lines.push({ after: this.#wait, text: clipped ? '[output clipped, log limit reached]' : line });
      this.#wait = 0;
    }
  }

  /** Adds lines that a command wrote to its error stream: the classic builder prints them red. */
  warn(text: string, after = 0): void {
    this.say(
      text
        .split('\n')
        .map((line) => (line === '' ? line : `${RED}${line}${PLAIN}`))
        .join('\n'),
      after,
    );
  }

  /** Lets time pass before the next line. */
  wait(milliseconds: number): void {
    this.#wait += milliseconds;
  }

  /** Milliseconds of life from the start to the last line. */
  get duration(): number {
    return this.lines.reduce((sum, { after }) => sum + after, 0);
  }
}

/** A size as command line tools write it: `8.3 MB`. */
export function megabytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes >= 1e3 ? `${(bytes / 1e3).toFixed(1)} kB` : `${bytes} B`;
}
