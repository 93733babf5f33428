/** An image that a build can start from. */
export interface BaseImage {
  /** Bytes. */
  readonly size: number;
  readonly layers: number;
  /** Which tool installs its packages: apt on Debian, apk on Alpine, none in an image without a shell. */
  readonly packages: 'apt' | 'apk' | 'none';
}

/** Sizes of official images, in megabytes: whole, slim, alpine. */
const OFFICIAL: Readonly<Record<string, readonly [number, number, number]>> = {
  alpine: [8, 8, 8],
  busybox: [4, 4, 4],
  debian: [117, 75, 75],
  eclipse: [430, 280, 200],
  golang: [838, 838, 242],
  gradle: [680, 680, 420],
  httpd: [148, 148, 60],
  maven: [530, 530, 330],
  memcached: [85, 85, 12],
  mongo: [760, 760, 760],
  mysql: [580, 580, 580],
  nginx: [192, 192, 48],
  node: [1100, 224, 138],
  openjdk: [470, 410, 330],
  perl: [890, 150, 60],
  php: [500, 500, 90],
  postgres: [438, 438, 247],
  python: [1020, 126, 47],
  redis: [117, 117, 41],
  ruby: [990, 200, 90],
  rust: [1490, 790, 790],
  swift: [2100, 400, 400],
  traefik: [150, 150, 150],
  ubuntu: [78, 78, 78],
};

/** Tags like these exist nowhere. */
const NO_TAG = /(nonexistent|does-not-exist|no-such|missing|^9\d\d?(\.|$))/;

/** The parts of a reference: `registry/of/name:tag@digest`. */
export interface Reference {
  readonly name: string;
  readonly tag: string;
}

/** Reads an image reference; without a tag it means `latest`. */
export function parseReference(text: string): Reference {
  const [bare = ''] = text.split('@');
  const colon = bare.lastIndexOf(':');
  return colon > bare.lastIndexOf('/')
    ? { name: bare.slice(0, colon), tag: bare.slice(colon + 1) }
    : { name: bare, tag: 'latest' };
}

/** Looks an image up; what is not there gives the reason as the Docker daemon words it. */
export function findBaseImage({ name, tag }: Reference): BaseImage | string {
  if (!/^[a-z0-9][a-z0-9._/:-]*$/.test(name) || !/^[\w][\w.-]*$/.test(tag)) return 'invalid reference format';
  const official = OFFICIAL[name.replace(/^(docker\.io\/)?(library\/)?/, '')];
  if (!official && !name.includes('/')) {
    return `pull access denied for ${name}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`;
  }
  if (NO_TAG.test(tag)) return `manifest for ${name}:${tag} not found: manifest unknown: manifest unknown`;
  const [whole, slim, alpine] = official ?? [260, 180, 90];
  const isAlpine = name.endsWith('alpine') || tag.includes('alpine');
  const bare = name.includes('distroless') || name === 'busybox';
  const megabytes = isAlpine ? alpine : tag.includes('slim') ? slim : whole;
  return {
    size: megabytes * 1_000_000,
    layers: Math.min(9, 2 + Math.round(megabytes / 120)),
    packages: bare ? 'none' : isAlpine ? 'apk' : 'apt',
  };
}
