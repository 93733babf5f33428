import { createRoot } from 'react-dom/client';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { startLanguage } from '../../src/web/i18n/language.ts';
import { openLogs } from '../../src/web/logs/host.ts';
import { LogViewer } from '../../src/web/logs/LogViewer.tsx';
import type { LogFacts } from '../../src/web/logs/protocol.ts';
import '../../src/web/styles/index.css';
import { painted, type Viewer } from './viewer.ts';

const SOURCE = 'bench';

/** The console's own viewer with its worker, as the build page has it. */
export async function consoleViewer(root: HTMLElement): Promise<Viewer> {
  await startLanguage('en');
  const host = openLogs();
  const viewer = (
    <LogViewer
      host={host}
      label="Log"
      isLive={false}
      whenEmpty="Nothing yet"
      fileName="build.log"
      start={undefined}
    />
  );
  createRoot(root).render(<RouterProvider router={createMemoryRouter([{ path: '/', element: viewer }])} />);
  await painted(() => root.querySelector('[role=group]') !== null);

  const when = (holds: (facts: LogFacts) => boolean): Promise<number> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds(host.facts.get())) return;
        stop();
        resolve(performance.now());
      };
      const stop = host.facts.subscribe(look);
      look();
    });
  const read = async (address: string): Promise<void> => {
    const { reading } = await host.ask({ kind: 'begin', source: SOURCE });
    const result = await host.ask({ kind: 'read', reading, url: address, headers: {} });
    if (result.kind !== 'builds') throw new Error(`Reading ${address} came to ${JSON.stringify(result)}`);
  };
  const row = (line: number): HTMLElement | undefined =>
    root.querySelector<HTMLElement>(`[data-row="${line}"] [data-text]`) ?? undefined;
  const scroller = (): HTMLElement => {
    const element = root.querySelector<HTMLElement>('[role=group]');
    if (!element) throw new Error('The viewer has no scroller');
    return element;
  };
  const showEnd = async (): Promise<number> => {
    scroller().scrollTop = scroller().scrollHeight;
    return painted(() => row(host.facts.get().rows - 1) !== undefined);
  };

  return {
    open: async (address) => {
      const started = performance.now();
      void host.ask({
        kind: 'show',
        build: { source: SOURCE, startDate: undefined },
        isSettled: false,
        hasFailed: false,
      });
      const [firstRows, whole] = await Promise.all([
        painted(() => root.querySelector('[data-row] [data-text]') !== null),
        read(address).then(() => performance.now()),
      ]);
      return { firstRows: firstRows - started, whole: whole - started, lines: host.facts.get().lines };
    },
    poll: async (address) => {
      const started = performance.now();
      await read(address);
      return (await showEnd()) - started;
    },
    search: async ({ text, isRegex = false, isCaseBlind = false }) => {
      await host.ask({ kind: 'search', query: undefined });
      await when(({ search }) => search === undefined);
      const started = performance.now();
      const query = { text, isRegex, matchCase: !isCaseBlind, wholeWord: false };
      void host.ask({ kind: 'search', query });
      const [first, total] = await Promise.all([
        when(({ search }) => search !== undefined && (search.hits > 0 || search.done)),
        when(({ search }) => search?.done === true),
      ]);
      return { first: first - started, total: total - started, hits: host.facts.get().search?.hits ?? -1 };
    },
    jumpToEnd: async () => {
      const started = performance.now();
      return (await showEnd()) - started;
    },
    scroller,
    row,
  };
}
