import type { Style } from './style.ts';

/** A piece of a line in one style. */
export interface Span {
  readonly text: string;
  readonly style?: Style;
  /** Set on the picture of a character that would not be seen, as `␀` or `<U+202E>`. */
  readonly control?: true;
}

/** A span; the style is left out rather than undefined. */
export function toSpan(text: string, style: Style | undefined): Span {
  return style ? { text, style } : { text };
}

/** What is read on the line: the text of its spans. */
export function spansText(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
}

/** The spans' text from UTF-16 column `from` up to `to`, never between the halves of a surrogate pair. */
export function cutSpans(spans: readonly Span[], from: number, to: number): Span[] {
  const cut: Span[] = [];
  let column = 0;
  for (const span of spans) {
    const start = column;
    column += span.text.length;
    if (column <= from) continue;
    if (start >= to) break;
    const first = start >= from ? 0 : wholeCharacter(span.text, from - start);
    const last = column <= to ? span.text.length : wholeCharacter(span.text, to - start);
    if (last > first) cut.push({ ...span, text: span.text.slice(first, last) });
  }
  return cut;
}

/** Moves a column that would split a surrogate pair in front of it. */
function wholeCharacter(text: string, column: number): number {
  const code = text.charCodeAt(column);
  return code >= 0xdc00 && code <= 0xdfff && column > 0 ? column - 1 : column;
}
