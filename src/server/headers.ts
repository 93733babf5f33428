import type { ServerResponse } from 'node:http';

/** A policy from its directives; nothing that is not named is allowed. */
function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries({ 'default-src': "'none'", ...directives })
    .map(([name, value]) => `${name} ${value}`.trim())
    .join('; ');
}

/** What the page may load and do: this origin only, no inline script or style, no frame around it. */
export const PAGE_POLICY = policy({
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'self'", // for the `<base>` that `static.ts` fills in
  'form-action': "'self'",
  'frame-ancestors': "'none'",
});

/** Workers have a policy of their own, and hash with WebAssembly, which the page itself never compiles. */
export const WORKER_POLICY = policy({
  'script-src': "'self' 'wasm-unsafe-eval'",
  'connect-src': "'self'",
  'frame-ancestors': "'none'",
});

/** Answers of services are read by scripts or saved: opened as a page, they can do nothing. */
const DATA_POLICY = policy({ 'frame-ancestors': "'none'", sandbox: '' });

const EVERYWHERE: Readonly<Record<string, string>> = {
  'content-security-policy': DATA_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy':
    'accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), ' +
    'magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
};

/**
 * Sets the headers that every answer has, on Node's response itself: files and forwarded answers are written
 * there directly. What a handler sets later, as the page does with its policy, comes in their place.
 */
export function secure(outgoing: ServerResponse): void {
  for (const [name, value] of Object.entries(EVERYWHERE)) outgoing.setHeader(name, value);
}

/** What the check of {@link fromElsewhere} reads of a request. */
export interface Origins {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
}

/**
 * Is it a page of another origin that wants to change something here? Tokens are sent in a header that such a
 * page cannot know, so this stands guard over what needs none: tickets, the fault switch, signing in.
 * Browsers name the relation themselves where the connection is trustworthy, else the origins are compared;
 * programs send neither header.
 */
export function fromElsewhere({ method, host, origin, fetchSite }: Origins): boolean {
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false;
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}
