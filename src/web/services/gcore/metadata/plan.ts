/** Labels that can be written, by key. A Map, because a label may well be called `constructor`. */
export type Labels = ReadonlyMap<string, string>;

/** A label as the service has it. */
export interface ServerLabel {
  readonly key: string;
  readonly value: string;
  /** Written by the platform; nobody else may change it. */
  readonly read_only: boolean;
}

/** One request of a plan, in the words of the API. */
export type LabelRequest =
  /** `POST …/metadata`: adds and overwrites, and leaves all others. */
  | { readonly kind: 'merge'; readonly labels: Labels }
  /** `DELETE …/metadata_item?key=`. */
  | { readonly kind: 'remove'; readonly key: string }
  /** `PUT …/metadata`: everything that is not in it goes, but for what is read-only. */
  | { readonly kind: 'replace'; readonly labels: Labels };

/** What will change, and the requests that do it, in their order. */
export interface LabelPlan {
  readonly added: Labels;
  /** New value by key. */
  readonly changed: Labels;
  /** Old value by key. */
  readonly removed: Labels;
  readonly untouched: Labels;
  readonly requests: readonly LabelRequest[];
}

/** The labels among a service's that a person may write. */
export function writable(labels: readonly ServerLabel[]): Labels {
  return new Map(labels.filter((label) => !label.read_only).map(({ key, value }) => [key, value]));
}

/** The keys that only the platform writes; no plan may name one. */
export function lockedKeys(labels: readonly ServerLabel[]): ReadonlySet<string> {
  return new Set(labels.filter((label) => label.read_only).map(({ key }) => key));
}

function only(labels: Labels, keep: (key: string, value: string) => boolean): Labels {
  return new Map([...labels].filter(([key, value]) => keep(key, value)));
}

/**
 * The plan that makes `wanted` of what the service has, with the fewest requests that cannot hurt labels
 * somebody else adds meanwhile: one merge, and one removal for each key that goes.
 * @param replace the person asked for everything to be replaced: one request, which also takes what others add
 */
export function planLabels(server: readonly ServerLabel[], wanted: Labels, replace = false): LabelPlan {
  const locked = lockedKeys(server);
  const before = writable(server);
  const after = only(wanted, (key) => !locked.has(key));
  const added = only(after, (key) => !before.has(key));
  const changed = only(after, (key, value) => before.has(key) && before.get(key) !== value);
  const removed = only(before, (key) => !after.has(key));
  const untouched = only(after, (key, value) => before.get(key) === value);
  const written = new Map([...changed, ...added]);
  const requests: LabelRequest[] = replace
    ? [{ kind: 'replace', labels: after }]
    : [
        ...(written.size > 0 ? [{ kind: 'merge' as const, labels: written }] : []),
        ...[...removed.keys()].map((key) => ({ kind: 'remove' as const, key })),
      ];
  return { added, changed, removed, untouched, requests };
}

/** What a request makes of the labels, as the service does it. */
export function applyRequest(server: readonly ServerLabel[], request: LabelRequest): readonly ServerLabel[] {
  const locked = server.filter((label) => label.read_only);
  const labels = new Map(writable(server));
  if (request.kind === 'remove') labels.delete(request.key);
  if (request.kind === 'replace') labels.clear();
  if (request.kind !== 'remove') for (const [key, value] of request.labels) labels.set(key, value);
  return [...locked, ...[...labels].map(([key, value]) => ({ key, value, read_only: false }))];
}

/** Has the plan anything to change? A replacement by the same labels has not. */
export function isEmptyPlan({ added, changed, removed }: LabelPlan): boolean {
  return added.size + changed.size + removed.size === 0;
}

/** A key that two people changed in different ways; undefined means that the key is gone. */
export interface LabelConflict {
  readonly key: string;
  /** What it was when the editing began. */
  readonly base: string | undefined;
  readonly mine: string | undefined;
  readonly theirs: string | undefined;
}

/** What becomes of a draft when the service's labels changed while it was written. */
export interface MergedLabels {
  /** The draft with the others' changes to other keys in it; of a conflict, mine. */
  readonly labels: Labels;
  readonly conflicts: readonly LabelConflict[];
  /** Keys that others changed and the draft did not. */
  readonly taken: readonly string[];
}

/**
 * Merges a draft with what others changed meanwhile: whoever changed a key alone has it their way.
 * @param base what the service had when the draft was begun
 * @param theirs what it has now
 */
export function mergeLabels(base: Labels, mine: Labels, theirs: Labels): MergedLabels {
  const labels = new Map<string, string>();
  const conflicts: LabelConflict[] = [];
  const taken: string[] = [];
  for (const key of new Set([...base.keys(), ...mine.keys(), ...theirs.keys()])) {
    const was = base.get(key);
    const ours = mine.get(key);
    const other = theirs.get(key);
    const theyChanged = other !== was;
    const weChanged = ours !== was;
    if (theyChanged && weChanged && ours !== other)
      conflicts.push({ key, base: was, mine: ours, theirs: other });
    if (theyChanged && !weChanged) taken.push(key);
    const value = theyChanged && !weChanged ? other : ours;
    if (value !== undefined) labels.set(key, value);
  }
  return { labels, conflicts, taken };
}

/** A merged draft with conflicts settled: for each key named here, theirs is taken. */
export function settle(merged: MergedLabels, theirs: ReadonlySet<string>): Labels {
  const labels = new Map(merged.labels);
  for (const conflict of merged.conflicts) {
    if (!theirs.has(conflict.key)) continue;
    if (conflict.theirs === undefined) labels.delete(conflict.key);
    else labels.set(conflict.key, conflict.theirs);
  }
  return labels;
}
