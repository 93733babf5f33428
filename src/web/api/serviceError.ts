import { readDjinnError } from '../../contract/djinn/errors.ts';
import type { Service } from '../../contract/endpoint.ts';
import { readFandoghError } from '../../contract/fandogh/errors.ts';
import { readGcoreError } from '../../contract/gcore/error.ts';

/** What a service said about a failure, whatever shape it said it in. */
export interface ServiceError {
  /** The service's own text; empty when it said nothing readable. */
  readonly message: string;
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly requestId?: string | undefined;
}

type Reader = (status: number, contentType: string, text: string) => ServiceError;

/** One line for each service. */
const READERS: Readonly<Record<Service, Reader>> = {
  fandogh: readFandoghError,
  djinn: readDjinnError,
  gcore: readGcoreError,
};

/** Reads the body of a failed call. Never throws: the worst body is an error without words. */
export function readServiceError(
  service: Service,
  status: number,
  contentType: string,
  text: string,
): ServiceError {
  return READERS[service](status, contentType, text);
}
