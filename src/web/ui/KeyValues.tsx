import type { ReactNode } from 'react';

/** One line: a field's name and its value. An absent value and an empty one are the caller's to tell apart. */
export interface KeyValue {
  readonly key: string;
  readonly value: ReactNode;
}

interface KeyValuesProps {
  readonly title?: ReactNode;
  readonly items: readonly KeyValue[];
}

/** A group of facts: names at the start, values beside them. */
export function KeyValues({ title, items }: KeyValuesProps) {
  return (
    <div className="not-first:mt-5">
      {title !== undefined && <h3 className="mb-1.5 text-xs font-semibold text-faint">{title}</h3>}
      <dl className="text-sm">
        {items.map((item) => (
          <div key={item.key} className="flex min-h-6.5 items-baseline gap-4 py-1">
            <dt className="w-34 shrink-0 text-muted">{item.key}</dt>
            <dd className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1 font-medium">{item.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
