import type { ReactNode } from 'react';

/** Read by a screen reader, not seen. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}
