import { startTransition, useEffect, useState } from 'react';

/**
 * Lags behind a value until what was drawn with it has been painted. React's `useDeferredValue` goes on to draw with
 * the new one at once, and thereby often holds up the frame in which the first drawing would be seen.
 */
export function usePainted<T>(value: T): T {
  const [painted, setPainted] = useState({ value });
  useEffect(() => {
    if (painted.value === value) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A frame's callbacks run before it is painted, and a timer that they start after that.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted({ value })));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [painted, value]);
  return painted.value;
}
