import { useLayoutEffect, useRef, type PointerEvent, type SyntheticEvent } from 'react';

/**
 * Makes a `<dialog>` modal as long as it is drawn: spread what this gives on it. The browser keeps the focus inside;
 * afterwards it goes back to where it was. Escape and a press outside ask the caller to close.
 */
export function useModalDialog(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null);

  // In the layout phase, because afterwards the dialog is gone from the document, and the focus with it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (!dialog) return undefined;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return {
    ref,
    onCancel: (event: SyntheticEvent) => {
      event.preventDefault();
      onClose();
    },
    // Asked a second time, browsers close without asking; whoever draws it may have a reason to keep it open.
    onClose: () => {
      if (ref.current?.open === false) ref.current.showModal();
    },
    // The backdrop is part of the dialog's own box; what is drawn in it covers the rest.
    onPointerDown: (event: PointerEvent) => {
      if (event.target === event.currentTarget) onClose();
    },
  };
}
