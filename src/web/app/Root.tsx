import type { ReactNode } from 'react';
import { Outlet, ScrollRestoration, useMatches } from 'react-router';
import { useText } from '../i18n/useLanguage.ts';
import { SkeletonRows } from '../ui/Skeleton.tsx';
import { isTitled } from './page.ts';
import { Shell } from './Shell.tsx';
import { WordsProvider } from './WordsProvider.tsx';

/** The frame with the page of the current address in it. */
export function Root() {
  return (
    <Frame>
      <Outlet />
      <ScrollRestoration />
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
  const key = useMatches()
    .map((match) => match.handle)
    .findLast(isTitled)?.title;
  return (
    <WordsProvider>
      <Shell
        connections={[]}
        imageCount={undefined}
        uploading={0}
        title={key ? t(key) : t('app.name')}
        onSearch={() => {}}
      >
        {children}
      </Shell>
    </WordsProvider>
  );
}
