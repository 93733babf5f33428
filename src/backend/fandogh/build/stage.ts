import { posix } from 'node:path';

/** A folder copied from the build context: its files are looked up, never listed. */
interface Mount {
  readonly folder: string;
  readonly has: (below: string) => boolean;
  readonly read: (below: string) => string | undefined;
}

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
  /** Single files, and the text of those that the simulation reads. */
  readonly #files = new Map<string, string | undefined>();
  readonly #removed = new Set<string>();
  /** The latest first. */
  #mounts: readonly Mount[] = [];

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
    return posix.resolve(this.workdir, file);
  }

  put(file: string, text: string | undefined): void {
    const path = this.resolve(file);
    this.#files.set(path, text);
    this.#removed.delete(path);
  }

  /** Lays a folder of files over what is there. */
  mount(folder: string, has: Mount['has'], read: Mount['read']): void {
    this.#mounts = [{ folder: this.resolve(folder), has, read }, ...this.#mounts];
    this.#removed.clear(); // at worst a removed file outside of the folder is taken to be there again
  }

  remove(file: string): void {
    const path = this.resolve(file);
    this.#files.delete(path);
    this.#removed.add(path);
  }

  /** Is the file there, for all that is known? */
  has(file: string): boolean {
    const path = this.resolve(file);
    return this.#files.has(path) || (!this.#removed.has(path) && this.#mountOf(path) !== undefined);
  }

  /** The text of a file that is there and was readable; otherwise undefined. */
  read(file: string): string | undefined {
    const path = this.resolve(file);
    if (this.#files.has(path) || this.#removed.has(path)) return this.#files.get(path);
    return this.#mountOf(path)?.read();
  }

  #mountOf(path: string): { read: () => string | undefined } | undefined {
    for (const { folder, has, read } of this.#mounts) {
      const below = posix.relative(folder, path);
      if (has(below)) return { read: () => read(below) };
    }
    return undefined;
  }

  /** Takes over what another stage holds: `FROM builder`. */
  inherit(other: Stage): void {
    this.workdir = other.workdir;
    this.user = other.user;
    this.indexed = other.indexed;
    for (const [name, value] of other.variables) this.variables.set(name, value);
    for (const [file, text] of other.#files) this.#files.set(file, text);
    for (const file of other.#removed) this.#removed.add(file);
    this.#mounts = other.#mounts;
  }

  /** Fills `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}`; unknown names become nothing. */
  expand(text: string): string {
    return expand(text, this.variables);
  }
}

/** A variable that holds itself twice doubles with every line; beyond this nothing is filled in any more. */
const LONGEST_EXPANSION = 64 * 1024;

/** Fills the variables of an instruction; see `Stage.expand`. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  let room = LONGEST_EXPANSION;
  const filled = (value: string): string => {
    const fits = value.slice(0, room);
    room -= fits.length;
    return fits;
  };
  return text.replaceAll(
    /\\\$|\$(?:(\w+)|\{(\w+)(?::([-+])([^}$]*))?\})/g,
    (
      whole,
      plain: string | undefined,
      braced: string | undefined,
      sign: string | undefined,
      other: string | undefined,
    ) => {
      if (whole === '\\$') return '$';
      const value = variables.get(plain ?? braced ?? '') ?? '';
      if (sign === '-') return filled(value === '' ? (other ?? '') : value);
      if (sign === '+') return filled(value === '' ? '' : (other ?? ''));
      return filled(value);
    },
  );
}
