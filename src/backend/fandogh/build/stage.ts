import path from 'node:path';

/** What stands in a container's file system, as far as the simulation knows. */
export class Stage {
  /** The name after `AS`, or undefined. */
  readonly name: string | undefined;
  readonly packages: 'apt' | 'apk' | 'none';
  /** Bytes. */
  size: number;
  workdir = '/';
  user = 'root';
  /** Was the package index fetched in this stage, and not thrown away since? */
  indexed = false;
  /** Has something run whose files nobody knows? Then no file can be said to be missing. */
  uncertain: boolean;
  readonly variables = new Map<string, string>();
  /** Paths in the container, and the text of those that the simulation reads. */
  readonly #files = new Map<string, string | undefined>();

  constructor(options: {
    name: string | undefined;
    packages: 'apt' | 'apk' | 'none';
    size: number;
    uncertain: boolean;
  }) {
    this.name = options.name;
    this.packages = options.packages;
    this.size = options.size;
    this.uncertain = options.uncertain;
  }

  /** The absolute path that a path of an instruction or command means. */
  resolve(file: string): string {
    return path.posix.resolve(this.workdir, file);
  }

  put(file: string, text: string | undefined): void {
    this.#files.set(this.resolve(file), text);
  }

  remove(file: string): void {
    this.#files.delete(this.resolve(file));
  }

  /** Is the file there, for all that is known? */
  has(file: string): boolean {
    return this.#files.has(this.resolve(file));
  }

  /** The text of a file that is there and was readable; otherwise undefined. */
  read(file: string): string | undefined {
    return this.#files.get(this.resolve(file));
  }

  /** Takes over what another stage holds: `FROM builder`. */
  inherit(other: Stage): void {
    this.workdir = other.workdir;
    this.user = other.user;
    this.indexed = other.indexed;
    for (const [name, value] of other.variables) this.variables.set(name, value);
    for (const [file, text] of other.#files) this.#files.set(file, text);
  }

  /** Fills `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`; unknown names become nothing. */
  expand(text: string): string {
    return expand(text, this.variables);
  }
}

/** Fills the variables of an instruction; see `Stage.expand`. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\\\$|\$(?:(\w+)|\{(\w+)(?::([-+])([^}]*))?\})/g,
    (
      whole,
      plain: string | undefined,
      braced: string | undefined,
      sign: string | undefined,
      other: string | undefined,
    ) => {
      if (whole === '\\$') return '$';
      const value = variables.get(plain ?? braced ?? '') ?? '';
      if (sign === '-') return value === '' ? (other ?? '') : value;
      if (sign === '+') return value === '' ? '' : (other ?? '');
      return value;
    },
  );
}
