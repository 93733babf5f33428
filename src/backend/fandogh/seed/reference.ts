const RED = '\u001B[31m';
const GREEN = '\u001B[32m';
const YELLOW = '\u001B[33m';
const CYAN = '\u001B[36m';
const OFF = '\u001B[0m';

function bar(size: string, rate: string): string {
  return [12, 26, 40]
    .map(
      (width) =>
        `     ${GREEN}${'━'.repeat(width)}${OFF}${' '.repeat(40 - width)} ${size}/${size} MB ${RED}${rate} MB/s${OFF} eta ${CYAN}0:00:00${OFF}`,
    )
    .join('\r');
}

const WARNING = `  ${YELLOW}WARNING${OFF}: Retrying (Retry(total=4)) after connection broken by ReadTimeoutError`;

/** A line of the log, and when it came: milliseconds after the build began. */
export interface PlacedLine {
  readonly offset: number;
  readonly text: string;
}

function log(seconds: number, warned: boolean): PlacedLine[] {
  const last = seconds * 1000;
  const placed: readonly (readonly [offset: number, text: string])[] = [
    [0, 'Sending build context to Docker daemon  18.4MB'],
    [300, 'Step 1/9 : FROM python:3.13-slim'],
    [700, '3.13-slim: Pulling from library/python'],
    [2200, 'Status: Image is up to date for python:3.13-slim'],
    [2400, ' ---> 2c6f25e1b6f7'],
    [2400, 'Step 2/9 : WORKDIR /srv'],
    [2900, ' ---> 8d0a41c2be97'],
    [2900, 'Step 3/9 : RUN pip install -r requirements.txt'],
    [5100, `Collecting ${CYAN}django${OFF}==5.2.8`],
    [5400, '  Downloading django-5.2.8-py3-none-any.whl (8.3 MB)'],
    [7300, bar('8.3', '41.2')],
    [8000, `Collecting ${CYAN}psycopg${OFF}[binary]==3.2.13`],
    [8300, '  Downloading psycopg_binary-3.2.13-cp313-manylinux_2_17.whl (4.4 MB)'],
    [9900, bar('4.4', '38.0')],
    [10_600, `Collecting ${CYAN}pillow${OFF}==12.0.0`],
    ...(warned ? [[25_800, WARNING] as const] : []),
    [31_000, 'Installing collected packages: sqlparse, asgiref, psycopg, pillow, django'],
    [41_500, `${GREEN}Successfully installed${OFF} asgiref-3.10.0 django-5.2.8 pillow-12.0.0 psycopg-3.2.13`],
    [43_000, 'Step 4/9 : RUN python manage.py collectstatic --noinput'],
    [last - 1300, 'Traceback (most recent call last):'],
    [last - 1300, `  File ${GREEN}"/srv/manage.py"${OFF}, line 22, in <module>`],
    [last - 1300, '    main()'],
    [
      last - 1300,
      `${RED}django.core.exceptions.ImproperlyConfigured${OFF}: The SECRET_KEY setting must not be empty.`,
    ],
    [
      last - 400,
      `${RED}The command '/bin/sh -c python manage.py collectstatic --noinput' returned a non-zero code: 1${OFF}`,
    ],
    [last, `Build failed after ${seconds} s`],
  ];
  return placed.map(([offset, text]) => ({ offset, text }));
}

/** The two builds of the version in the reference picture of the build page, the older one first. */
export const REFERENCE_BUILDS: readonly {
  readonly minutesLater: number;
  readonly lines: readonly PlacedLine[];
}[] = [
  { minutesLater: 0, lines: log(51, false) },
  { minutesLater: 11, lines: log(48, true) },
];
