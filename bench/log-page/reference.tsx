import { LazyLog } from '@melloware/react-logviewer';
import { createRoot } from 'react-dom/client';
import { painted, type Viewer } from './viewer.ts';

/** A well-known viewer on the same text: what the console's is compared with. It takes the log as one string. */
export function referenceViewer(root: HTMLElement): Viewer {
  const react = createRoot(root);
  const draw = (text: string): void =>
    react.render(
      <LazyLog text={text} enableSearch caseInsensitive={false} height={window.innerHeight - 40} />,
    );
  let log = '';
  const row = (line: number): HTMLElement | undefined => {
    const number = String(line + 1);
    const found = [...root.querySelectorAll<HTMLElement>('.log-line')].find(
      (element) => element.querySelector('.log-number')?.id === number,
    );
    return found?.querySelector<HTMLElement>('.log-content') ?? undefined;
  };
  const scroller = (): HTMLElement => {
    let element = root.querySelector<HTMLElement>('.log-line');
    while (element && element.scrollHeight <= element.clientHeight + 1) element = element.parentElement;
    if (!element) throw new Error('The viewer has no scroller');
    return element;
  };
  const showEnd = async (): Promise<number> => {
    const element = scroller();
    const before = root.querySelector('.log-line .log-number')?.id;
    element.scrollTop = element.scrollHeight;
    return painted(() => root.querySelector('.log-line .log-number')?.id !== before);
  };
  const input = (): HTMLInputElement => {
    const element = root.querySelector<HTMLInputElement>('.react-lazylog-searchbar-input');
    if (!element) throw new Error('The viewer has no search');
    return element;
  };
  const type = (text: string): void => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input(), text);
    input().dispatchEvent(new Event('input', { bubbles: true }));
  };
  /** Says `7 matches`, or `1 of 7 matches`. */
  const matches = (): number =>
    Number(
      /(\d+) match/.exec(root.querySelector('.react-lazylog-searchbar-matches')?.textContent ?? '')?.[1],
    );

  return {
    open: async (address) => {
      const started = performance.now();
      log = await (await fetch(address)).text();
      const hasText = performance.now();
      draw(log);
      const drawn = await painted(() => (row(0)?.textContent ?? '') !== '');
      const lines = log.split('\n').length - 1;
      return { firstRows: drawn - started, whole: drawn - started, fromText: drawn - hasText, lines };
    },
    poll: async (address) => {
      const started = performance.now();
      log += await (await fetch(address)).text();
      draw(log);
      return (await showEnd()) - started;
    },
    search: async ({ text }) => {
      type('');
      await painted(() => matches() === 0);
      const started = performance.now();
      type(text);
      const total = (await painted(() => matches() > 0)) - started;
      return { first: total, total, hits: matches() };
    },
    jumpToEnd: async () => {
      const started = performance.now();
      return (await showEnd()) - started;
    },
    scroller,
    row,
  };
}
