import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { inTab } from './api/kept.ts';
import { createQueryClient } from './app/queryClient.ts';
import { routes } from './app/routes.tsx';
import { reloadForNewBuild } from './app/staleChunk.ts';
import { startLanguage } from './i18n/language.ts';
import { prepareAnnouncements } from './ui/announce.ts';
import './styles/index.css';

// https://vite.dev/guide/build#load-error-handling
window.addEventListener('vite:preloadError', ({ payload }) => {
  void reloadForNewBuild(payload.message, inTab, () => window.location.reload());
});
prepareAnnouncements();

const queryClient = createQueryClient();
// The server may serve the console below a path (--base-path): it says so in <base href>.
const basename = new URL(document.baseURI).pathname;
// The router starts to fetch the first page's code at once, while the language is on its way.
const router = createBrowserRouter(routes, { basename });
await startLanguage();

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no element #root.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
