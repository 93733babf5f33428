import { useCallback, useEffect, useState } from 'react';
import { useFormats, useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { useHotkey } from '../ui/useHotkey.ts';
import type { LogHost } from './host.ts';
import type { LogFacts } from './protocol.ts';
import type { Selected } from './useLogCopy.ts';

/** Copying out of a log, however much of it is drawn. */
interface Clipboard {
  readonly copy: (selected: Selected) => void;
  /** The whole log is selected, though few of its rows are drawn. */
  readonly isAll: boolean;
  /** What is to be said about it; undefined when nothing is. */
  readonly notice: string | undefined;
  /** Takes the notice away, and gives up that everything is selected. */
  readonly clear: () => void;
}

/** The key that selects all does so with the whole log, when it is pressed in the `viewer`. */
export function useClipboard(
  host: LogHost,
  facts: Pick<LogFacts, 'lines' | 'bytes'>,
  viewer: HTMLElement | null,
): Clipboard {
  const t = useText();
  const format = useFormats();
  const { lines, bytes } = facts;
  const [isAll, setAll] = useState(false);
  const [notice, setNotice] = useState<string>();

  const say = useCallback((text: string): void => {
    setNotice(text);
    announce(text);
  }, []);
  const copy = useCallback(
    (selected: Selected): void => {
      host
        .ask({ kind: 'text', ...selected })
        .then(async (text) => {
          if (text === null) say(t('logs.tooMuch', { size: format.bytes(bytes) }));
          else {
            await navigator.clipboard.writeText(text);
            say(t('logs.copied', { count: selected.end.line - selected.start.line + 1 }));
          }
        })
        .catch(() => say(t('logs.copyFailed')));
    },
    [host, t, format, bytes, say],
  );

  useEffect(() => {
    if (!isAll) return undefined;
    const copyAll = (event: ClipboardEvent): void => {
      event.preventDefault();
      const end = { line: lines - 1, column: Number.MAX_SAFE_INTEGER };
      copy({ start: { line: 0, column: 0 }, end });
    };
    document.addEventListener('copy', copyAll);
    return () => document.removeEventListener('copy', copyAll);
  }, [isAll, lines, copy]);

  const clear = useCallback((): void => {
    setAll(false);
    setNotice(undefined);
  }, []);
  useEffect(() => {
    if (notice === undefined) return undefined;
    document.addEventListener('pointerdown', clear);
    return () => document.removeEventListener('pointerdown', clear);
  }, [notice, clear]);

  useHotkey('mod+a', (event) => {
    if (!isIn(viewer, event.target) || lines === 0) return;
    event.preventDefault();
    document.getSelection()?.removeAllRanges();
    setAll(true);
    say(t('logs.allSelected', { count: lines }));
  });
  return { copy, isAll, notice, clear };
}

/** Whether a key was pressed in the viewer, and not in one of its fields. */
function isIn(viewer: HTMLElement | null, target: EventTarget | null): boolean {
  return target instanceof Element && viewer?.contains(target) === true && !target.matches('input');
}
