import { ContextBuilder, type BuildContext } from '../archive/context.ts';

/** A build context to be: file names, with their text or, where nobody reads them, their size in bytes. */
export type Sources = Readonly<Record<string, string | number>>;

/** The context that an archive of these files would give. */
export function contextOf(sources: Sources): BuildContext {
  const context = new ContextBuilder(0);
  for (const [path, content] of Object.entries(sources)) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : undefined;
    const wanted = context.addFile(path, bytes?.length ?? Number(content));
    if (wanted && bytes) context.addText(path, bytes);
  }
  return context.finish();
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}

const PACKAGE = JSON.stringify({
  name: 'storefront',
  version: '4.2.0',
  scripts: { build: 'tsc -b && vite build', test: 'vitest run', start: 'node dist/server.js' },
  dependencies: {
    fastify: '^5.6.1',
    pg: '^8.16.3',
    zod: '^4.1.12',
    react: '^19.2.0',
    'react-dom': '^19.2.0',
  },
  devDependencies: { typescript: '^5.9.3', vite: '^7.1.12', vitest: '^4.0.4', eslint: '^8.57.1' },
});

const NODE_FILES = {
  'package.json': PACKAGE,
  'package-lock.json': 412_733,
  'src/server.ts': 18_204,
  'src/main.tsx': 2210,
};

/** A web application: installed, tested, bundled, and put behind nginx. */
export const WEB: Sources = {
  ...NODE_FILES,
  Dockerfile: lines(
    'FROM node:22-alpine AS build',
    'WORKDIR /app',
    'COPY package.json package-lock.json ./',
    'RUN npm ci',
    'COPY . .',
    'RUN npm run test',
    'RUN npm run build',
    'FROM nginx:1.29-alpine',
    'COPY --from=build /app/dist /usr/share/nginx/html',
    'EXPOSE 80',
  ),
};

/** A service in JavaScript. */
export const NODE: Sources = {
  ...NODE_FILES,
  Dockerfile: lines(
    'FROM node:22-slim',
    'ENV NODE_ENV=production',
    'WORKDIR /srv',
    'COPY package*.json ./',
    'RUN npm ci --omit=dev',
    'COPY src ./src',
    'USER node',
    'CMD ["node", "src/server.js"]',
  ),
};

const PYTHON_FILES = {
  'requirements.txt': lines(
    'django==5.2.8',
    'psycopg[binary]==3.2.13',
    'pillow==12.0.0',
    'celery==5.5.3',
    'redis',
    'gunicorn',
  ),
  'manage.py': 660,
  'shop/settings.py': 4120,
};

/** A Django service with system libraries. */
export const PYTHON: Sources = {
  ...PYTHON_FILES,
  Dockerfile: lines(
    'FROM python:3.13-slim',
    'ENV PYTHONUNBUFFERED=1',
    'WORKDIR /srv',
    'RUN apt-get update \\',
    ' && apt-get install -y --no-install-recommends gcc libpq-dev libjpeg-dev gettext \\',
    ' && rm -rf /var/lib/apt/lists/*',
    'COPY requirements.txt .',
    'RUN pip install --no-cache-dir -r requirements.txt',
    'COPY . .',
    'RUN python manage.py collectstatic --noinput',
    'CMD ["gunicorn", "shop.wsgi", "-b", "0.0.0.0:8000"]',
  ),
};

/** A model server: large wheels, long downloads. */
export const LEARNING: Sources = {
  'requirements.txt': lines('torch==2.9.0', 'pandas==2.3.3', 'scikit-learn==1.7.2', 'fastapi', 'uvicorn'),
  'serve.py': 5230,
  Dockerfile: lines(
    'FROM python:3.13',
    'WORKDIR /model',
    'COPY . .',
    'RUN pip install -r requirements.txt',
    'CMD ["uvicorn", "serve:app"]',
  ),
};

const SHARD = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (shard) => `echo "shard ${shard} of 8: 1.2 M documents" && sleep 15`,
);

/** A search index made while building: it takes minutes. */
export const SHARDS: Sources = {
  ...PYTHON_FILES,
  Dockerfile: lines(
    'FROM python:3.13-slim',
    'WORKDIR /srv',
    'COPY . .',
    'RUN pip install --no-cache-dir -r requirements.txt',
    `RUN ${SHARD.join(' && \\\n    ')}`,
    'CMD ["python", "manage.py", "serve_index"]',
  ),
};

/** A Go service in an image of nothing but itself. */
export const GO: Sources = {
  'go.mod': lines(
    'module example.com/app',
    'go 1.25',
    'require (',
    '\tgithub.com/jackc/pgx/v5 v5.7.6',
    '\tgithub.com/go-chi/chi/v5 v5.2.3',
    '\tgithub.com/prometheus/client_golang v1.23.2',
    '\tgo.opentelemetry.io/otel v1.38.0',
    '\tgolang.org/x/sync v0.17.0',
    ')',
  ),
  'main.go': 7310,
  Dockerfile: lines(
    'FROM golang:1.25-alpine AS build',
    'WORKDIR /src',
    'COPY . .',
    'RUN go mod download',
    'RUN go test ./...',
    'RUN CGO_ENABLED=0 go build -o /out/app .',
    'FROM gcr.io/distroless/static:nonroot',
    'COPY --from=build /out/app /app',
    'ENTRYPOINT ["/app"]',
  ),
};

/** A video tool built from C with many system packages: several hundred lines of log. */
export const MEDIA: Sources = {
  Makefile: 8800,
  'src/queue.c': 40_210,
  Dockerfile: lines(
    '# syntax=docker/dockerfile:1',
    'FROM debian:trixie-slim',
    'RUN apt-get update && apt-get install -y build-essential nasm yasm libx264 libx265 libvpx libopus libass libfreetype',
    'WORKDIR /src',
    'COPY . .',
    'RUN make -j4',
    'CMD ["/src/build/transcoder"]',
  ),
};

/** A page that greets in Persian, in its log too. */
export const GREETER: Sources = {
  'index.html': 2048,
  Dockerfile: lines(
    'FROM nginx:1.29-alpine',
    'COPY index.html /usr/share/nginx/html/',
    'RUN echo "\\033[32mصفحهٔ خوش‌آمد آماده شد\\033[0m (index.html)"',
  ),
};

/** An instruction names a file that the archive lacks. */
export const MISSING_FILE: Sources = {
  ...PYTHON,
  Dockerfile: `${String(PYTHON['Dockerfile'])}COPY config/production.yml /etc/tax/\n`,
};

/** A list names a package that no index has. */
export const UNKNOWN_PACKAGE: Sources = {
  ...PYTHON,
  'requirements.txt': lines('django==5.2.8', 'shop-pricing-missing-package==1.4.0'),
};

/** A script is called that the package file lacks. */
export const MISSING_SCRIPT: Sources = {
  ...WEB,
  Dockerfile: String(WEB['Dockerfile']).replace('npm run build', 'npm run compile'),
};

/** A slip of the pen in the Dockerfile. */
export const MISSPELT: Sources = {
  ...GO,
  Dockerfile: String(GO['Dockerfile']).replace('RUN go test', 'RNU go test'),
};

/** A host name that nobody knows. */
export const UNKNOWN_HOST: Sources = {
  Dockerfile: lines(
    'FROM alpine:3.22',
    'RUN apk add curl ca-certificates',
    'RUN curl -fO https://artifacts.internal.invalid/sync-agent.tar.gz',
  ),
};

/** The archive holds a folder that holds everything. */
export const ONE_FOLDER: Sources = { 'warehouse-sync/Dockerfile': 310, 'warehouse-sync/main.py': 9120 };
