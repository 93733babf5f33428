import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { EMBEDDED, type Backend } from '../backend/backend.ts';
import { isHangUp, type Env } from '../backend/route.ts';
import type { ServerInfo, Target } from '../contract/console.ts';
import { fromEmbedded, fromGateway } from './files.ts';
import { Gateway } from './gateway.ts';
import { fromElsewhere, secure } from './headers.ts';
import { hostCheck } from './hosts.ts';
import type { ServerOptions } from './options.ts';
import { tickets } from './tickets.ts';

export interface AppParts {
  readonly options: Pick<ServerOptions, 'host' | 'allowHosts' | 'basePath' | 'upstreams' | 'ticketKey'>;
  readonly version: string;
  /** The embedded services; undefined when they are off. */
  readonly backend: Pick<Backend, 'app' | 'mounts'> | undefined;
  /** The built page; undefined in development, where Vite serves it. */
  readonly page: Hono<Env> | undefined;
}

/** Far above what a ticket may hold. */
const TICKET_BODY_LIMIT = 32 * 1024;

/** Everything a connection can point to. */
function targetsOf({ options: { basePath, upstreams }, backend }: AppParts): Target[] {
  const embedded = backend?.mounts ?? [];
  return [
    ...embedded.map(({ service, mount }) => ({
      name: 'embedded',
      service,
      base: `${basePath}${`${EMBEDDED}${mount}`.slice(1)}`,
    })),
    ...upstreams.map(({ name, service }) => ({ name, service, base: `${basePath}gateway/${name}` })),
  ];
}

/** What every request passes: the headers of every answer, then whether it may ask here at all. */
function checks({ host, allowHosts }: AppParts['options']): MiddlewareHandler<Env> {
  const isOurs = hostCheck(host, allowHosts);
  return async (c, next) => {
    secure(c.env.outgoing);
    const name = c.req.header('host');
    if (!isOurs(name)) {
      return c.text(
        `This server does not answer to the name "${name}". To let it, start it with --allow-host.`,
        403,
      );
    }
    const origins = {
      method: c.req.method,
      host: name,
      origin: c.req.header('origin'),
      fetchSite: c.req.header('sec-fetch-site'),
    };
    if (!fromElsewhere(origins)) return next();
    return c.json({ message: 'Pages of other origins cannot change anything here.' }, 403);
  };
}

/** The whole server as one Hono app: what stands where. */
export function consoleApp(parts: AppParts): Hono<Env> {
  const { options, version, backend, page } = parts;
  const { basePath } = options;
  const targets = targetsOf(parts);
  const gateway = new Gateway(options.upstreams);
  const gatewayMount = `${basePath}gateway/`;
  const services = new Hono<Env>().basePath(basePath);
  if (backend) services.route(EMBEDDED, backend.app);

  const app = new Hono<Env>();
  app.onError((error, c) => {
    if (isHangUp(error)) return RESPONSE_ALREADY_SENT;
    console.error(`${c.req.method} ${c.req.path} failed:`, error);
    return c.json({ message: 'The server made a mistake; its log says more.' }, 500);
  });
  app.use('*', checks(options));

  if (basePath !== '/') {
    for (const above of ['/', basePath.slice(0, -1)]) app.get(above, (c) => c.redirect(basePath, 302));
  }
  const at = app.basePath(basePath);
  at.get('/console.json', (c) => {
    c.header('cache-control', 'no-store');
    return c.json({ version, targets } satisfies ServerInfo);
  });
  at.all('/gateway/*', async (c) => {
    const { incoming, outgoing } = c.env;
    // The address as it was sent: parsing it would decode and tidy what only the upstream may interpret.
    const sent = incoming.url ?? '';
    const below = sent.startsWith(gatewayMount) ? sent.slice(gatewayMount.length) : undefined;
    if (below === undefined) return c.json({ message: `There is nothing at ${c.req.path}.` }, 404);
    return (await gateway.forward(below, incoming, outgoing)) ?? RESPONSE_ALREADY_SENT;
  });
  const upstreamFile = fromGateway(gateway, gatewayMount);
  const embeddedFile = fromEmbedded(services);
  at.use(
    '/tickets',
    bodyLimit({
      maxSize: TICKET_BODY_LIMIT,
      onError: (c) => c.json({ message: 'That is too much for a ticket.' }, 413),
    }),
  );
  at.route(
    '/tickets',
    tickets({
      key: options.ticketKey,
      mount: `${basePath}tickets`,
      bases: targets.map(({ base }) => base),
      fetchFile: (request) => (request.path.startsWith(gatewayMount) ? upstreamFile : embeddedFile)(request),
      now: Date.now,
    }),
  );
  app.route('/', services);
  for (const path of ['/console.json', '/tickets', '/tickets/*', EMBEDDED, `${EMBEDDED}/*`]) {
    at.all(path, (c) => c.json({ message: `There is nothing at ${c.req.path}.` }, 404));
  }
  if (page) at.route('/', page);
  app.all('*', (c) => c.text(`The console stands at ${basePath}`, 404));
  return app;
}
