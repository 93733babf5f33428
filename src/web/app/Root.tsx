import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Outlet, ScrollRestoration, useMatches } from 'react-router';
import { makeDemoConnections } from '../connections/demo.ts';
import { ConnectionKindsProvider } from '../connections/kind.ts';
import { hasStoredConnections, useConnections } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { scrollKey } from '../images/panelRoute.ts';
import { ServicesProvider } from '../images/service.ts';
import { useImageCount } from '../images/useImageLists.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useHotkey } from '../ui/useHotkey.ts';
import { isOpen } from '../uploads/queue.ts';
import { useUploads } from '../uploads/theQueue.ts';
import { useRunningTaskCounts } from '../services/gcore/tasks/queries.ts';
import { navConnections } from './navigation.ts';
import { isTitled } from './page.ts';
import { SERVICES } from './services.ts';
import { Shell } from './Shell.tsx';
import { WordsProvider } from './WordsProvider.tsx';

/** None of these is needed for the first paint. */
const ImageBars = lazy(async () => ({ default: (await import('../images/ImageBars.tsx')).ImageBars }));
const UploadLayer = lazy(async () => ({ default: (await import('./UploadLayer.tsx')).UploadLayer }));
const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }));

const CONNECTION_KINDS = SERVICES.map((service) => service.connection);
const IMAGE_SERVICES = SERVICES.map((service) => service.images);

/** The frame with the page of the current address in it. */
export function Root() {
  return (
    <Frame>
      <DemoConnections />
      <Outlet />
      <Suspense>
        <UploadLayer />
        <ImageBars />
      </Suspense>
      <ScrollRestoration getKey={scrollKey} />
    </Frame>
  );
}

/** The frame while the first page's code is on its way. */
export function RootFallback() {
  return (
    <Frame>
      <SkeletonRows count={8} />
    </Frame>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const saved = useConnections();
  const connections = navConnections(saved, t, useRunningTaskCounts(saved));
  const imageCount = useImageCount(saved);
  const uploading = useUploads().filter(isOpen).length;
  const [searching, setSearching] = useState(false);
  useHotkey('mod+k', (event) => {
    event.preventDefault();
    setSearching(true);
  });
  const key = useMatches()
    .map((match) => match.handle)
    .findLast(isTitled)?.title;
  return (
    <WordsProvider>
      <ConnectionKindsProvider value={CONNECTION_KINDS}>
        <ServicesProvider value={IMAGE_SERVICES}>
          <Shell
            connections={connections}
            imageCount={imageCount}
            uploading={uploading}
            title={t(key ?? 'app.name')}
            onSearch={() => setSearching(true)}
          >
            {children}
          </Shell>
          {searching && (
            <Suspense>
              <CommandPalette connections={connections} onClose={() => setSearching(false)} />
            </Suspense>
          )}
        </ServicesProvider>
      </ConnectionKindsProvider>
    </WordsProvider>
  );
}

/** Makes the demo connections on the first visit, and says so when that fails. */
function DemoConnections() {
  const t = useText();
  const client = useQueryClient();
  const { isError, refetch } = useQuery({
    queryKey: ['demo connections'],
    queryFn: async ({ signal }) => {
      await makeDemoConnections(client, CONNECTION_KINDS, signal);
      return null;
    },
    enabled: !hasStoredConnections(),
    staleTime: Infinity,
  });
  if (!isError) return null;
  return (
    <div className="mb-4">
      <Banner
        tone="warn"
        title={t('app.demoFailed')}
        actions={
          <Button size="sm" onClick={() => void refetch()}>
            {t('api.retry')}
          </Button>
        }
      >
        {t('app.demoFailedHint')}
      </Banner>
    </div>
  );
}
