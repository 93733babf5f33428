import type { Service } from '../../contract/endpoint.ts';

/** Whom we talk to, with which token: all that a call must know. */
export interface Connection {
  /** Stands in addresses of pages: `djinn-demo`. Never changes while the connection exists. */
  readonly id: string;
  /** What the person calls it. */
  readonly label: string;
  readonly service: Service;
  /** The path on this origin that endpoint paths are appended to: `/embedded/djinn`, `/gateway/ours`. */
  readonly base: string;
  /** The whole `Authorization` header; null when there is no token, or the service refused it. */
  readonly authorization: string | null;
  /** Fandogh: the namespace chosen, for accounts that have several (`ACTIVE-NAMESPACE`). */
  readonly namespace?: string;
  /** Gcore: the project and region that its paths name. */
  readonly project?: number;
  readonly region?: number;
  /** What the token may do, where the console knows it: Djinn permissions, a Fandogh or Gcore role. */
  readonly may?: readonly string[];
}
