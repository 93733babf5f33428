/** A page of the console, with what tells in every language that it is there whole. */
export interface KnownPage {
  readonly path: string;
  /** Before ` · Image Console`, in English. */
  readonly title: string;
  /** Something of the services' own on it; absent where the page shows only words of the console. */
  readonly shows?: string;
}

const GCORE_IMAGE = '17d61f0f-04d6-5b8d-8335-1c4996e9f32b';

/** Every page and everything that opens over one, as the demo connections of a new visitor have them. */
export const PAGES: readonly KnownPage[] = [
  { path: '/', title: 'All images', shows: 'netbsd-11-base' },
  { path: '/images/djinn-demo/37', title: 'void-base', shows: 'mirror.example.net' },
  { path: '/images/gcore-demo/' + GCORE_IMAGE, title: 'ubuntu-24.04-hardened', shows: GCORE_IMAGE },
  { path: '/images/fandogh-demo/sync-agent/delete', title: 'All images', shows: 'sync-agent' },
  { path: '/c/fandogh-demo/images', title: 'Images of fandogh demo', shows: 'sync-agent' },
  { path: '/c/djinn-demo/images', title: 'Images of djinn demo', shows: 'alpine-3-22-docker' },
  { path: '/c/gcore-demo/images', title: 'Images of gcore demo', shows: 'win-2025-core' },
  { path: '/c/fandogh-demo/images/sync-agent', title: 'sync-agent', shows: 'nightly' },
  { path: '/c/djinn-demo/images/37/delete', title: 'Images of djinn demo', shows: 'void-base' },
  { path: '/add', title: 'Add an image' },
  { path: '/c/djinn-demo/add', title: 'Add images' },
  { path: '/c/djinn-demo/import', title: 'Import an image' },
  { path: '/uploads', title: 'Uploads' },
  { path: '/activity', title: 'Activity', shows: '/embedded/' },
  { path: '/connections/new', title: 'New connection' },
  { path: '/connections/djinn-demo/edit', title: 'Edit a connection' },
  { path: '/settings', title: 'Settings' },
  { path: '/c/nobody/images', title: 'Images' },
  { path: '/no/such/page', title: 'There is no such page' },
];
