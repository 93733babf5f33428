/** Which files of a folder are sent. The rules are those of the service's command line client, which differ from Docker's. */
export type Chooser = (path: string) => boolean;

/**
 * A shell glob over a whole path, as Python's `fnmatch` reads it: `*` and `?` cross slashes, `[a-c]` and `[!a-c]` are
 * sets. Runs of stars become one, so that no pattern backtracks for long.
 */
function globOf(pattern: string): RegExp {
  const source = pattern.replaceAll(
    /\*+|\?|\[(!?)(\]?[^\]]*)\]|[^*?[]+|\[/g,
    (token, not?: string, set?: string) => {
      if (token.startsWith('*')) return '.*';
      if (token === '?') return '.';
      if (set !== undefined)
        return `[${not === '!' ? '^' : ''}${set.replaceAll(/[\\\]^]/g, String.raw`\$&`)}]`;
      return token.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
    },
  );
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    // A set that is none (`[z-a]`) matches nothing there either.
    return /(?!)/;
  }
}

/** The patterns of an ignore file: no comments, no blank lines, no leading slash. `!` has no meaning. */
function patternsOf(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/^\/+/, ''));
}

/**
 * Chooses the files to send, as `fandogh-cli` does: of `.dockerignore` and `.fandoghignore` only the latter counts
 * when both are there; `.git` and `.dockerignore` are never sent, anything called Dockerfile always.
 * @see https://github.com/fandoghpaas/fandogh-cli (workspace)
 */
export function chooserOf(ignores: {
  readonly docker?: string | undefined;
  readonly fandogh?: string | undefined;
}): Chooser {
  const patterns = patternsOf(ignores.fandogh ?? ignores.docker ?? '').flatMap((pattern) => [
    globOf(pattern),
    globOf(`${pattern.replace(/\/$/, '')}/*`),
  ]);
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path.split('/').slice(0, -1).includes('.git') || path === '.dockerignore') return false;
    if (name.toLowerCase() === 'dockerfile') return true;
    return !patterns.some((pattern) => pattern.test(path));
  };
}
