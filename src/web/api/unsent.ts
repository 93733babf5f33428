const holders: (() => boolean)[] = [];

/** Tells of a store whose content is lost with the page: `holds` says whether there is any now. */
export function holdUnsent(holds: () => boolean): void {
  holders.push(holds);
}

/** Would a reload lose what somebody typed or chose, or break off what is under way? */
export function isAnythingUnsent(): boolean {
  return holders.some((holds) => holds());
}
