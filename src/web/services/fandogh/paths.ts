/** The addresses of one image's pages. Names are path segments of their own, whatever they hold. */
export function versionsPath(connection: string, image: string): string {
  return `/c/${connection}/images/${encodeURIComponent(image)}/versions`;
}

/** The page of one version: its builds and their logs. */
export function buildPath(connection: string, image: string, version: string): string {
  return `${versionsPath(connection, image)}/${encodeURIComponent(version)}`;
}

/** The page that uploads another version of an image. */
export function newVersionPath(connection: string, image: string): string {
  return `/c/${connection}/images/${encodeURIComponent(image)}/new-version`;
}

/** The page that makes an image, with its first version as a rule. */
export function newImagePath(connection: string): string {
  return `/c/${connection}/new-image`;
}

/** One build of a version, as the address of a comparison writes it. */
export interface BuildPlace {
  readonly version: string;
  /** When it began, as the service wrote it: the only thing that tells builds apart. Absent: the last one. */
  readonly start?: string | undefined;
}

/** The page that compares the logs of two builds. Without the left one, that is chosen there. */
export function comparePath(
  connection: string,
  image: string,
  left: BuildPlace | undefined,
  right: BuildPlace,
): string {
  const query = new URLSearchParams(left && { left: left.version });
  if (left?.start !== undefined) query.set('leftBuild', left.start);
  query.set('right', right.version);
  if (right.start !== undefined) query.set('rightBuild', right.start);
  return `/c/${connection}/images/${encodeURIComponent(image)}/compare?${query.toString()}`;
}

/** Reads the builds of a comparison from its address; undefined where one is not chosen yet. */
export function readComparison(query: URLSearchParams): {
  readonly left: BuildPlace | undefined;
  readonly right: BuildPlace | undefined;
} {
  const read = (side: 'left' | 'right'): BuildPlace | undefined => {
    const version = query.get(side) ?? '';
    return version === '' ? undefined : { version, start: query.get(`${side}Build`) ?? undefined };
  };
  return { left: read('left'), right: read('right') };
}
