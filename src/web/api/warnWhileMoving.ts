import type { Store } from './store.ts';

/**
 * Has the browser ask before the tab closes while bytes are moving. A tab that always asks teaches people not to read.
 * @param isMoving whether closing the tab now would lose bytes of this item
 */
export function warnWhileMoving<T>(items: Store<readonly T[]>, isMoving: (item: T) => boolean): void {
  // Each store has a listener of its own: the same one twice would count once, and go with the first that rests.
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  let isWarning = false;
  items.subscribe(() => {
    const areMoving = items.get().some(isMoving);
    if (areMoving === isWarning) return;
    isWarning = areMoving;
    if (areMoving) addEventListener('beforeunload', warn);
    else removeEventListener('beforeunload', warn);
  });
}
