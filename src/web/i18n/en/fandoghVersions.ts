/** The versions of an image in Fandogh. */
export const fandoghVersions = {
  'fandogh.needsToken': '{connection} needs a token',
  'fandogh.newVersion': 'New version',
  'fandogh.operator': 'You may look, not change',
  'fandogh.operatorHint':
    'Your role in this namespace is Operator. Creating images and uploading versions takes a Developer or an Admin.',
  'fandogh.versions.title': 'Versions',
  'fandogh.versions.of': 'Versions of {name}',
  'fandogh.versions.count': '{count, plural, one {# version} other {# versions}}',
  'fandogh.versions.trend':
    'Sizes of the last {count, plural, one {# version} other {# versions}}: from {from} to {to}',
  'fandogh.versions.curl': 'Copy as curl',
  'fandogh.versions.none': 'No version yet',
  'fandogh.versions.noneHint':
    'A version is built from your sources: a zip or tar.gz with a Dockerfile at its root, or the folder itself.',
  'fandogh.versions.noneInState': 'No version is in this state',
  'fandogh.versions.showAll': 'Show all versions',
  'fandogh.versions.showRest': 'Show {count} more',
  'fandogh.versions.filter': 'Only versions in this state',
  'fandogh.versions.allStates': 'All',
  'fandogh.versions.lastBuild': 'Last build',
  'fandogh.versions.noDuration': 'Not known yet. The page of the version shows its builds.',
  'fandogh.versions.actions': 'Actions',
  'fandogh.versions.copyReference': 'Copy {reference}',
} as const;
