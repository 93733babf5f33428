import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { placeBeside } from './place.ts';

/** What a trigger must be given so that it opens a popover: spread it on a `Button` or `IconButton`. */
export interface TriggerProps {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly 'aria-haspopup': 'menu' | 'dialog';
  readonly 'aria-expanded': boolean;
  readonly onPointerDown: () => void;
  readonly onClick: () => void;
}

/** What was chosen may have drawn another trigger in the place of the one that was pressed. */
function focusTrigger(now: RefObject<HTMLButtonElement | null>, pressed: HTMLButtonElement): void {
  (now.current ?? pressed).focus();
}

/**
 * A native popover beside its trigger: light dismissal and Escape are the browser's; focus goes back to the trigger
 * unless it went elsewhere. Its content is drawn only while open.
 */
export function usePopover<Floating extends HTMLElement>(
  kind: 'menu' | 'dialog',
  align: 'start' | 'end',
  startsOpen = false,
) {
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<Floating>(null);
  const [open, setOpen] = useState(startsOpen);
  const openWhenPressed = useRef(false);

  useLayoutEffect(() => {
    const { current: floating } = panel;
    const { current: anchor } = trigger;
    if (!open || !floating || !anchor) return undefined;
    floating.showPopover();
    placeBeside(anchor, floating, align);
    const follow = () => placeBeside(anchor, floating, align);
    window.addEventListener('resize', follow);
    window.addEventListener('scroll', follow, { capture: true, passive: true });
    return () => {
      window.removeEventListener('resize', follow);
      window.removeEventListener('scroll', follow, { capture: true });
      const { activeElement } = document;
      if (floating.contains(activeElement) || activeElement === document.body) focusTrigger(trigger, anchor);
    };
  }, [open, align]);

  useEffect(() => {
    const { current: floating } = panel;
    if (!open || !floating) return undefined;
    const toggled = () => {
      if (!floating.matches(':popover-open')) setOpen(false);
    };
    floating.addEventListener('toggle', toggled);
    return () => floating.removeEventListener('toggle', toggled);
  }, [open]);

  const triggerProps: TriggerProps = {
    ref: trigger,
    'aria-haspopup': kind,
    'aria-expanded': open,
    // Pressing the trigger dismisses an open popover before the click arrives; the click must not open it anew.
    onPointerDown: () => {
      openWhenPressed.current = open;
    },
    onClick: () => {
      setOpen(!openWhenPressed.current && !open);
      openWhenPressed.current = false;
    },
  };

  return { open, panel, triggerProps, close: () => setOpen(false) };
}

/** How everything that floats beside a trigger looks. */
export const FLOATING =
  'fixed inset-auto m-0 overflow-y-auto rounded-md border border-line bg-surface-3 text-text shadow-float max-h-[min(28rem,80dvh)]';
