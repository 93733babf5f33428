/** One line of a build log, and how long after the line before it comes, in milliseconds of life. */
export interface TimedLine {
  readonly after: number;
  readonly text: string;
}

/** Far more than builds of this size print; what goes on is cut, as Docker cuts it. */
const MOST_LINES_A_STEP = 4000;
const MOST_CHARACTERS_A_STEP = 1024 ** 2;
const MOST_CHARACTERS = 16 * 1024 ** 2;

/** The first lines of a step, its own text and a reason among them, are kept whatever came before. */
const ALWAYS = 3;

const RED = '\u001B[91m';
const PLAIN = '\u001B[0m';

/** The log of a build while it is planned. */
export class Transcript {
  readonly lines: TimedLine[] = [];
  #stepLines = 0;
  #stepCharacters = 0;
  #characters = 0;
  #clipped = false;
  #wait = 0;

  /** Begins a step, whose output is limited anew. */
  beginStep(): void {
    this.#stepLines = 0;
    this.#stepCharacters = 0;
    this.#clipped = false;
  }

  /** Adds a line, or several: a text is cut at its line feeds. @param after milliseconds since the line before */
  say(text: string, after = 0): void {
    let delay = after;
    for (const line of text.split('\n')) {
      this.#wait += delay;
      delay = 0;
      if (this.#clipped) continue;
      this.#stepLines += 1;
      this.#stepCharacters += line.length;
      this.#characters += line.length;
      this.#clipped =
        this.#stepLines > MOST_LINES_A_STEP ||
        this.#stepCharacters > MOST_CHARACTERS_A_STEP ||
        (this.#stepLines > ALWAYS && this.#characters > MOST_CHARACTERS);
      this.lines.push({
        after: this.#wait,
        text: this.#clipped ? '[output clipped, log limit reached]' : line,
      });
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
