/** Which failed chunk the page was reloaded for last, so that it is done once only. */
const STORAGE_KEY = 'reloaded-for';

/**
 * After an upgrade of the server, a page that is still open asks for chunks that are gone. It then reloads itself
 * once; if the same chunk fails again, the error is shown instead. https://vite.dev/guide/build#load-error-handling
 */
export function reloadOnStaleChunk(storage: Storage, reload: () => void): void {
  window.addEventListener('vite:preloadError', (event) => {
    const chunk = event.payload.message;
    try {
      if (storage.getItem(STORAGE_KEY) === chunk) return;
      storage.setItem(STORAGE_KEY, chunk);
    } catch {
      // Without storage nothing tells a first failure from a second: show the error, rather than reload for ever.
      return;
    }
    event.preventDefault();
    reload();
  });
}
