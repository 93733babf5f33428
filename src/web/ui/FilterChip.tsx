import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TriggerProps } from './usePopover.ts';

const CHIP =
  'inline-flex h-8.5 max-w-full items-center text-sm whitespace-nowrap rounded-md pointer-coarse:min-h-11';

interface FilterChipProps {
  /** What narrows the list: "State: ready, active". Opens the same choice as before. */
  readonly children: ReactNode;
  /** Names the cross: "Remove the filter State". */
  readonly removeLabel: string;
  readonly onRemove: () => void;
  readonly trigger: TriggerProps;
}

/** A filter in force: press its words to change it, its cross to lift it. Stands within a `Popover`'s trigger. */
export function FilterChip({ children, removeLabel, onRemove, trigger }: FilterChipProps) {
  return (
    <span className={`${CHIP} border border-accent/45 bg-accent-soft text-accent-strong`}>
      <button {...trigger} type="button" className="h-full min-w-0 truncate rounded-md ps-2.5 pe-1">
        {children}
      </button>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="me-1 inline-flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-selected pointer-coarse:size-11"
      >
        <X size={14} aria-hidden />
      </button>
    </span>
  );
}

/** A filter that could be set. Stands within a `Popover`'s trigger. */
export function AddFilter({
  children,
  trigger,
}: {
  readonly children: ReactNode;
  readonly trigger: TriggerProps;
}) {
  return (
    <button
      {...trigger}
      type="button"
      className={`${CHIP} gap-1.5 border border-dashed border-line-strong px-2.5 text-muted hover:bg-hover hover:text-text`}
    >
      <Plus size={14} aria-hidden className="text-faint" />
      {children}
    </button>
  );
}
