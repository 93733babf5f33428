import { useSearchParams } from 'react-router';

/** The dialog over a list's page that the address names, and the ways to open one and to close it. */
export function useRecordDialog() {
  const [search, setSearch] = useSearchParams();
  const open = (name: 'lift' | 'move' | 'seen'): void => {
    const next = new URLSearchParams(search);
    next.set('dialog', name);
    setSearch(next);
  };
  const close = (): void => {
    const next = new URLSearchParams(search);
    next.delete('dialog');
    setSearch(next, { replace: true });
  };
  return { dialog: search.get('dialog'), open, close };
}
