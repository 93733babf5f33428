import { isMoving, quietFor, type Follower } from './follow.ts';
import { originOf, type ImageRow } from './row.ts';

/** One for each place, as long as the page lives: they remember since when nothing has changed. */
export const followers = new Map<string, Follower>();

/** For how long a moving row has not changed, in milliseconds. */
export function quietTime(row: ImageRow, now: number): number {
  return quietFor(row, followers.get(originOf(row))?.quietSince(row.key), now);
}

/** Has a row been asked for so long without any change that it is left alone until the list is read again? */
export function isGivenUp(row: ImageRow): boolean {
  return isMoving(row) && (followers.get(originOf(row))?.hasGivenUp(row.key) ?? false);
}
