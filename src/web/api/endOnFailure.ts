/**
 * Ends a worker that fails, and tells so: its file is gone since the server was upgraded, an error in it was caught by
 * nobody, or what it said cannot be read. Browsers say nothing of it by themselves.
 */
export function endOnFailure(worker: Worker, tell: (error: Error) => void): void {
  const end = (event: Event): void => {
    worker.terminate();
    // Else it would count as an error of the worker that started this one, too.
    event.preventDefault();
    // Only an error within the worker comes with words.
    const words = event instanceof ErrorEvent ? event.message : '';
    tell(new Error(words || 'A worker of the page failed'));
  };
  worker.addEventListener('error', end);
  worker.addEventListener('messageerror', end);
}
