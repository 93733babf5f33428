import type { RequestListener } from 'node:http';
import { consoleApp } from '../app.ts';
import type { Upstream } from '../options.ts';
import { serveApp, serveForTest } from './http.ts';

/** A console before these upstreams; gives its address. */
export function gatewayTo(...upstreams: Upstream[]): Promise<string> {
  return serveApp(
    consoleApp({
      options: { host: '127.0.0.1', allowHosts: [], basePath: '/', upstreams, ticketKey: undefined },
      version: '0',
      backend: undefined,
      page: undefined,
    }),
  );
}

/** A gateway with one upstream, `ours`, which this listener plays, below `folder`. */
export async function gatewayBefore(listener: RequestListener, folder = ''): Promise<string> {
  const upstream = await serveForTest(listener);
  return gatewayTo({ name: 'ours', service: 'djinn', url: new URL(`${upstream}${folder}`) });
}

/** An upstream that answers with what it was asked, as it stood on the wire. */
export const echo: RequestListener = (incoming, outgoing) => {
  const { method, url, rawHeaders } = incoming;
  outgoing.end(JSON.stringify({ method, url, rawHeaders }));
};
