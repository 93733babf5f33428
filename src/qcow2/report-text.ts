import { exactSizeText, sizeText } from './display.ts';
import { formatNames, messageOf } from './messages.ts';
import type { Contents, Qcow2Facts, Report } from './report.ts';

const verdicts = {
  ok: 'fit to upload',
  warn: 'fit to upload, with warnings',
  refuse: 'not fit to upload',
} as const;

/** The report in English, as lines for a terminal; ends with a line break. */
export function inspectText(report: Report): string {
  const rows: [string, string][] = [
    ['format', formatNames[report.format]],
    ['verdict', verdicts[report.verdict]],
    ['file', exactSizeText(report.fileBytes)],
  ];
  if (report.format === 'qcow2') {
    if (report.facts !== null) rows.push(...factRows(report.facts));
  } else if (report.virtualBytes !== null) {
    rows.push(['virtual size', exactSizeText(report.virtualBytes)]);
  }
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  for (const finding of report.findings) {
    const { says, remedy } = messageOf(finding);
    lines.push('', `${finding.level}: ${says}`);
    if (remedy !== undefined) lines.push(`  ${remedy}`);
  }
  return `${lines.join('\n')}\n`;
}

function factRows(facts: Qcow2Facts): [string, string][] {
  const features = [
    facts.lazyRefcounts ? ['lazy refcounts'] : [],
    facts.extendedL2 ? ['extended L2'] : [],
    facts.bitmaps > 0 ? [`${facts.bitmaps} bitmaps`] : [],
  ].flat();
  const rows: [string, string][] = [
    ['version', String(facts.version)],
    ['virtual size', exactSizeText(facts.virtualBytes)],
    ['clusters', `${sizeText(BigInt(facts.clusterBytes))}, ${facts.refcountBits}-bit refcounts`],
    ['compression', facts.compression],
    ['encryption', facts.encryption],
    ['features', features.length === 0 ? 'none' : features.join(', ')],
  ];
  for (const { id, name, takenAt, vmStateBytes } of facts.snapshots.listed) {
    const date = new Date(takenAt * 1000).toISOString();
    rows.push(['snapshot', `${id} “${name}” ${date}, machine state ${sizeText(vmStateBytes)}`]);
  }
  return facts.contents === null ? rows : [...rows, ...contentRows(facts.contents)];
}

function contentRows(contents: Contents): [string, string][] {
  const { allocatedClusters, compressedClusters, zeroClusters, zeroAllocatedClusters, otherBytes } = contents;
  const least = contents.complete ? '' : 'at least ';
  const rows: [string, string][] = [
    ['allocated', `${least}${allocatedClusters} clusters, ${compressedClusters} of them compressed`],
    ['zeroes', `${least}${zeroClusters} clusters, and ${zeroAllocatedClusters} preallocated`],
    ['data', `${least}${exactSizeText(contents.dataBytes)} of the disk`],
    ['tables', `${exactSizeText(contents.metadataBytes)}, L2 tables: ${contents.l2Tables}`],
  ];
  if (otherBytes !== null) rows.push(['other', `${exactSizeText(otherBytes)} of the file`]);
  return rows;
}
