import { Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/useLanguage.ts';
import { filesOfDrop } from './droppedFiles.ts';
import { useClaimedDrop } from './dropTarget.ts';

interface DropLayerProps {
  /** Takes the files where no page has claimed them. */
  readonly onFiles: (files: readonly File[]) => void;
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/**
 * Takes files that are dropped anywhere in the console: for the page that claims them, else for `onFiles`. A page
 * with a drop zone of its own handles the drop there first; without this layer the browser would leave the console
 * and show the file.
 */
export function DropLayer({ onFiles }: DropLayerProps) {
  const t = useText();
  const [dragging, setDragging] = useState(false);
  const claimed = useClaimedDrop();
  // Entering a child fires before leaving its parent: only when as many were left as entered is the drag over.
  const depth = useRef(0);

  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth.current += 1;
      setDragging(true);
    };
    const leave = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      depth.current -= 1;
      if (depth.current <= 0) setDragging(false);
    };
    const over = (event: DragEvent): void => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      depth.current = 0;
      setDragging(false);
      if (!holdsFiles(event) || event.defaultPrevented) return;
      event.preventDefault();
      if (claimed) {
        if (event.dataTransfer) claimed.onFiles(filesOfDrop(event.dataTransfer.items));
        return;
      }
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onFiles(files);
    };
    const ended = new AbortController();
    const { signal } = ended;
    document.addEventListener('dragenter', enter, { signal });
    document.addEventListener('dragleave', leave, { signal });
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('drop', drop, { signal });
    return () => ended.abort();
  }, [onFiles, claimed]);

  if (!dragging) return null;
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-3 z-40 grid place-content-center rounded-lg border-2 border-dashed border-accent bg-accent-soft/90 text-center"
    >
      <Upload size={34} className="mx-auto text-accent" />
      <p className="mt-3 text-lg font-semibold">{claimed?.title ?? t('uploads.dropTitle')}</p>
      <p className="text-sm text-muted">{claimed?.hint ?? t('uploads.dropHint')}</p>
    </div>
  );
}
