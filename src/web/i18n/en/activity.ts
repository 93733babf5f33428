/** The journal of requests. */
export const activity = {
  'activity.title': 'Activity',
  'activity.count':
    '{count, plural, =0 {No requests yet} one {# request of this tab} other {# requests of this tab}}',
  'activity.hint':
    'What the console sent, newest first. No tokens and no contents are kept, and it is forgotten with the tab.',
  'activity.changesOnly': 'Changes only',
  'activity.failedOnly': 'Failures only',
  'activity.when': 'When',
  'activity.connection': 'Connection',
  'activity.request': 'Request',
  'activity.result': 'Result',
  'activity.took': 'Took',
  'activity.milliseconds': '{value} ms',
  'activity.copyCurl': 'Copy as curl',
  'activity.none': 'Nothing to show',
  'activity.noneHint': 'Requests appear here as soon as a page sends one.',
  'activity.running': 'Under way',
  'activity.done': 'Done',
  'activity.cancelled': 'Cancelled',
  'activity.noAnswer': 'No answer',
} as const;
