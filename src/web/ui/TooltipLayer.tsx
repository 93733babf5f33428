import { useEffect, useRef } from 'react';
import { placeBeside } from './place.ts';

/** How long a pointer rests before the tooltip appears, in milliseconds. Keyboard focus shows it at once. */
const DELAY = 350;

/**
 * The one tooltip of the page, for every element with `tooltip(text)`. It repeats an accessible name, so it is
 * hidden from screen readers; it can be pointed at, and Escape hides it (WCAG 1.4.13).
 */
export function TooltipLayer() {
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const bubble = layer.current;
    if (!bubble) return undefined;
    let anchor: Element | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const hide = () => {
      clearTimeout(timer);
      anchor = undefined;
      if (bubble.matches(':popover-open')) bubble.hidePopover();
    };
    const show = (target: Element) => {
      if (!target.isConnected || !bubble.isConnected) return;
      bubble.textContent = target.getAttribute('data-tooltip');
      bubble.showPopover();
      placeBeside(target, bubble, 'center');
    };
    const point = (event: Event) => {
      if (!(event.target instanceof Element) || bubble.contains(event.target)) return;
      const target = event.target.closest('[data-tooltip]');
      if (target === anchor) return;
      hide();
      if (!target || (event.type === 'focusin' && !target.matches(':focus-visible'))) return;
      anchor = target;
      // Even on focus not within the event: a menu that closes gives the focus back while it is still being hidden.
      timer = setTimeout(() => show(target), event.type === 'focusin' ? 0 : DELAY);
    };
    const press = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') hide();
    };

    const listening = new AbortController();
    const options = { signal: listening.signal };
    document.addEventListener('pointerover', point, options);
    document.addEventListener('focusin', point, options);
    document.addEventListener('focusout', hide, options);
    document.addEventListener('pointerdown', press, options);
    document.addEventListener('keydown', press, options);
    document.addEventListener('scroll', hide, { ...options, capture: true, passive: true });
    return () => {
      listening.abort();
      hide();
    };
  }, []);

  return (
    <div
      ref={layer}
      popover="manual"
      aria-hidden
      className="fixed inset-auto m-0 max-w-72 rounded-sm border border-bar-line bg-bar px-2 py-1 text-xs text-bar-text shadow-float"
    />
  );
}
