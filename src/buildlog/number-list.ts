/**
 * Unsigned 32-bit numbers that grow at the end. A million of them take 4 MB, where an array of numbers takes
 * up to four times that; ascending ones can be bisected.
 */
export class NumberList {
  #items = new Uint32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.#length++] = value;
  }

  /** The number at `index`, 0 beyond the end. */
  at(index: number): number {
    return index < this.#length ? (this.#items[index] ?? 0) : 0;
  }

  /** The last number, 0 when there is none. */
  last(): number {
    return this.at(this.#length - 1);
  }

  /** Changes a number that is already in the list. */
  set(index: number, value: number): void {
    if (index < this.#length) this.#items[index] = value;
  }

  /** Forgets everything from `length` on. */
  truncate(length: number): void {
    this.#length = Math.min(this.#length, length);
  }

  /** In an ascending list: the index of the first number that is `value` or more. */
  lowerBound(value: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#items[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** In an ascending list: the index of the last number that is `value` or less, -1 when all are greater. */
  indexAtOrBelow(value: number): number {
    return this.lowerBound(value + 1) - 1;
  }

  /** In an ascending list: whether `value` is in it. */
  has(value: number): boolean {
    const index = this.lowerBound(value);
    return index < this.#length && this.#items[index] === value;
  }

  *[Symbol.iterator](): Generator<number> {
    for (let index = 0; index < this.#length; index++) yield this.#items[index] ?? 0;
  }
}
