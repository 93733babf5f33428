import { useEffect, type ReactNode } from 'react';
import { classes } from './classes.ts';
import { FLOATING, usePopover, type TriggerProps } from './usePopover.ts';

interface PopoverProps {
  /** The accessible name of what opens. */
  readonly label: string;
  readonly align?: 'start' | 'end';
  /** Draws the button: `(props) => <AddFilter {...props}>State</AddFilter>`. */
  readonly renderTrigger: (props: TriggerProps) => ReactNode;
  /** What is in it; `close` shuts it and gives the focus back. */
  readonly children: (close: () => void) => ReactNode;
}

/** Something small to fill in or tick beside its button. Lists of actions are a `Menu`. */
export function Popover({ label, align = 'start', renderTrigger, children }: PopoverProps) {
  const { open, panel, triggerProps, close } = usePopover<HTMLDialogElement>('dialog', align);

  useEffect(() => {
    if (!open) return;
    const first = panel.current?.querySelector<HTMLElement>('input, button, select, textarea, a[href]');
    (first ?? panel.current)?.focus();
  }, [open, panel]);

  return (
    <>
      {renderTrigger(triggerProps)}
      {open && (
        <dialog
          ref={panel}
          popover="auto"
          aria-label={label}
          tabIndex={-1}
          className={classes(FLOATING, 'min-w-56 p-3 outline-none')}
        >
          {children(close)}
        </dialog>
      )}
    </>
  );
}
