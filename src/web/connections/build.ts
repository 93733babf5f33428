/** Which build of the console its server gives out: the one that is open, another, or none because it is silent. */
export type Build = 'same' | 'other' | 'unreachable';

/** A server that is silent for so long is not there, in milliseconds. */
const SILENCE = 10_000;

/** The script with which a page begins; its name holds a hash over all that it leads to. */
function entryOf(page: Document): string | null | undefined {
  return page.querySelector('script[type="module"]')?.getAttribute('src');
}

/** Asks the server for its page and compares it with the one that is open. Never rejects. */
export async function askBuild(): Promise<Build> {
  try {
    const answer = await fetch(new URL('index.html', document.baseURI), {
      cache: 'no-cache',
      credentials: 'omit',
      signal: AbortSignal.timeout(SILENCE),
    });
    const entry = entryOf(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    // A proxy may answer in the server's place, with a page that is no build of the console.
    if (!answer.ok || !entry) return 'unreachable';
    return entry === entryOf(document) ? 'same' : 'other';
  } catch {
    return 'unreachable';
  }
}
