import type { Dialect } from '../../contract/endpoint.ts';
import type { FileStore } from '../files.ts';
import type { Imports } from './imports.ts';
import type { Tables } from './tables.ts';

/** What Djinn's handlers work with. */
export interface Parts {
  readonly tables: Tables;
  readonly files: FileStore;
  readonly imports: Imports;
  readonly dialect: Dialect;
}
