import { X } from 'lucide-react';
import {
  useId,
  useLayoutEffect,
  useRef,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import { IconButton } from './IconButton.tsx';
import { NARROW, useMediaQuery } from './useMediaQuery.ts';
import { useWords } from './words.ts';

interface PanelProps {
  readonly title: ReactNode;
  /** Beside the title: a state, a menu. */
  readonly actions?: ReactNode;
  /** What stays in view under the content: buttons. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
  /** Escape or the cross. The caller closes by no longer drawing it (by going Back). */
  readonly onClose: () => void;
}

/**
 * Details at the inline end of the page, open as long as it is drawn. The page beside it stays usable; on a narrow
 * screen it fills the screen and is modal. What floats over the page keeps clear of `[data-panel]` and its buttons.
 */
export function Panel({ title, actions, footer, children, onClose }: PanelProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const narrow = useMediaQuery(NARROW);
  const id = useId();
  const words = useWords();

  // In the layout phase, because afterwards the panel is gone from the document, and the focus with it.
  useLayoutEffect(() => {
    const panel = element.current;
    const before = document.activeElement;
    if (!panel) return undefined;
    if (narrow) panel.showModal();
    else panel.show();
    heading.current?.focus({ preventScroll: true });
    return () => {
      const held = panel.contains(document.activeElement);
      panel.close();
      if (held && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [narrow]);

  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || narrow) return;
    event.stopPropagation();
    onClose();
  };

  return (
    // Escape on the panel itself: a non-modal dialog does not answer to it by itself.
    <dialog
      ref={element}
      data-panel
      aria-labelledby={id}
      onCancel={cancel}
      onKeyDown={escape}
      className={
        'fixed inset-y-0 start-auto end-0 z-20 m-0 h-dvh max-h-none w-120 max-w-full border-s border-line bg-surface-1 p-0 shadow-float ' +
        'not-open:hidden open:flex open:flex-col max-md:w-full max-md:border-0 md:top-(--topbar) md:h-[calc(100dvh-var(--topbar))]'
      }
    >
      <header className="flex items-center gap-2 border-b border-line px-5 py-3">
        <h2 id={id} ref={heading} tabIndex={-1} className="min-w-0 flex-1 text-lg font-semibold outline-none">
          {title}
        </h2>
        {actions}
        <IconButton icon={X} label={words.close} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
      {footer !== undefined && (
        <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
      )}
    </dialog>
  );
}
