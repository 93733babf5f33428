import type { ReactNode } from 'react';

interface PageHeaderProps {
  /** The page's one `h1`. */
  readonly title: ReactNode;
  /** Beside the title: a state, a count, what is being refreshed. */
  readonly children?: ReactNode;
  /** What can be done here, the main thing last. */
  readonly actions?: ReactNode;
}

/** The head of a page. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="flex min-h-8.5 min-w-0 flex-1 basis-64 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 text-xl font-bold tracking-[-0.01em]">{title}</h1>
        {children !== undefined && (
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 text-sm text-muted">
            {children}
          </div>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-3">{actions}</div>}
    </header>
  );
}
