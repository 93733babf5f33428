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

/** One build of a version, as the address of a comparison writes it. */
export interface BuildPlace {
  readonly version: string;
  /** When it began, as the service wrote it: the only thing that tells builds apart. Absent: the last one. */
  readonly start?: string | undefined;
}

/** The page that compares the logs of two builds. */
export function comparePath(connection: string, image: string, left: BuildPlace, right: BuildPlace): string {
  const query = new URLSearchParams({ left: left.version, right: right.version });
  if (left.start !== undefined) query.set('leftBuild', left.start);
  if (right.start !== undefined) query.set('rightBuild', right.start);
  return `/c/${connection}/images/${encodeURIComponent(image)}/compare?${query.toString()}`;
}
