/** What only Fandogh tells of an image. */
export const fandogh = {
  'fandogh.group.lastVersion': 'Last version',
  'fandogh.group.versions': 'All versions',
  'fandogh.noVersion': 'none yet',
  'fandogh.field.namespace': 'Namespace',
  'fandogh.field.owner': 'Owner’s id',
  'fandogh.field.version': 'Version',
  'fandogh.field.state': 'State',
  'fandogh.field.uploaded': 'Uploaded',
  'fandogh.field.versionCount': 'Versions',
  'fandogh.field.builtCount': 'Built',
  'fandogh.field.failedCount': 'Failed',
  'fandogh.field.totalSize': 'Size of all',
} as const;
