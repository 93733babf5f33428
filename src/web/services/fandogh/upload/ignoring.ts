/** Which files of a folder are sent. The rules are those of the service's command line client, which differ from Docker's. */
export type Chooser = (path: string) => boolean;

/** A question mark, a set or plain text of a glob, as part of a regular expression. */
function sourceOf(token: string, not: string | undefined, set: string | undefined): string {
  if (token === '?') return '.';
  if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replaceAll(/[\\\]^]/g, String.raw`\$&`)}]`;
  return token.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/**
 * A shell glob over a whole path, as Python's `fnmatch` reads it: `*` and `?` cross slashes, `[a-c]` and `[!a-c]` are
 * sets. The pieces between stars are looked for one after the other, each where it comes first and nowhere else, as
 * `fnmatch` does since Python 3.9: going back to try other places would take exponential time for an odd pattern.
 */
function globOf(pattern: string): RegExp {
  const pieces = [''];
  for (const [token, not, set] of pattern.matchAll(/\*+|\?|\[(!?)(\]?[^\]]*)\]|[^*?[]+|\[/g)) {
    if (token.startsWith('*')) pieces.push('');
    else pieces.push(`${pieces.pop()}${sourceOf(token, not, set)}`);
  }
  const [first = '', ...middle] = pieces;
  const last = middle.pop();
  const found = middle.map((piece, number) => String.raw`(?=(?<_${number}>.*?${piece}))\k<_${number}>`);
  try {
    return new RegExp(`^${first}${found.join('')}${last === undefined ? '' : `.*${last}`}$`, 's');
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
