import { scanRegex, type RegexWindow } from '../../buildlog/regex-scan.ts';

// A person's pattern may take for ever on some line: it runs here, where it can be ended.
addEventListener('message', ({ data }: MessageEvent<RegexWindow>) => postMessage(scanRegex(data)));
