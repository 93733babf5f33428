import { X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { classes } from './classes.ts';
import { IconButton } from './IconButton.tsx';
import { useModalDialog } from './useModalDialog.ts';
import { useWords } from './words.ts';

interface DialogProps {
  readonly title: ReactNode;
  /** One or two sentences under the title, read out with it. */
  readonly description?: ReactNode;
  /** Buttons, the one that goes ahead last. */
  readonly footer?: ReactNode;
  readonly children?: ReactNode;
  /** `md` 480 px, `lg` 720 px; the whole screen when that is narrow. */
  readonly width?: 'md' | 'lg';
  /** Escape, the cross, a press outside. The caller closes by no longer drawing it (often by going Back). */
  readonly onClose: () => void;
}

/**
 * A modal dialog, open as long as it is drawn: `{deleting && <Dialog …/>}`. The browser keeps the focus inside;
 * afterwards it returns to where it was.
 */
export function Dialog({ title, description, footer, children, width = 'md', onClose }: DialogProps) {
  const modal = useModalDialog(onClose);
  const foot = useRef<HTMLElement>(null);
  const id = useId();
  const words = useWords();

  // The browser gives the focus to whatever comes first. Where that is no field, it belongs to the first button of the
  // footer, which changes nothing, rather than to a detail on the way there.
  useLayoutEffect(() => {
    if (document.activeElement?.matches('input, select, textarea')) return;
    foot.current?.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus();
  }, []);

  return (
    <dialog
      {...modal}
      aria-labelledby={`${id}-title`}
      aria-describedby={description === undefined ? undefined : `${id}-description`}
      className={classes(
        'm-auto max-h-[calc(100dvh-32px)] rounded-lg border border-line bg-surface-3 p-0 shadow-float',
        width === 'md' ? 'w-[min(480px,calc(100vw-32px))]' : 'w-[min(720px,calc(100vw-32px))]',
      )}
    >
      <div className="relative flex max-h-[calc(100dvh-34px)] flex-col">
        <header className="ps-5 pe-13 pt-4 pb-3">
          <h2 id={`${id}-title`} className="text-lg font-semibold">
            {title}
          </h2>
          {description !== undefined && (
            <p id={`${id}-description`} className="mt-1 text-md text-muted">
              {description}
            </p>
          )}
        </header>
        {children !== undefined && (
          <div className="-mt-1 min-h-0 overflow-y-auto px-5 pt-1 pb-4">{children}</div>
        )}
        {footer !== undefined && (
          <footer ref={foot} className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
            {footer}
          </footer>
        )}
        {/* Last in order, so that the dialog opens with the focus on its first field or button. */}
        <div className="absolute end-3 top-3">
          <IconButton size="sm" icon={X} label={words.close} onClick={onClose} />
        </div>
      </div>
    </dialog>
  );
}
