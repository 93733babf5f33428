/** Why this version of Node will not do, in a sentence; undefined when it will. The same range as in `package.json`. */
export function nodeObjection(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22) return undefined;
  return `Image Console needs Node 20.19 or 22.13 or newer; this is Node ${version}.`;
}
