import type { LucideIcon } from 'lucide-react';
import { classes } from '../ui/classes.ts';
import { tooltip } from '../ui/tooltip.ts';

interface BarButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Shows the label beside the icon where there is room; else it is a tooltip. */
  readonly hasWords?: boolean;
  /** For a switch: whether it is on. */
  readonly isOn?: boolean;
  readonly isBad?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** A button on the log's dark ground. */
export function BarButton(props: BarButtonProps) {
  const { label, icon: Icon, hasWords = false, isOn, isBad = false, disabled = false, onClick } = props;
  return (
    <button
      type="button"
      aria-pressed={isOn}
      aria-label={label}
      disabled={disabled}
      {...tooltip(label)}
      onClick={onClick}
      className={classes(
        'inline-flex h-7.5 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm whitespace-nowrap disabled:opacity-45 pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center',
        isOn ? 'bg-(--log-accent-ground) text-(--log-accent)' : 'hover:bg-log-line hover:text-(--log-text)',
        !isOn && (isBad ? 'text-(--log-bad)' : 'text-log-faint'),
      )}
    >
      <Icon size={15} aria-hidden className="shrink-0" />
      {hasWords && <span className="max-xl:hidden">{label}</span>}
    </button>
  );
}
