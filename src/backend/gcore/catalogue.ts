import { createHash } from 'node:crypto';
import type { NewImage } from './images.ts';
import { PLATFORM_PROJECT, REGIONS } from './registry.ts';

const MiB = 1024 ** 2;
const DAY = 86_400_000;

/** Versions of one system in the public catalogue. */
interface Family {
  /** The name of version `V` is `name` with it in the place of `*`. */
  readonly name: string;
  readonly distro: string;
  readonly versions: readonly string[];
  readonly architectures: readonly ('x86_64' | 'aarch64')[];
  /** MiB of the first version; later ones are a little larger. */
  readonly size: number;
  /** GiB. */
  readonly minDisk: number;
  readonly windows?: true;
  readonly gpu?: true;
  readonly baremetal?: true;
}

const BOTH = ['x86_64', 'aarch64'] as const;
const INTEL = ['x86_64'] as const;
const ARM = ['aarch64'] as const;

const linux = (
  name: string,
  distro: string,
  versions: readonly string[],
  architectures: Family['architectures'],
  size: number,
  more: Pick<Family, 'gpu' | 'baremetal'> = {},
): Family => ({ name, distro, versions, architectures, size, minDisk: size > 1500 ? 10 : 5, ...more });

const FAMILIES: readonly Family[] = [
  linux('ubuntu-*', 'ubuntu', ['20.04', '22.04', '24.04', '26.04'], BOTH, 1980),
  linux('debian-*', 'debian', ['11', '12', '13'], BOTH, 1390),
  linux('rocky-*', 'rocky', ['8', '9', '10'], BOTH, 1910),
  linux('almalinux-*', 'almalinux', ['8', '9', '10'], BOTH, 1860),
  linux('centos-*', 'centos', ['9', '10'], INTEL, 1440),
  linux('oracle-*', 'oracle', ['9', '10'], INTEL, 1730),
  linux('fedora-*', 'fedora', ['42', '43', '44'], INTEL, 540),
  linux('fedora-coreos-*', 'fedora-coreos', ['43'], INTEL, 1690),
  linux('opensuse-leap-*', 'opensuse', ['15.6', '16.0'], INTEL, 690),
  linux('sles-*', 'sles', ['15-sp6', '15-sp7'], INTEL, 820),
  linux('alpine-*', 'alpine', ['3.20', '3.21', '3.22'], BOTH, 128),
  linux('arch-*', 'arch', ['2026.11'], INTEL, 510),
  linux('talos-*', 'talos', ['1.9', '1.10', '1.11', '1.12'], ARM, 88),
  linux('flatcar-*', 'flatcar', ['4230', '4459'], INTEL, 470),
  linux('freebsd-*', 'freebsd', ['14.3', '15.0'], INTEL, 1530),
  linux('cirros-*', 'cirros', ['0.6'], INTEL, 20),
  linux('ubuntu-*-gpu', 'ubuntu', ['24.04'], INTEL, 6820, { gpu: true }),
  linux('rocky-*-gpu', 'rocky', ['9'], INTEL, 6540, { gpu: true }),
  linux('ubuntu-*-baremetal', 'ubuntu', ['24.04'], INTEL, 2460, { baremetal: true }),
  {
    name: 'windows-server-*',
    distro: 'windows',
    versions: ['2019', '2022', '2025'],
    architectures: INTEL,
    size: 10_080,
    minDisk: 40,
    windows: true,
  },
  {
    name: 'windows-server-*-core',
    distro: 'windows',
    versions: ['2025'],
    architectures: INTEL,
    size: 6_270,
    minDisk: 25,
    windows: true,
  },
];

/** An id that stays the same wherever and whenever the demo is seeded: a UUID of version 5, more or less. */
export function demoId(name: string): string {
  const hex = createHash('sha1').update(name).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** How much of the catalogue each region has: all of it in the first, the beginning in the others. */
const SHARES: readonly number[] = [61, 34, 24, 12];

/** Descriptions are the operator's, who speaks to each market. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  'ubuntu-24.04': 'اوبونتو ۲۴٫۰۴ با پشتیبانی بلندمدت؛ برای سرویس‌های عمومی پیشنهاد می‌شود',
  'ubuntu-24.04-gpu': 'NVIDIA open kernel driver 570 and CUDA toolkit preinstalled',
  'windows-server-2025': 'Standard edition with Desktop Experience. The licence is billed by the hour.',
  'centos-9': 'CentOS Stream',
};

const nameOf = (family: Family, version: string, architecture: string): string =>
  family.name.replace('*', version) +
  (architecture === 'aarch64' && family.architectures.length > 1 ? '-aarch64' : '');

/** The public images of every region. */
export function publicImages(now: number): NewImage[] {
  const all = FAMILIES.flatMap((family) =>
    family.versions.flatMap((version, age) =>
      family.architectures.map((architecture) => ({ family, version, architecture, age })),
    ),
  );
  return REGIONS.flatMap((region, regionIndex) =>
    all.slice(0, SHARES[regionIndex]).map(({ family, version, architecture, age }, index): NewImage => {
      const name = nameOf(family, version, architecture);
      const created = now - (30 + (family.versions.length - 1 - age) * 320 + index * 3 + regionIndex) * DAY;
      return {
        id: demoId(`public ${region.id} ${name}`),
        project_id: PLATFORM_PROJECT,
        region_id: region.id,
        name,
        status: 'active',
        visibility: 'public',
        description: DESCRIPTIONS[name] ?? null,
        display_order: family.baremetal ? null : 1000 + index * 10,
        architecture,
        disk_format: 'qcow2',
        size: (family.size + age * Math.ceil(family.size / 12)) * MiB + index * 65_536,
        min_disk: family.minDisk,
        min_ram: family.windows ? 4096 : family.gpu ? 8192 : 0,
        os_type: family.windows ? 'windows' : 'linux',
        os_distro: family.distro,
        os_version: version,
        ssh_key: family.windows ? 'deny' : family.distro === 'talos' ? 'deny' : 'allow',
        hw_firmware_type: family.windows || architecture === 'aarch64' ? 'uefi' : null,
        hw_machine_type: architecture === 'aarch64' ? null : 'q35',
        is_baremetal: family.baremetal ?? false,
        gpu_driver: family.gpu ? 'nvidia' : null,
        creator_task_id: null,
        task_id: null,
        created_at: created,
        updated_at: created + 6 * 3_600_000,
      };
    }),
  );
}
