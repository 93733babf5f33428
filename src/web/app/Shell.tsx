import { X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation, useNavigation } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { announce } from '../ui/announce.ts';
import { DarkBarRegion } from '../ui/DarkBar.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useCurrentPage } from '../ui/page.ts';
import { useModalDialog } from '../ui/useModalDialog.ts';
import { TooltipLayer } from '../ui/TooltipLayer.tsx';
import type { NavConnection } from './navigation.ts';
import { Sidebar } from './Sidebar.tsx';
import { TopBar } from './TopBar.tsx';

interface ShellProps {
  readonly connections: readonly NavConnection[];
  /** Images known over all connections; undefined while one has not answered. */
  readonly imageCount: number | undefined;
  /** Uploads under way, and failed ones that wait for somebody. */
  readonly uploadsLeft: number;
  /** The title of the route, for pages that do not name themselves. */
  readonly title: string;
  readonly onSearch: () => void;
  readonly children: ReactNode;
}

/** The frame around every page. */
export function Shell({ connections, imageCount, uploadsLeft, title, onSearch, children }: ShellProps) {
  const t = useText();
  const page = useCurrentPage();
  const main = useRef<HTMLElement>(null);
  const [drawer, setDrawer] = useState(false);
  const shownTitle = page.title ?? title;
  const sidebar = <Sidebar connections={connections} imageCount={imageCount} uploadsLeft={uploadsLeft} />;

  useEffect(() => {
    document.title = t('app.title', { page: shownTitle });
    // A screen reader hears nothing of a new page unless it is told.
    announce(shownTitle);
  }, [t, shownTitle]);

  return (
    <>
      {/* A button, not a link to #main: with a base address such a link would leave the page. */}
      <button
        type="button"
        onClick={() => main.current?.focus()}
        className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-50 focus:rounded-md focus:bg-surface-3 focus:px-4 focus:py-2 focus:font-semibold focus:text-accent focus:shadow-float"
      >
        {t('app.skip')}
      </button>
      <NavigationProgress />
      <div className="md:ps-(--sidebar)">
        <div className="fixed inset-y-0 start-0 w-(--sidebar) overflow-y-auto border-e border-line bg-surface-2 max-md:hidden">
          {sidebar}
        </div>
        <TopBar
          crumbs={page.crumbs ?? [{ label: shownTitle }]}
          uploadsLeft={uploadsLeft}
          onSearch={onSearch}
          onOpenNavigation={() => setDrawer(true)}
        />
        <main ref={main} tabIndex={-1} className="px-6 pt-5.5 pb-20 outline-none max-md:px-4">
          {children}
        </main>
      </div>
      {drawer && <Drawer onClose={() => setDrawer(false)}>{sidebar}</Drawer>}
      <DarkBarRegion />
      <TooltipLayer />
    </>
  );
}

/** The sidebar on a narrow screen; going anywhere closes it. */
function Drawer({ onClose, children }: { readonly onClose: () => void; readonly children: ReactNode }) {
  const t = useText();
  const modal = useModalDialog(onClose);
  const { key } = useLocation();
  const openedAt = useRef(key);

  useEffect(() => {
    if (key !== openedAt.current) onClose();
  }, [key, onClose]);

  return (
    <dialog
      {...modal}
      aria-label={t('app.navigation')}
      className="m-0 ms-0 me-auto h-dvh max-h-none w-72 max-w-[85vw] border-0 border-e border-line bg-surface-2 p-0"
    >
      <div className="relative h-full overflow-y-auto">
        <div className="absolute end-2.5 top-3 z-1">
          <IconButton icon={X} label={t('app.closeNavigation')} onClick={onClose} />
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** A line at the top while the next page's code or data is on its way; short waits do not show it. */
function NavigationProgress() {
  const { state } = useNavigation();
  if (state === 'idle') return null;
  return (
    <div
      aria-hidden
      className="fixed inset-x-0 top-0 z-40 h-0.5 animate-[appear_0s_250ms_both] overflow-hidden"
    >
      <div className="absolute h-full w-2/5 animate-slide bg-accent" />
    </div>
  );
}
