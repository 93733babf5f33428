import { isIP } from 'node:net';

/** `example.test:4600` → `example.test`, `[::1]:4600` → `::1`; undefined when it is no host at all. */
function hostName(text: string): string | undefined {
  if (/[/?#@\\\s]/.test(text) || !URL.canParse(`http://${text}/`)) return undefined;
  return new URL(`http://${text}/`).hostname.replaceAll(/^\[|\]$/g, '');
}

function bareName(text: string): string {
  return hostName(isIP(text) === 6 ? `[${text}]` : text) ?? text;
}

/** Is this a name or address that reaches this machine only from itself? */
export function isLoopbackHost(host: string): boolean {
  const name = bareName(host);
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    (isIP(name) === 4 && name.startsWith('127.'))
  );
}

/**
 * Which `Host` headers are answered. A page of a foreign origin can let its own name point to this machine
 * (DNS rebinding) and would then be of our origin to the browser; but it cannot change the name.
 * @param host the address that the server listens on
 * @param allowed further names, as `--allow-host` gives them
 */
export function hostCheck(host: string, allowed: readonly string[]): (header: string | undefined) => boolean {
  const names = new Set([host, ...allowed].map(bareName));
  const everywhere = names.has('0.0.0.0') || names.has('::');
  return (header) => {
    const name = header === undefined ? undefined : hostName(header);
    if (name === undefined) return false;
    // Listening on every address, it is called by any of them; and rebinding needs a name, never an address.
    return names.has(name) || isLoopbackHost(name) || (everywhere && isIP(name) !== 0);
  };
}
