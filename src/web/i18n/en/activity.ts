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
  'activity.noFailures':
    '{count, plural, one {The one request did not fail} other {None of the # requests failed}}',
  'activity.noChanges':
    '{count, plural, one {The one request changed nothing} other {None of the # requests was a change}}',
  'activity.noFailedChanges':
    '{count, plural, one {The one request was no change that failed} other {None of the # requests was a change that failed}}',
  'activity.showAll': 'Show all requests',
  'activity.running': 'Under way',
  'activity.done': 'Done',
  'activity.cancelled': 'Cancelled',
  'activity.noAnswer': 'No answer',
} as const;
