/** How a list that holds the focus answers to keys. */
interface ListKeys {
  readonly count: number;
  /** Items that Page Up and Page Down pass over; without it they go to the ends. */
  readonly page?: number;
  /** Menus go round; long lists stop at their ends. */
  readonly wraps?: boolean;
}

/**
 * Which item gets the focus after a key (roving focus): its index, or undefined when the key moves nothing.
 * `current` is -1 when no item has it.
 */
export function listKey(
  key: string,
  current: number,
  { count, page = count, wraps = false }: ListKeys,
): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const within = (index: number) => Math.max(0, Math.min(last, index));
  switch (key) {
    case 'ArrowDown':
      return wraps && current === last ? 0 : within(current + 1);
    case 'ArrowUp':
      return wraps && current <= 0 ? last : within(current - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return within(current + page);
    case 'PageUp':
      return within(current - page);
    default:
      return undefined;
  }
}

/** The next item after `current` whose words begin with what was typed, going round; undefined when none does. */
export function typeAhead(typed: string, current: number, labels: readonly string[]): number | undefined {
  const wanted = typed.toLocaleLowerCase();
  for (let step = 1; step <= labels.length; step += 1) {
    const index = (current + step) % labels.length;
    if (labels[index]?.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
