/** One report of progress. */
interface Sample {
  readonly at: number;
  readonly sent: number;
}

/** How a transfer goes, measured over its last seconds: browsers report progress in bursts. */
export interface Pace {
  /** Bytes a second; undefined until there is something to measure. */
  readonly rate: number | undefined;
  /** Seconds until the last byte at this rate; undefined when it cannot be told. */
  readonly left: number | undefined;
}

const WINDOW = 8_000;

/** The reports of one attempt that still count. Times are in milliseconds, sizes in bytes. */
export type Samples = readonly Sample[];

/** Adds a report and forgets those that have grown old, but always keeps two to measure between. */
export function sample(samples: Samples, at: number, sent: number): Samples {
  const recent = samples.filter((one) => at - one.at <= WINDOW);
  return [...(recent.length > 0 ? recent : samples.slice(-1)), { at, sent }];
}

/** Rate and time left at `now`: a stall counts too, so the rate falls while nothing moves. */
export function paceOf(samples: Samples, total: number, now: number): Pace {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || last.sent <= first.sent) return { rate: undefined, left: undefined };
  const rate = ((last.sent - first.sent) * 1000) / Math.max(1, now - first.at);
  return { rate, left: Math.max(0, total - last.sent) / rate };
}
