import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { Outlet, ScrollRestoration, useLocation, useMatches } from 'react-router';
import { makeDemoConnections } from '../connections/demo.ts';
import { ConnectionKindsProvider } from '../connections/kind.ts';
import { late } from '../connections/late.tsx';
import { hasStoredConnections, useConnections } from '../connections/store.ts';
import { useText } from '../i18n/useLanguage.ts';
import { scrollKey } from '../images/panelRoute.ts';
import { ServicesProvider } from '../images/service.ts';
import { useImageCount } from '../images/useImageLists.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { useHotkey } from '../ui/useHotkey.ts';
import { isLeft } from '../uploads/queue.ts';
import { useUploads } from '../uploads/theQueue.ts';
import { navConnections, placedConnections } from './navigation.ts';
import { isTitled } from './page.ts';
import { PaletteFailure } from './PaletteFailure.tsx';
import { SERVICES } from './services.ts';
import { Shell } from './Shell.tsx';
import { WordsProvider } from './WordsProvider.tsx';

/** None of these is needed for the first paint. */
const ImageBars = late(async () => (await import('../images/ImageBars.tsx')).ImageBars);
const UploadLayer = late(async () => (await import('./UploadLayer.tsx')).UploadLayer);
const CommandPalette = late(
  async () => (await import('./CommandPalette.tsx')).CommandPalette,
  PaletteFailure,
);

const CONNECTION_KINDS = SERVICES.map((service) => service.connection);
const IMAGE_SERVICES = SERVICES.map((service) => service.images);

/** The frame with the page of the current address in it. */
export function Root() {
  return (
    <Frame>
      <DemoConnections>
        <Outlet />
      </DemoConnections>
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
  const connections = navConnections(placedConnections(saved, useLocation()), t);
  const imageCount = useImageCount(saved);
  const uploadsLeft = useUploads().filter(isLeft).length;
  const [searching, setSearching] = useState(false);
  const [typedAhead, setTypedAhead] = useState('');
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
            uploadsLeft={uploadsLeft}
            title={t(key ?? 'app.name')}
            onSearch={() => setSearching(true)}
          >
            {children}
          </Shell>
          {searching && (
            <Suspense
              fallback={<TypeAhead onType={(letter) => setTypedAhead((before) => before + letter)} />}
            >
              <CommandPalette
                connections={connections}
                typedAhead={typedAhead}
                onClose={() => {
                  setSearching(false);
                  setTypedAhead('');
                }}
              />
            </Suspense>
          )}
        </ServicesProvider>
      </ConnectionKindsProvider>
    </WordsProvider>
  );
}

/** Keeps what is typed while the palette is on its way, which nobody who knows its keys waits for. */
function TypeAhead({ onType }: { readonly onType: (letter: string) => void }) {
  const type = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onType(event.key);
  });
  useEffect(() => {
    const over = new AbortController();
    window.addEventListener('keydown', (event) => type(event), { signal: over.signal });
    return () => over.abort();
  }, []);
  return null;
}

/**
 * Makes the demo connections on the first visit, and says so when that fails. The page waits meanwhile: it would say
 * that its connection is gone.
 */
function DemoConnections({ children }: { readonly children: ReactNode }) {
  const t = useText();
  const client = useQueryClient();
  const { isError, isLoading, refetch } = useQuery({
    queryKey: ['demo connections'],
    queryFn: async ({ signal }) => {
      await makeDemoConnections(client, CONNECTION_KINDS, signal);
      return null;
    },
    enabled: !hasStoredConnections(),
    staleTime: Infinity,
  });
  return (
    <>
      {isError && (
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
      )}
      {isLoading ? <SkeletonRows count={8} /> : children}
    </>
  );
}
