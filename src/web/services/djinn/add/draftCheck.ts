import { DJINN_IMAGE_NAME, DJINN_NAMESPACE_REFERENCE } from '../../../../contract/djinn/images.ts';
import type { Draft } from '../../../uploads/drafts.ts';

/** What is wrong with a name before anything is sent; `perhapsTaken` is for the service to decide. */
export type NameProblem = 'missing' | 'pattern' | 'taken' | 'twice' | 'perhapsTaken';

/** An image that is there already, as far as is known. */
export interface Taken {
  readonly name: string;
  /** A namespace reference, empty for none. */
  readonly namespace: string;
}

/** `infra/images` may mean one's own or, written by somebody else, theirs: the owner is compared where both tell it. */
function sameNamespace(a: string, b: string): boolean {
  const [pathA = '', ownerA] = a.split('@');
  const [pathB = '', ownerB] = b.split('@');
  return pathA === pathB && (ownerA === undefined || ownerB === undefined || ownerA === ownerB);
}

/**
 * Checks a name as Djinn will: its pattern, and that it is free. Within a namespace it must differ from those in
 * it; at the root from every image one owns, wherever it lies, and whose an image is only the service knows.
 * Letter case counts.
 * @param others names that are on their way in the same review
 */
export function nameProblem(
  wanted: Taken,
  existing: readonly Taken[],
  others: readonly Taken[],
): NameProblem | undefined {
  if (wanted.name === '') return 'missing';
  if (!DJINN_IMAGE_NAME.test(wanted.name)) return 'pattern';
  const namesakes = existing.filter((one) => one.name === wanted.name);
  const beside = (one: Taken): boolean => sameNamespace(one.namespace, wanted.namespace);
  if (namesakes.some(beside)) return 'taken';
  if (others.some((one) => one.name === wanted.name && beside(one))) return 'twice';
  return wanted.namespace === '' && namesakes.length > 0 ? 'perhapsTaken' : undefined;
}

/** Is a namespace written as Djinn takes it: `infra/images`, `infra/images@ravi`, or nothing at all? */
export function isNamespaceReference(text: string): boolean {
  return text === '' || DJINN_NAMESPACE_REFERENCE.test(text);
}

/** Why a file cannot be uploaded as it stands, if it cannot. */
export type Obstacle = 'reading' | 'unreadable' | 'refused' | 'name' | 'namespace' | 'connection';

/** Whether a file may go once the rest is right: one that never will takes no name from another. */
export function mayGo({ reading }: Pick<Draft, 'reading'>): boolean {
  return !reading.unreadable && reading.report?.verdict !== 'refuse';
}

/** The first thing in the way of an upload; undefined when it may go. */
export function obstacleOf(draft: Draft, problem: NameProblem | undefined): Obstacle | undefined {
  const { reading } = draft;
  if (reading.unreadable) return 'unreadable';
  if (reading.report === undefined) return 'reading';
  if (reading.report.verdict === 'refuse') return 'refused';
  if (draft.connectionId === undefined) return 'connection';
  if (problem !== undefined && problem !== 'perhapsTaken') return 'name';
  return isNamespaceReference(draft.namespace) ? undefined : 'namespace';
}
