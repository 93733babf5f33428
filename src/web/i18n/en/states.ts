/** The states of images. An unknown one is shown in the service's own word. */
export const states = {
  'states.noVersion': 'No version',
  'states.pending': 'Pending',
  'states.building': 'Building',
  'states.built': 'Built',
  'states.failed': 'Failed',
  'states.buildFailed': 'Build failed',
  'states.queued': 'Queued',
  'states.importing': 'Importing',
  'states.importFailed': 'Import failed',
  'states.ready': 'Ready',
  'states.saving': 'Saving',
  'states.active': 'Active',
  'states.locked': 'Locked',
  'states.deleting': 'Deleting',
  'states.unknown': 'Unknown',
} as const;
