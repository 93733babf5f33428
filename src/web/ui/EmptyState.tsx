import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: ReactNode;
  /** Why it is empty, or what would fill it. */
  readonly children?: ReactNode;
  /** The next step, as buttons. */
  readonly actions?: ReactNode;
}

/** Where nothing is: says so, why, and what can be done. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <Icon size={28} strokeWidth={1.5} aria-hidden className="mb-3 text-faint" />
      <p className="text-md font-semibold">{title}</p>
      {children !== undefined && <div className="mt-1 max-w-md text-md text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
