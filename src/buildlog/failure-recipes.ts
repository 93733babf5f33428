/** Why a build failed, as far as its log tells; a page has the words. */
export type FailureCause =
  | 'no-space'
  | 'out-of-memory'
  | 'dns'
  | 'archive-unusable'
  | 'dockerfile-missing'
  | 'dockerfile-syntax'
  | 'copy-source-missing'
  | 'base-image-missing'
  | 'pip-requirements-missing'
  | 'pip-no-distribution'
  | 'pip-build-failed'
  | 'python-module-missing'
  | 'npm-lock-mismatch'
  | 'npm-dependency-conflict'
  | 'npm-package-missing'
  | 'npm-script-missing'
  | 'node-module-missing'
  | 'apt-package-missing'
  | 'apt-outdated'
  | 'go-module-missing'
  | 'go-version'
  | 'command-missing'
  | 'setting-missing'
  | 'permission'
  | 'network'
  | 'unknown';

/** What to try. */
export type FailureAdvice =
  | 'free-space'
  | 'smaller-layers'
  | 'less-parallel'
  | 'more-memory'
  | 'try-again'
  | 'check-host-name'
  | 'pack-again'
  | 'add-dockerfile'
  | 'fix-dockerfile-line'
  | 'check-path-in-context'
  | 'check-ignore-files'
  | 'check-image-name'
  | 'use-registry-login'
  | 'check-package-name'
  | 'check-version-exists'
  | 'check-language-version'
  | 'install-build-tools'
  | 'add-requirement'
  | 'update-lock-file'
  | 'resolve-conflict'
  | 'check-script-name'
  | 'run-package-update'
  | 'newer-base-image'
  | 'add-module'
  | 'install-command'
  | 'give-setting'
  | 'fix-permissions'
  | 'read-first-error';

/** One cause, and how it shows. */
export interface FailureRecipe {
  readonly cause: Exclude<FailureCause, 'unknown'>;
  /** Matched against a line without colours, time and prefix; its named groups become the params. */
  readonly patterns: readonly RegExp[];
  readonly advice: readonly FailureAdvice[];
}

/**
 * The catalogue. Its order is that of the causes: what made other things fail stands before them (no name was
 * resolved, therefore pip found no distribution). The wordings are the tools' own.
 */
export const FAILURE_RECIPES: readonly FailureRecipe[] = [
  {
    cause: 'no-space',
    patterns: [/no space left on device/i, /\bENOSPC\b/, /You don't have enough free space in (?<path>\S+)/],
    advice: ['free-space', 'smaller-layers'],
  },
  {
    cause: 'out-of-memory',
    patterns: [
      /JavaScript heap out of memory/,
      /Cannot allocate memory|\bENOMEM\b/i,
      /java\.lang\.OutOfMemoryError/,
      /\bOOM[- ]?[Kk]illed\b|Out of memory: Killed process/,
      /c\+\+: fatal error: Killed signal terminated program|signal: killed/,
      /^Killed$/,
      /(?:returned a non-zero code|exit code|exit status): 137\b/,
      /^MemoryError\b/,
    ],
    advice: ['less-parallel', 'more-memory'],
  },
  {
    cause: 'dns',
    patterns: [
      /Could not resolve(?: host:?)? '?(?<host>[\w.-]+)'?/,
      /Temporary failure (?:in name resolution|resolving '(?<host>[^']+)')/,
      /getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?<host>[\w.-]+)/,
      /dial tcp: lookup (?<host>[\w.-]+).*(?:no such host|server misbehaving|i\/o timeout)/,
      /Name or service not known|bad address '(?<host>[^']+)'/,
    ],
    advice: ['try-again', 'check-host-name'],
  },
  {
    cause: 'archive-unusable',
    patterns: [
      /^The archive cannot be used: (?<reason>.+?)\.?$/,
      /Error processing tar file(?:\(.*?\))?: (?<reason>.+)/,
      /\b(?:archive\/tar|gzip|zip): (?<reason>invalid .+|not a valid zip file)/,
    ],
    advice: ['pack-again'],
  },
  {
    cause: 'dockerfile-missing',
    patterns: [
      /(?:failed to read dockerfile|unable to prepare context: unable to evaluate symlinks in Dockerfile path)/i,
      /Cannot locate (?:specified )?Dockerfile/,
    ],
    advice: ['add-dockerfile', 'check-ignore-files'],
  },
  {
    cause: 'dockerfile-syntax',
    patterns: [
      /Dockerfile parse error(?: on)? line (?<dockerfileLine>\d+): (?<problem>.+)/i,
      /unknown instruction: (?<instruction>\S+)/i,
      /dockerfile parse error: (?<problem>.+)/i,
      /(?<instruction>[A-Z]+) requires (?:at least|exactly) (?:one|two|\d+) arguments?/,
      /failed to parse stage name|invalid reference format/,
    ],
    advice: ['fix-dockerfile-line'],
  },
  {
    cause: 'copy-source-missing',
    patterns: [
      /^(?:COPY|ADD) failed: (?:file not found in build context[^:]*: stat |stat \S*\/)(?<path>[^:]+?): /,
      /^(?:COPY|ADD) failed: (?:forbidden path outside the build context: )?(?<path>[^:]+)/,
      /failed to (?:compute cache key|calculate checksum of ref)[^"]*"\/?(?<path>[^"]+)": not found/,
      /failed to (?:solve|compute cache key).*: lstat (?<path>\S+): no such file or directory/,
    ],
    advice: ['check-path-in-context', 'check-ignore-files'],
  },
  {
    cause: 'base-image-missing',
    patterns: [
      /manifest for (?<image>\S+) not found|(?<tag>\S+): manifest unknown/,
      /pull access denied for (?<image>[^\s,]+)/,
      /failed to resolve source metadata for (?<image>[^\s:]+(?::[\w.-]+)?)/,
      /(?<image>\S+): not found: manifest unknown/,
    ],
    advice: ['check-image-name', 'use-registry-login'],
  },
  {
    cause: 'pip-requirements-missing',
    patterns: [/Could not open requirements file: .*'(?<path>[^']+)'/],
    advice: ['check-path-in-context', 'check-ignore-files'],
  },
  {
    cause: 'pip-no-distribution',
    patterns: [
      /No matching distribution found for (?<package>[^\s;]+)/,
      /Could not find a version that satisfies the requirement (?<package>[^\s;]+)/,
    ],
    advice: ['check-package-name', 'check-version-exists', 'check-language-version'],
  },
  {
    cause: 'pip-build-failed',
    patterns: [
      /Failed (?:building wheel for|to build)(?: installable wheels for some pyproject\.toml based projects)? \(?(?<package>[\w.-]+)/,
      /subprocess-exited-with-error|metadata-generation-failed/,
      /Error: pg_config executable not found|fatal error: (?<header>\S+\.h): No such file/,
    ],
    advice: ['install-build-tools', 'check-language-version'],
  },
  {
    cause: 'python-module-missing',
    patterns: [/^(?:ModuleNotFoundError|ImportError): No module named '?(?<module>[\w.]+)'?/],
    advice: ['add-requirement'],
  },
  {
    cause: 'npm-lock-mismatch',
    patterns: [
      /`npm ci` can only install (?:packages )?when your package\.json and/,
      /The `?npm ci`? command can only install with an existing package-lock/,
      /Your lockfile needs to be updated|ERR_PNPM_OUTDATED_LOCKFILE/,
    ],
    advice: ['update-lock-file'],
  },
  {
    cause: 'npm-dependency-conflict',
    patterns: [/^npm (?:ERR!|error) (?:code )?ERESOLVE\b/, /unable to resolve dependency tree/],
    advice: ['resolve-conflict', 'update-lock-file'],
  },
  {
    cause: 'npm-package-missing',
    patterns: [
      /^npm (?:ERR!|error) (?:code )?ETARGET\b|No matching version found for (?<package>\S+?)\.?$/,
      /^npm (?:ERR!|error) (?:404 +)'?(?<package>(?:@[\w.-]+\/)?[\w.-]+@[^\s']+)'? is not in/,
      /^npm (?:ERR!|error) (?:code )?E404\b/,
    ],
    advice: ['check-package-name', 'check-version-exists'],
  },
  {
    cause: 'npm-script-missing',
    patterns: [/Missing script: "?(?<script>[\w:.-]+)"?/i],
    advice: ['check-script-name'],
  },
  {
    cause: 'node-module-missing',
    patterns: [/Cannot find (?:module|package) '(?<module>[^']+)'/],
    advice: ['add-requirement', 'check-ignore-files'],
  },
  {
    cause: 'apt-package-missing',
    patterns: [
      /Unable to locate package (?<package>\S+)/,
      /Package '?(?<package>[^\s']+)'? has no installation candidate/,
      /Version '(?<version>[^']+)' for '(?<package>[^']+)' was not found/,
    ],
    advice: ['run-package-update', 'check-package-name', 'newer-base-image'],
  },
  {
    cause: 'apt-outdated',
    patterns: [
      /The repository '(?<repository>[^']+)' (?:does not have|no longer has) a Release file/,
      /E: Failed to fetch (?<address>\S+)\s+404/,
      /Release file for (?<address>\S+) is (?:expired|not valid yet)/,
    ],
    advice: ['run-package-update', 'newer-base-image'],
  },
  {
    cause: 'go-version',
    patterns: [/go\.mod requires go >= (?<version>[\d.]+)/, /invalid go version '(?<version>[^']+)'/],
    advice: ['newer-base-image', 'check-language-version'],
  },
  {
    cause: 'go-module-missing',
    patterns: [
      /no required module provides package (?<module>[^\s;:]+)/,
      /cannot find (?:module providing )?package "?(?<module>[^\s":]+)/,
      /missing go\.sum entry for module providing package (?<module>[^\s;:]+)/,
      /go\.mod file not found/,
    ],
    advice: ['add-module', 'check-path-in-context'],
  },
  {
    cause: 'command-missing',
    patterns: [
      /(?:\/bin\/(?:ba)?sh: )(?:line )?(?:\d+: )?(?<command>[\w./+-]+): (?:command )?not found/,
      /exec: "(?<command>[^"]+)": executable file not found/,
    ],
    advice: ['install-command', 'check-path-in-context'],
  },
  {
    cause: 'setting-missing',
    patterns: [
      /ImproperlyConfigured: The (?<name>\w+) setting must not be empty/,
      /ImproperlyConfigured: Set the (?<name>\w+) environment variable/,
      /^KeyError: '(?<name>[A-Z][A-Z\d_]+)'/,
      /(?:environment|env) variable:? ["'`]?(?<name>[A-Z][A-Z\d_]+)["'`]? (?:is )?(?:not set|not defined|missing|required)/i,
      /\b(?<name>[A-Z][A-Z\d_]+): (?:parameter null or not set|unbound variable)/,
    ],
    advice: ['give-setting'],
  },
  {
    cause: 'permission',
    patterns: [
      /(?<path>\/[^\s:'"]*)'?: Permission denied/i,
      /\bEACCES\b.*'(?<path>[^']+)'/,
      /Permission denied: '(?<path>[^']+)'/,
      /permission denied|\bEACCES\b|Operation not permitted/i,
    ],
    advice: ['fix-permissions'],
  },
  {
    cause: 'network',
    patterns: [
      /Connection (?:refused|reset|timed out)|\bETIMEDOUT\b|\bECONNRE(?:SET|FUSED)\b/,
      /TLS handshake timeout|i\/o timeout|Read timed out/,
    ],
    advice: ['try-again', 'check-host-name'],
  },
];
