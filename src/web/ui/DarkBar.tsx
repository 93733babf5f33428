import { useSyncExternalStore, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

let region: HTMLElement | null = null;
const listeners = new Set<() => void>();

function setRegion(element: HTMLElement | null) {
  region = element;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where dark bars stand: over the foot of the page, one above the other. Drawn once, by the shell. */
export function DarkBarRegion() {
  return (
    <div
      ref={setRegion}
      className="pointer-events-none fixed start-0 end-0 bottom-5 z-30 flex flex-col items-center gap-2 px-4 md:start-(--sidebar) xl:[html:has([data-panel])_&]:end-120"
    />
  );
}

interface DarkBarProps {
  /** What the bar is about: "3 images selected". */
  readonly label: string;
  readonly children: ReactNode;
}

/** What is selected, or what can still be undone: words, then `bar` buttons. */
export function DarkBar({ label, children }: DarkBarProps) {
  const target = useSyncExternalStore(subscribe, () => region);
  if (!target) return null;
  return createPortal(
    <section
      aria-label={label}
      className="pointer-events-auto flex max-w-full flex-wrap items-center gap-x-3 gap-y-1 rounded-[10px] border border-bar-line bg-bar px-4 py-1.5 text-md font-medium text-bar-text tabular-nums shadow-float"
    >
      {children}
    </section>,
    target,
  );
}
