import { useEffect, useEffectEvent } from 'react';

/** On Apple's keyboards the command key does what Control does elsewhere. */
export const IS_APPLE = /mac|iphone|ipad/i.test(navigator.platform);

/**
 * Answers to a key anywhere on the page: `mod+k` (Command or Control), `/`, `?`, `Escape`. A key without `mod` is
 * left alone while somebody types, and every key while a modal dialog is open.
 */
export function useHotkey(hotkey: string, onPress: (event: KeyboardEvent) => void): void {
  const press = useEffectEvent(onPress);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !matchesHotkey(hotkey, event, IS_APPLE)) return;
      if (!hotkey.startsWith('mod+') && isTyping(event.target)) return;
      if (document.querySelector('dialog:modal')) return;
      press(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [hotkey]);
}

/** Whether a key event is the hotkey. By the key's place too, so that Ctrl K works on a Persian keyboard. */
export function matchesHotkey(
  hotkey: string,
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  apple: boolean,
): boolean {
  const withMod = hotkey.startsWith('mod+');
  const key = withMod ? hotkey.slice('mod+'.length) : hotkey;
  const mod = apple ? event.metaKey : event.ctrlKey;
  const other = apple ? event.ctrlKey : event.metaKey;
  if (mod !== withMod || other || event.altKey) return false;
  return (
    event.key.toLowerCase() === key.toLowerCase() || (withMod && event.code === `Key${key.toUpperCase()}`)
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="menu"]') !== null
  );
}
