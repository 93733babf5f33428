import { use, useEffect, useState, useTransition, type ComponentType } from 'react';
import { askBuild } from './build.ts';
import { PartFailure, type PartFailureProps } from './PartFailure.tsx';

/** Fetches the code of something to be drawn. */
type Load<Props> = () => Promise<ComponentType<Props>>;

/** What stands in its place when the code did not come. */
type Failure<Props> = ComponentType<Props & PartFailureProps>;

type Arrival<Props> = { readonly Part: ComponentType<Props> } | Pick<PartFailureProps, 'build' | 'error'>;

async function arrivalOf<Props>(load: Load<Props>): Promise<Arrival<Props>> {
  try {
    return { Part: await load() };
  } catch (error) {
    return { error, build: await askBuild() };
  }
}

function create<Props extends object>(
  load: Load<Props>,
  Lost: Failure<Props>,
  first?: Promise<Arrival<Props>>,
): ComponentType<Props> {
  let coming = first;
  return function Late(props: Props) {
    const [arrival, setArrival] = useState(() => (coming ??= arrivalOf(load)));
    const [isRetrying, startRetry] = useTransition();
    const arrived = use(arrival);
    const isLost = !('Part' in arrived);
    useEffect(() => {
      if (!isLost) return undefined;
      // Coming back is another try.
      return () => {
        if (coming === arrival) coming = undefined;
      };
    }, [isLost, arrival]);
    if ('Part' in arrived) return <arrived.Part {...props} />;
    const retry = (): void =>
      startRetry(() => {
        coming = arrivalOf(load);
        setArrival(coming);
      });
    return <Lost {...props} {...arrived} isRetrying={isRetrying} onRetry={retry} />;
  };
}

/**
 * Something whose code is fetched when it is drawn first, within a `<Suspense>`. Unlike React's `lazy`, it can be
 * fetched again after a failure, which is told where it would stand and takes nothing else of the page with it.
 */
export function late<Props extends object>(
  load: Load<Props>,
  Lost: Failure<Props> = PartFailure,
): ComponentType<Props> {
  return create(load, Lost);
}

/** The same for the router, which asks for the code of a page once and keeps the answer. Never rejects. */
export async function arrivedPage(load: Load<object>, Lost: Failure<object>): Promise<ComponentType> {
  const first = arrivalOf(load);
  const arrived = await first;
  return 'Part' in arrived ? arrived.Part : create(load, Lost, first);
}
