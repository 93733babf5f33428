import { startTransition, useEffect, useState } from 'react';

/** Whether a value has stayed the same for so many milliseconds; the first one has from the beginning. */
export function useAtRest(value: string, quiet: number): boolean {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    if (rested === value) return undefined;
    const timer = setTimeout(() => startTransition(() => setRested(value)), quiet);
    return () => clearTimeout(timer);
  }, [rested, value, quiet]);
  return rested === value;
}
