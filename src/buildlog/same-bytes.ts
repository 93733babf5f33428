const STRIDE = 32;

/**
 * How many of the first bytes are the same, of as many from two places. They are compared 32 at a time, as most of the
 * time would else go into asking whether to go on; the last stride reaches back into the one before.
 */
export function sameBytes(
  left: DataView,
  leftAt: number,
  right: DataView,
  rightAt: number,
  length: number,
): number {
  let at = 0;
  const last = length - STRIDE;
  while (at <= last && sameStride(left, leftAt + at, right, rightAt + at)) at += STRIDE;
  if (last >= 0 && at > last && sameStride(left, leftAt + last, right, rightAt + last)) return length;
  while (at + 4 <= length && left.getInt32(leftAt + at, true) === right.getInt32(rightAt + at, true)) at += 4;
  while (at < length && left.getUint8(leftAt + at) === right.getUint8(rightAt + at)) at++;
  return at;
}

function sameStride(left: DataView, one: number, right: DataView, other: number): boolean {
  const differs =
    (left.getInt32(one, true) ^ right.getInt32(other, true)) |
    (left.getInt32(one + 4, true) ^ right.getInt32(other + 4, true)) |
    (left.getInt32(one + 8, true) ^ right.getInt32(other + 8, true)) |
    (left.getInt32(one + 12, true) ^ right.getInt32(other + 12, true)) |
    (left.getInt32(one + 16, true) ^ right.getInt32(other + 16, true)) |
    (left.getInt32(one + 20, true) ^ right.getInt32(other + 20, true)) |
    (left.getInt32(one + 24, true) ^ right.getInt32(other + 24, true)) |
    (left.getInt32(one + 28, true) ^ right.getInt32(other + 28, true));
  return differs === 0;
}
