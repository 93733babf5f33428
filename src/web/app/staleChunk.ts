import { isAnythingUnsent } from '../api/unsent.ts';
import { askBuild } from '../connections/build.ts';

/** Which failed chunk the page was reloaded for last, so that it is done once only. */
const STORAGE_KEY = 'reloaded-for';

/**
 * After an upgrade of the server, a page that is still open asks for chunks that are gone. It then reloads itself
 * once; if the same chunk fails again, the error stands in its place, as it does when the server has nothing newer or
 * does not answer, and as long as a reload would lose something.
 * @param chunk what tells the failed chunk from others: the message of its error
 */
export async function reloadForNewBuild(
  chunk: string,
  storage: () => Storage,
  reload: () => void,
): Promise<void> {
  if ((await askBuild()) !== 'other' || isAnythingUnsent()) return;
  try {
    if (storage().getItem(STORAGE_KEY) === chunk) return;
    storage().setItem(STORAGE_KEY, chunk);
  } catch {
    // Without storage nothing tells a first failure from a second: leave the error, rather than reload for ever.
    return;
  }
  reload();
}
