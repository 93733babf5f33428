/**
 * How many of the first bytes are the same, of as many from two places. Thirty-two at a time: with fewer, most of the
 * time goes into asking whether to go on.
 */
export function sameBytes(
  left: DataView,
  leftAt: number,
  right: DataView,
  rightAt: number,
  length: number,
): number {
  let at = 0;
  for (const last = length - 32; at <= last; at += 32) {
    const one = leftAt + at;
    const other = rightAt + at;
    const differs =
      (left.getInt32(one, true) ^ right.getInt32(other, true)) |
      (left.getInt32(one + 4, true) ^ right.getInt32(other + 4, true)) |
      (left.getInt32(one + 8, true) ^ right.getInt32(other + 8, true)) |
      (left.getInt32(one + 12, true) ^ right.getInt32(other + 12, true)) |
      (left.getInt32(one + 16, true) ^ right.getInt32(other + 16, true)) |
      (left.getInt32(one + 20, true) ^ right.getInt32(other + 20, true)) |
      (left.getInt32(one + 24, true) ^ right.getInt32(other + 24, true)) |
      (left.getInt32(one + 28, true) ^ right.getInt32(other + 28, true));
    if (differs !== 0) break;
  }
  while (at + 4 <= length && left.getInt32(leftAt + at, true) === right.getInt32(rightAt + at, true)) at += 4;
  while (at < length && left.getUint8(leftAt + at) === right.getUint8(rightAt + at)) at++;
  return at;
}
