/** What primitives say by themselves. */
export const ui = {
  'ui.close': 'Close',
  'ui.clear': 'Clear',
  'ui.copy': 'Copy',
  'ui.copied': 'Copied',
  'ui.copyFailed': 'The browser refused to copy',
  'ui.optional': 'optional',
  'ui.breadcrumbs': 'Where you are',
  'ui.loading': 'Loading',
  'ui.requestId': 'Request id:',
} as const;
