import { readableSize } from '../../../../qcow2/display.ts';
import type { Finding, FindingCode, FindingParams, TableName } from '../../../../qcow2/findings.ts';
import type { Format } from '../../../../qcow2/format.ts';
import type { Message } from '../../../../qcow2/messages.ts';
import { format as words } from '../../../i18n/fa/format.ts';

/** Persian names of the formats, as they stand in a sentence. */
const formats: { readonly [F in Format | 'empty']: string } = {
  qcow2: 'ایمیج دیسک qcow2',
  qcow1: 'ایمیج دیسک qcow (نسخهٔ ۱)',
  qed: 'ایمیج دیسک QED',
  vmdk: 'دیسک VMware ‏(VMDK)',
  'vmdk-esx': 'دیسک قدیمی ESX ‏(VMDK)',
  'vmdk-descriptor': 'توصیف‌گر دیسک VMware ‏(VMDK)',
  vdi: 'دیسک VirtualBox ‏(VDI)',
  vhd: 'دیسک پویای Virtual PC ‏(VHD)',
  'vhd-differencing': 'دیسک تفاضلی Virtual PC ‏(VHD)',
  'vhd-fixed': 'دیسک ثابت Virtual PC ‏(VHD)',
  vhdx: 'دیسک Hyper-V ‏(VHDX)',
  parallels: 'دیسک Parallels',
  dmg: 'ایمیج دیسک اپل (DMG)',
  luks: 'دیسک خام رمزشده با LUKS',
  iso: 'ایمیج دیسک نوری (ISO 9660)',
  udf: 'ایمیج دیسک نوری (UDF)',
  gzip: 'فایل gzip',
  xz: 'فایل xz',
  zstd: 'فایل Zstandard',
  bzip2: 'فایل bzip2',
  lz4: 'فایل LZ4',
  '7z': 'بایگانی 7-Zip',
  zip: 'بایگانی zip',
  tar: 'بایگانی tar',
  ova: 'دستگاه مجازی (OVA)',
  container: 'بایگانی ایمیج کانتینر',
  squashfs: 'سیستم فایل SquashFS',
  ext: 'سیستم فایل ext2/3/4',
  xfs: 'سیستم فایل XFS',
  btrfs: 'سیستم فایل Btrfs',
  gpt: 'دیسک خام با پارتیشن GPT',
  mbr: 'دیسک خام با MBR',
  elf: 'برنامه (ELF)',
  html: 'صفحهٔ HTML یا XML',
  json: 'متن JSON',
  zeroes: 'فایل خامی که با صفر شروع می‌شود',
  raw: 'فایل خام (بی سرآیند شناخته‌شده)',
  empty: 'فایل خالی',
};

const tables: { readonly [T in TableName]: string } = {
  header: 'سرآیند',
  l1: 'جدول L1',
  l2: 'جدول‌های L2',
  refcounts: 'جدول شمارش ارجاع',
  'refcount-blocks': 'بلوک‌های شمارش ارجاع',
  snapshots: 'جدول اسنپ‌شات‌ها',
  bitmaps: 'فهرست بیت‌مپ‌ها',
  encryption: 'سرآیند رمزگذاری',
};

const digits = new Intl.NumberFormat('fa');

/** A number in Persian digits. */
const n = (value: number | bigint): string => digits.format(value);
/** Left-to-right words within the sentence: names, offsets. */
const ltr = (text: string): string => `\u2066${text}\u2069`;
/** A command, as the English texts write it. */
const command = (line: string): string => `\`${line}\``;
const hex = (value: bigint): string => ltr(`0x${value.toString(16)}`);
const size = (bytes: bigint): string => {
  const { value, unit } = readableSize(bytes);
  return words[`format.bytes.${unit}`].replace('{size}', n(value));
};
/** With every byte of it. */
const exactSize = (bytes: bigint): string =>
  bytes < 1024n ? size(bytes) : `${size(bytes)} (${n(bytes)} بایت)`;
const quote = (name: string): string => `«\u2068${name}\u2069»`;

const fetchAgain = 'فایل را دوباره کپی یا دریافت کنید و هش آن را با هش اصلی مقایسه کنید.';
const convert = command('qemu-img convert -O qcow2 FILE NEW.qcow2');
const check = `روی یک کپی ${command('qemu-img check FILE')} را اجرا کنید؛ اگر اصلاً خواندنی باشد، ${command('qemu-img convert -O qcow2')} نسخهٔ سالمی می‌سازد.`;
const flatten = `جایی که آن فایل دیگر هست ${convert} را اجرا کنید: فایل تازه کامل است.`;
const fromRaw = `اگر دیسک مورد نظر همین است، ${command('qemu-img convert -f raw -O qcow2 FILE NEW.qcow2')} را اجرا کنید.`;
const decrypt = `با داشتن رمز، ${command('qemu-img convert')} نسخه‌ای بدون رمزگذاری می‌سازد.`;
const repair = `${command('qemu-img check -r all FILE')} را اجرا کنید.`;

/** The Persian text of each code. */
const messages: { readonly [C in FindingCode]: (params: FindingParams[C]) => Message } = {
  'empty-file': () => ({ says: 'فایل خالی است.', remedy: fetchAgain }),
  'other-disk-format': ({ format, qemuFormat, virtualBytes }) => ({
    says: `این ${formats[format]}${virtualBytes === null ? '' : ` به اندازهٔ ${size(virtualBytes)}`} است، نه qcow2.`,
    remedy: `${command(`qemu-img convert -f ${qemuFormat} -O qcow2 FILE NEW.qcow2`)} را اجرا کنید.`,
  }),
  'other-disk-incomplete': ({ format }) => ({
    says: `این ${formats[format]} است و به فایل‌های دیگری که نام می‌برد نیاز دارد.`,
    remedy: `جایی که همهٔ آن‌ها هستند ${convert} را اجرا کنید.`,
  }),
  'raw-disk': ({ format }) => ({ says: `این ${formats[format]} است، نه qcow2.`, remedy: fromRaw }),
  'raw-unrecognised': () => ({
    says: 'قالبی شناخته نشد: یا دیسک خام است، یا اصلاً ایمیج دیسک نیست.',
    remedy: fromRaw,
  }),
  'raw-zeroes': () => ({
    says: 'فایل فقط با صفر شروع می‌شود: دیسک خام خالی، یا دریافتی که داده‌اش نرسیده.',
    remedy: fromRaw,
  }),
  'bare-file-system': ({ format }) => ({
    says: `این ${formats[format]} بدون جدول پارتیشن است و به‌تنهایی بوت نمی‌شود.`,
    remedy: fromRaw,
  }),
  'optical-disc': ({ format }) => ({
    says: `این ${formats[format]} است: رسانهٔ نصب، نه دیسک نصب‌شده.`,
    remedy: 'آن را روی دیسک qcow2 تازه نصب کنید یا ایمیج ابری همان سیستم را بردارید.',
  }),
  'luks-disk': () => ({ says: 'این دیسک خام رمزشده با LUKS است؛ بی رمز بوت نمی‌شود.', remedy: decrypt }),
  compressed: ({ format, inner }) => ({
    says: `این ${formats[format]}${inner === null ? '' : ` است و درون آن ${formats[inner]}`} است.`,
    remedy: 'اول آن را باز کنید.',
  }),
  archive: ({ format }) => ({
    says: `این ${formats[format]} است، نه ایمیج دیسک.`,
    remedy:
      format === 'container'
        ? 'ایمیج کانتینر دیسک نیست.'
        : 'آن را باز کنید و ایمیج دیسک را از درونش بردارید.',
  }),
  'not-an-image': ({ format }) => ({
    says: `این ${formats[format]} است، نه ایمیج دیسک؛ بیشتر وقت‌ها صفحهٔ خطا یا ورود است که ذخیره شده.`,
    remedy: 'ایمیج را دوباره دریافت کنید و ببینید سرور چه پاسخ می‌دهد.',
  }),
  disguised: ({ formats: found }) => ({
    says: `سرآیند نشانهٔ قالب دیگری هم دارد (${found.map((format) => formats[format]).join('، ')}): ابزارها شاید دربارهٔ محتوای دیسک هم‌نظر نباشند.`,
    remedy: `${command('qemu-img convert -f qcow2 -O qcow2 FILE NEW.qcow2')} را اجرا کنید و محتوایش را ببینید.`,
  }),

  'header-cut': ({ neededBytes, fileBytes }) => ({
    says: `بریده شده: سرآیند ${n(neededBytes)} بایت می‌خواهد و فایل ${n(fileBytes)} بایت دارد.`,
    remedy: fetchAgain,
  }),
  'version-unsupported': ({ version }) => ({
    says: `نسخهٔ ${n(version)} qcow2 پشتیبانی نمی‌شود (۲ یا ۳ می‌شود).`,
  }),
  'cluster-size-invalid': ({ clusterBits }) => ({
    says: `اندازهٔ کلاستر ${ltr(`2^${clusterBits}`)} بایت بیرون از بازهٔ ۵۱۲ بایت تا ۲ مبی‌بایت است.`,
    remedy: fetchAgain,
  }),
  'header-too-short': ({ headerLength }) => ({
    says: `سرآیند می‌گوید ${n(headerLength)} بایت است؛ نسخهٔ ۳ دست‌کم ۱۰۴ بایت دارد.`,
    remedy: fetchAgain,
  }),
  'header-too-long': ({ headerLength, clusterBytes }) => ({
    says: `سرآیند می‌گوید ${n(headerLength)} بایت است، بیشتر از یک کلاستر ${n(clusterBytes)} بایتی.`,
    remedy: fetchAgain,
  }),
  'header-length-odd': ({ headerLength }) => ({
    says: `طول سرآیند (${n(headerLength)}) مضرب ۸ نیست؛ بعضی برنامه‌ها بازش نمی‌کنند.`,
    remedy: check,
  }),
  'disk-empty': () => ({ says: 'دیسک مجازی ۰ بایت است.' }),
  'size-rounded': ({ declaredBytes, virtualBytes }) => ({
    says: `اندازهٔ ${n(declaredBytes)} بایت مضرب ۵۱۲ نیست؛ ماشین‌ها ${n(virtualBytes)} بایت می‌بینند.`,
  }),
  'size-impossible': ({ declaredBytes }) => ({
    says: `اندازهٔ مجازی ${n(declaredBytes)} بایت ناممکن است.`,
    remedy: fetchAgain,
  }),
  'disk-huge': ({ virtualBytes, fileBytes }) => ({
    says: `دیسک مجازی ${size(virtualBytes)} است و فایل فقط ${size(fileBytes)}: باز که شود شاید هر جا را پر کند.`,
    remedy: 'مطمئن شوید اندازه عمدی و در حد مجاز شماست.',
  }),
  'refcount-width-invalid': ({ refcountOrder }) => ({
    says: `پهنای شمارش ارجاع ${ltr(`2^${refcountOrder}`)} بیت، بیشتر از ۶۴ است.`,
    remedy: fetchAgain,
  }),
  'features-unknown': ({ features }) => ({
    says: `به ویژگی‌هایی نیاز دارد که این‌جا شناخته نیست: ${features.map(({ bit, name }) => (name === null ? `بیت ${n(bit)}` : `${quote(name)} (بیت ${n(bit)})`)).join('، ')}.`,
    remedy: 'با همان برنامه‌ای که آن را ساخته تبدیلش کنید.',
  }),
  'not-closed-cleanly': () => ({
    says: 'درست بسته نشده: شاید شمارش ارجاع‌هایش کهنه باشد.',
    remedy: repair,
  }),
  'marked-corrupt': () => ({ says: 'نشانهٔ خراب‌بودن دارد.', remedy: check }),
  'compression-invalid': ({ compressionType, featureBit }) => ({
    says: `نوع فشرده‌سازی ${n(compressionType)} با بیت ویژگی ${featureBit ? 'روشن' : 'خاموش'} معنا ندارد.`,
    remedy: fetchAgain,
  }),
  'extended-l2-cluster-too-small': ({ clusterBytes }) => ({
    says: `L2 گسترده دست‌کم کلاستر ۱۶ کیبی‌بایتی می‌خواهد، نه ${n(clusterBytes)} بایتی.`,
    remedy: fetchAgain,
  }),

  'data-file': ({ name }) => ({
    says: `داده‌اش در فایل دیگری است${name === null ? '' : `: ${quote(name)}`}. این فایل به‌تنهایی داده‌ای ندارد.`,
    remedy: flatten,
  }),
  'data-file-contradiction': ({ name }) => ({
    says: `از فایل داده‌ای${name === null ? '' : ` (${quote(name)})`} حرف می‌زند که بعد می‌گوید به کارش نمی‌برد.`,
    remedy: check,
  }),
  'backing-file': ({ name, format }) => ({
    says: `به فایل دیگری نیاز دارد: ${quote(name)}${format === null ? '' : ` (${format})`}. چنین نامی میزبان را وامی‌دارد فایل‌های خودش را باز کند.`,
    remedy: flatten,
  }),
  'backing-offset-invalid': ({ offset }) => ({
    says: `نام فایل پشتیبان در ${hex(offset)} است، بیرون از کلاستر سرآیند.`,
    remedy: fetchAgain,
  }),
  'backing-overlaps-header': ({ offset, headerLength }) => ({
    says: `نام فایل پشتیبان در ${hex(offset)} است، درون سرآیند ${n(headerLength)} بایتی.`,
    remedy: fetchAgain,
  }),
  'backing-name-empty': () => ({ says: 'جای نام فایل پشتیبان دارد ولی نام خالی است.' }),
  'backing-name-too-long': ({ nameBytes }) => ({
    says: `نام فایل پشتیبان ${n(nameBytes)} بایت است؛ بیشتر از ۱۰۲۳ مجاز نیست و نباید از کلاستر سرآیند بیرون بزند.`,
    remedy: fetchAgain,
  }),
  'backing-format-too-long': ({ nameBytes }) => ({
    says: `نام قالب فایل پشتیبان ${n(nameBytes)} بایت است؛ بیشتر از ۱۵ مجاز نیست.`,
    remedy: fetchAgain,
  }),
  encrypted: ({ method }) => ({
    says: `رمزشده است (${method === 'AES' ? 'AES قدیمی که شبیه‌سازها دیگر اجرایش نمی‌کنند' : 'LUKS'})؛ بی رمز بوت نمی‌شود.`,
    remedy: decrypt,
  }),
  'encryption-unknown': ({ method }) => ({
    says: `روش رمزگذاری ${n(method)} وجود ندارد.`,
    remedy: fetchAgain,
  }),
  'encryption-header-missing': () => ({
    says: 'با LUKS رمزشده ولی سرآیند LUKS را ندارد.',
    remedy: fetchAgain,
  }),
  'encryption-header-malformed': () => ({
    says: 'با LUKS رمزشده ولی نشانی سرآیند LUKS درست نیست.',
    remedy: fetchAgain,
  }),
  'encryption-header-unexpected': () => ({
    says: 'سرآیند LUKS دارد بی آن که با LUKS رمزشده باشد.',
    remedy: check,
  }),

  'extension-too-long': ({ type, dataBytes }) => ({
    says: `افزونهٔ سرآیند ${ltr(type)} می‌گوید ${n(dataBytes)} بایت است، بیشتر از جای موجود: افزونه‌ها خواندنی نیستند.`,
    remedy: fetchAgain,
  }),
  'extension-repeated': ({ type }) => ({
    says: `افزونهٔ سرآیند ${ltr(type)} بیش از یک بار آمده؛ فقط اولی خوانده شد.`,
    remedy: check,
  }),
  'bitmaps-malformed': () => ({ says: 'فهرست بیت‌مپ‌هایش درست نیست.', remedy: check }),
  'bitmaps-missing': () => ({ says: 'می‌گوید بیت‌مپ‌هایش به‌روزند ولی فهرستی ندارد.', remedy: check }),

  'l1-too-large': ({ entries }) => ({
    says: `جدول L1 زیادی بزرگ است: ${n(entries)} خانه؛ ${n(4_194_304)} مجاز است.`,
    remedy: fetchAgain,
  }),
  'l1-too-small': ({ entries, neededEntries }) => ({
    says: `جدول L1 برای دیسک کوچک است: ${n(entries)} خانه، در حالی که ${n(neededEntries)} لازم است.`,
    remedy: fetchAgain,
  }),
  'refcount-table-empty': () => ({ says: 'جدول شمارش ارجاع ندارد.', remedy: fetchAgain }),
  'refcount-table-too-large': ({ clusters }) => ({
    says: `جدول شمارش ارجاع زیادی بزرگ است: ${n(clusters)} کلاستر؛ ۸ مبی‌بایت مجاز است.`,
    remedy: fetchAgain,
  }),
  'table-offset-invalid': ({ table, offset }) => ({
    says: `${tables[table]} در ${hex(offset)} است که آغاز کلاستری نیست.`,
    remedy: fetchAgain,
  }),
  'table-past-end': ({ table, offset, endBytes, fileBytes }) => ({
    says: `${tables[table]} در ${hex(offset)} تا ${hex(endBytes)} است، پس از پایان فایل (${hex(fileBytes)}).`,
    remedy: fetchAgain,
  }),
  'tables-overlap': ({ first, second }) => ({
    says: `${tables[first]} و ${tables[second]} روی هم افتاده‌اند.`,
    remedy: fetchAgain,
  }),

  'file-incomplete': ({ tables: cutTables, clusters, neededBytes, fileBytes }) => ({
    says: `فایل کامل نیست: ${[
      ...(cutTables === 0 ? [] : [`${n(cutTables)} جدول`]),
      ...(clusters === 0 ? [] : [`${n(clusters)} کلاستر`]),
    ].join(
      ' و ',
    )} پس از پایان آن است. باید دست‌کم ${exactSize(neededBytes)} باشد و ${exactSize(fileBytes)} است.`,
    remedy: fetchAgain,
  }),
  'entries-damaged': ({ unaligned, reserved }) => ({
    says: `${n(unaligned + reserved)} خانهٔ جدول آسیب دیده (${n(unaligned)} ناتراز، ${n(reserved)} با بیت‌هایی که باید خاموش باشند).`,
    remedy: check,
  }),
  'clusters-overlap-tables': ({ clusters }) => ({
    says: `${n(clusters)} کلاستر داده روی سرآیند یا جدولی افتاده.`,
    remedy: check,
  }),
  'clusters-shared': ({ mappedBytes, fileBytes }) => ({
    says: `دیسک ${size(mappedBytes)} از فایلی ${size(fileBytes)} را می‌خواهد: کلاسترها را بیش از یک بار به کار برده.`,
    remedy: check,
  }),
  'refcount-zero': ({ tables: uncounted, lastCluster }) => ({
    says: `بخشی از آنچه به کار می‌برد شمرده نشده (${[...uncounted.map((table) => tables[table]), ...(lastCluster ? ['آخرین کلاستر'] : [])].join('، ')}): نوشتن بعدی شاید آن را از بین ببرد، یا اندازهٔ کلاستر نادرست است.`,
    remedy: check,
  }),
  'tables-not-all-read': ({ read, total }) => ({
    says: `فقط ${n(read)} از ${n(total)} جدول L2 خوانده شد؛ عددها کمینه‌اند.`,
  }),
  'trailing-bytes': ({ bytes }) => ({ says: `${size(bytes)} در پایان فایل به چیزی تعلق ندارد.` }),

  'snapshots-too-many': ({ count }) => ({
    says: `${n(count)} اسنپ‌شات بیشتر از ${n(65_536)} مجاز است.`,
    remedy: fetchAgain,
  }),
  'snapshots-present': ({ count, names, bytes }) => ({
    says: `${n(count)} اسنپ‌شات درونی: ${names.slice(0, 3).map(quote).join('، ')}${count > 3 ? ' …' : ''}. ${count === 1 ? 'این هم بارگذاری می‌شود' : 'این‌ها هم بارگذاری می‌شوند'}${bytes === null ? '' : `، تا ${size(bytes)} اضافه ${count === 1 ? 'می‌کند' : 'می‌کنند'}`} و شاید چیزهای پاک‌شده را نگه داشته ${count === 1 ? 'باشد' : 'باشند'}.`,
    remedy: `برای کنار گذاشتن${count === 1 ? 'ش' : 'شان'} ${convert} را اجرا کنید.`,
  }),
  'snapshot-cut': ({ index }) => ({
    says: `خانهٔ ${n(index + 1)} جدول اسنپ‌شات‌ها از پایان فایل می‌گذرد.`,
    remedy: fetchAgain,
  }),
  'snapshot-extra-too-long': ({ index, dataBytes }) => ({
    says: `خانهٔ ${n(index + 1)} جدول اسنپ‌شات‌ها ${n(dataBytes)} بایت دادهٔ اضافه دارد؛ ${n(1024)} مجاز است.`,
    remedy: fetchAgain,
  }),
  'snapshot-extra-missing': ({ count }) => ({
    says: `${n(count)} اسنپ‌شات آنچه را نسخهٔ ۳ می‌خواهد ندارد: اندازهٔ حالت ماشین و اندازهٔ دیسک.`,
    remedy: repair,
  }),
  'snapshot-names-odd': ({ count }) => ({
    says: `نام یا شناسهٔ ${n(count)} اسنپ‌شات از آنچه QEMU می‌نویسد بلندتر است.`,
    remedy: check,
  }),
  'snapshot-tables-damaged': ({ count }) => ({
    says: `جدول‌های ${n(count)} اسنپ‌شات بیرون از فایل است.`,
    remedy: check,
  }),
};

/** A finding in Persian. */
export function messageOf<C extends FindingCode>({ code, params }: Finding<C>): Message {
  return messages[code](params);
}
