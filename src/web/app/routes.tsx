import type { RouteObject } from 'react-router';
import { page } from './page.ts';
import { PageFailure } from './PageFailure.tsx';
import { Root, RootFallback } from './Root.tsx';

/** Every address of the console: path, title, code. Nested lines are drawn over the one they stand in. */
export const routes: RouteObject[] = [
  {
    Component: Root,
    HydrateFallback: RootFallback,
    ErrorBoundary: PageFailure,
    children: [
      {
        // Within the frame, so that a page that throws takes nothing else with it.
        ErrorBoundary: PageFailure,
        children: [
          page('/', 'images.all', () => import('../images/AllImagesPage.tsx'), {
            children: [
              page('images/:connection/:id', 'images.all', () => import('../images/ImagePanel.tsx')),
              page('images/:connection/:id/delete', 'images.all', () => import('../images/DeletePage.tsx')),
            ],
          }),
          page('/c/:connection/images', 'images.title', () => import('../images/ConnectionImagesPage.tsx'), {
            children: [
              page(':id', 'images.title', () => import('../images/ImagePanel.tsx')),
              page(':id/delete', 'images.title', () => import('../images/DeletePage.tsx')),
            ],
          }),
          page('/uploads', 'uploads.title', () => import('../uploads/UploadsPage.tsx')),
          page('/activity', 'activity.title', () => import('./ActivityPage.tsx')),
          page('/add', 'app.addImage', () => import('./AddPage.tsx')),
          page(
            '/c/:connection/add',
            'djinn.add.title',
            () => import('../services/djinn/add/AddImagesPage.tsx'),
          ),
          page(
            '/c/:connection/import',
            'djinn.import.title',
            () => import('../services/djinn/add/ImportPage.tsx'),
          ),
          page(
            '/c/:connection/images/:id/versions',
            'fandogh.versions.title',
            () => import('../services/fandogh/versions/VersionsPage.tsx'),
          ),
          page(
            '/c/:connection/images/:id/new-version',
            'fandogh.upload.title',
            () => import('../services/fandogh/upload/NewVersionPage.tsx'),
          ),
          page(
            '/c/:connection/new-image',
            'fandogh.upload.newImage',
            () => import('../services/fandogh/upload/NewVersionPage.tsx'),
          ),
          page(
            '/c/:connection/images/:id/compare',
            'fandogh.compare.title',
            () => import('../services/fandogh/compare/ComparePage.tsx'),
          ),
          page(
            '/c/:connection/images/:id/versions/:version',
            'fandogh.build.title',
            () => import('../services/fandogh/builds/BuildPage.tsx'),
          ),
          page(
            '/c/:connection/images/:id/metadata',
            'gcore.tab.metadata',
            () => import('../services/gcore/metadata/MetadataPage.tsx'),
          ),
          page(
            '/c/:connection/images/:id/sharing',
            'gcore.tab.sharing',
            () => import('../services/gcore/sharing/ImageSharingPage.tsx'),
          ),
          page(
            '/c/:connection/images/:id/activity',
            'gcore.tab.activity',
            () => import('../services/gcore/tasks/ImageTasksPage.tsx'),
          ),
          page(
            '/c/:connection/sharing',
            'gcore.sharing.title',
            () => import('../services/gcore/sharing/SharingPage.tsx'),
          ),
          page(
            '/c/:connection/sharing/matrix',
            'gcore.matrix.title',
            () => import('../services/gcore/sharing/MatrixPage.tsx'),
          ),
          page(
            '/c/:connection/sharing/:keeper/:type/:id/:region',
            'gcore.sharing.title',
            () => import('../services/gcore/sharing/RecordPage.tsx'),
          ),
          page(
            '/c/:connection/tasks',
            'gcore.task.title',
            () => import('../services/gcore/tasks/TasksPage.tsx'),
          ),
          page(
            '/c/:connection/tasks/:task',
            'gcore.task.one',
            () => import('../services/gcore/tasks/TaskPage.tsx'),
          ),
          page(
            '/c/:connection/new',
            'gcore.create.title',
            () => import('../services/gcore/create/NewImagePage.tsx'),
          ),
          page(
            '/c/:connection/metadata',
            'gcore.bulk.title',
            () => import('../services/gcore/bulk/BulkPage.tsx'),
          ),
          page('/connections/new', 'connections.new', () => import('../connections/NewConnectionPage.tsx')),
          page(
            '/connections/:connection/edit',
            'app.editAConnection',
            () => import('../connections/EditConnectionPage.tsx'),
          ),
          page('/settings', 'app.settings', () => import('./SettingsPage.tsx')),
          page('*', 'app.notFound', () => import('./NotFoundPage.tsx')),
        ],
      },
    ],
  },
];
