import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A file as it is sent. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

/** In a clone this file is TypeScript, and so are those of the page; in a package both are what the compiler made of them. */
const isSource = import.meta.url.endsWith('.ts');
const scripts = new URL('../browser/', import.meta.url);
const pages = new URL('../../page/', import.meta.url);
const { resolve } = createRequire(import.meta.url);
const packaged = (name: string, file: string): URL => new URL(file, pathToFileURL(resolve(`${name}/package.json`)));
const uplot = (file: string): URL => packaged('uplot', `dist/${file}`);
const inter = (name: string): { readonly file: URL; readonly type: string } => ({ file: packaged('@expo-google-fonts/inter', name), type: 'font/ttf' });

/** Everything that can be asked for, by path: nothing is looked up on the disk by a name that came over the wire. */
const FILES: Readonly<Record<string, { readonly file: URL; readonly type: string }>> = {
  '/': { file: new URL('index.html', pages), type: 'text/html; charset=utf-8' },
  '/page.css': { file: new URL('page.css', pages), type: 'text/css; charset=utf-8' },
  '/uPlot.css': { file: uplot('uPlot.min.css'), type: 'text/css; charset=utf-8' },
  '/uPlot.js': { file: uplot('uPlot.esm.js'), type: 'text/javascript; charset=utf-8' },
  '/inter-400.ttf': inter('400Regular/Inter_400Regular.ttf'),
  '/inter-600.ttf': inter('600SemiBold/Inter_600SemiBold.ttf'),
  '/inter-700.ttf': inter('700Bold/Inter_700Bold.ttf'),
  ...Object.fromEntries(['main', 'messages', 'link', 'charts', 'chart', 'window', 'margins', 'events', 'film', 'faults', 'status', 'quantity', 'document'].map((name) => {
    const script = `${name}.${isSource ? 'ts' : 'js'}`;
    return [`/${script}`, { file: new URL(script, scripts), type: 'text/javascript; charset=utf-8' }];
  })),
};

/** Where the page's first script is, and how the name of the one library in it is found. */
const SCRIPT = isSource ? '/main.ts' : '/main.js';
const IMPORT_MAP = JSON.stringify({ imports: { uplot: '/uPlot.js' } });

/** The one script in the page itself is known by its hash; scripts, styles and sockets are this server's, and nothing else is loaded. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'", `script-src 'self' 'sha256-${createHash('sha256').update(IMPORT_MAP).digest('base64')}'`, "style-src 'self'", "connect-src 'self'",
  "font-src 'self'", "img-src data:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
].join('; ');

const kept = new Map<string, Promise<Asset>>();

/** The file of a path; undefined where there is none. */
export function asset(path: string): Promise<Asset> | undefined {
  if (!Object.hasOwn(FILES, path)) return undefined;
  const found = kept.get(path) ?? load(path);
  kept.set(path, found);
  return found;
}

async function load(path: string): Promise<Asset> {
  const { file, type } = FILES[path]!;
  const body = await readFile(file);
  if (path === '/') return { type, body: Buffer.from(body.toString('utf8').replace('{{import-map}}', IMPORT_MAP).replace('{{script}}', SCRIPT)) };
  return { type, body: extname(file.pathname) === '.ts' ? await stripped(body.toString('utf8')) : body };
}

/** A browser takes modules as they are, but for their types: a clone needs no build, and a package holds what `tsc` wrote. */
async function stripped(source: string): Promise<Buffer> {
  const { transform } = await import('esbuild');
  const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
  return Buffer.from(code);
}
