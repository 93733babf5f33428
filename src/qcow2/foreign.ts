import type { Note } from './findings.ts';
import { type Format, insideGzip, needsOtherFiles, type Sample } from './format.ts';

/** Notes why a file that is not qcow2 cannot be uploaded, by what has to be done about it. */
export function noteForeign(
  format: Exclude<Format, 'qcow2'>,
  virtualBytes: bigint | null,
  sample: Sample,
  note: Note,
): void {
  if (needsOtherFiles(format, sample)) {
    note({ code: 'other-disk-incomplete', params: { format } });
    return;
  }
  switch (format) {
    case 'qcow1':
      note({ code: 'other-disk-format', params: { format, qemuFormat: 'qcow', virtualBytes } });
      break;
    case 'vmdk':
    case 'vmdk-esx':
    case 'vmdk-descriptor':
      note({ code: 'other-disk-format', params: { format, qemuFormat: 'vmdk', virtualBytes } });
      break;
    case 'vhd':
    case 'vhd-fixed':
    case 'vhd-differencing':
      note({ code: 'other-disk-format', params: { format, qemuFormat: 'vpc', virtualBytes } });
      break;
    case 'qed':
    case 'vdi':
    case 'vhdx':
    case 'parallels':
    case 'dmg':
      note({ code: 'other-disk-format', params: { format, qemuFormat: format, virtualBytes } });
      break;
    case 'gpt':
    case 'mbr':
      note({ code: 'raw-disk', params: { format } });
      break;
    case 'ext':
    case 'xfs':
    case 'btrfs':
    case 'squashfs':
      note({ code: 'bare-file-system', params: { format } });
      break;
    case 'iso':
    case 'udf':
      note({ code: 'optical-disc', params: { format } });
      break;
    case 'luks':
      note({ code: 'luks-disk', params: {} });
      break;
    case 'gzip':
      note({ code: 'compressed', params: { format, inner: insideGzip(sample.head) } });
      break;
    case 'xz':
    case 'zstd':
    case 'bzip2':
    case 'lz4':
      note({ code: 'compressed', params: { format, inner: null } });
      break;
    case '7z':
    case 'zip':
    case 'tar':
    case 'ova':
    case 'container':
      note({ code: 'archive', params: { format } });
      break;
    case 'elf':
    case 'html':
    case 'json':
      note({ code: 'not-an-image', params: { format } });
      break;
    case 'zeroes':
      note({ code: 'raw-zeroes', params: {} });
      break;
    case 'raw':
      note({ code: 'raw-unrecognised', params: {} });
      break;
  }
}
