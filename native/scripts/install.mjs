// Gets the addon, or says why there is none: an install must not fail where there is no compiler, because the TypeScript twin
// does the same work without it. The outcome goes to build-report.json, which `nanobias info` shows.
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// A download of headers that hangs must not hang the install.
const COMPILE_MS_MAX = 300_000;
const LOAD_MS_MAX = 30_000;
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;
const REASON_LENGTH_MAX = 300;

const packageDir = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

const outcome = attempt();
try {
  writeFileSync(join(packageDir, 'build-report.json'), `${JSON.stringify(outcome, undefined, 2)}\n`);
} catch (error) {
  console.log(`nanobias native: the report could not be written: ${oneLine(error)}`);
}
console.log(`nanobias native: ${outcome.backend === 'native' ? 'addon' : 'TypeScript twin, no addon'}: ${outcome.reason}`);
process.exitCode = 0;

function attempt() {
  try {
    if (!loadFailure({ PREBUILDS_ONLY: '1' })) return { backend: 'native', reason: 'prebuilt binary' };
    const compileFailure = compile();
    if (compileFailure) {
      // A binary of older sources must not answer for these.
      rmSync(join(packageDir, 'build', 'Release'), { recursive: true, force: true });
      return { backend: 'js', reason: compileFailure };
    }
    const failure = loadFailure({});
    return failure ? { backend: 'js', reason: `compiled, but does not load: ${failure}` } : { backend: 'native', reason: 'compiled at install' };
  } catch (error) {
    return { backend: 'js', reason: oneLine(error) };
  }
}

// In a process of its own: a binary for another machine may crash the one that loads it.
function loadFailure(environment) {
  const program = `require(${JSON.stringify(require.resolve('node-gyp-build'))})(${JSON.stringify(packageDir)})`;
  const child = spawnSync(process.execPath, ['-e', program], { env: { ...process.env, ...environment }, encoding: 'utf8', timeout: LOAD_MS_MAX });
  return child.status === 0 ? undefined : lastError(child);
}

function compile() {
  const compiler = findCompiler();
  if (!compiler) return `no C++ compiler found at install: tried ${compilers().join(', ')}`;
  const nodeGyp = require.resolve('node-gyp/bin/node-gyp.js');
  const child = spawnSync(process.execPath, [nodeGyp, 'configure', 'build'], {
    cwd: packageDir,
    env: { ...process.env, ...headers(), ...compiler, npm_config_jobs: 'max' },
    encoding: 'utf8',
    timeout: COMPILE_MS_MAX,
    maxBuffer: OUTPUT_BYTES_MAX,
  });
  return child.status === 0 ? undefined : `compiling failed: ${lastError(child)}`;
}

function compilers() {
  return process.env.CXX ? [process.env.CXX] : ['g++', 'c++', 'clang++'];
}

// The setting under which node-gyp finds the compiler; empty on Windows, where it looks for itself.
function findCompiler() {
  if (process.platform === 'win32') return {};
  // CXX may carry a launcher and options, as in "ccache g++".
  const runs = (command) => spawnSync(`${command} --version`, { shell: true, stdio: 'ignore', timeout: LOAD_MS_MAX }).status === 0;
  const found = compilers().find(runs);
  return found && { CXX: found };
}

// Without a directory of headers node-gyp downloads them, which fails behind a firewall; the running Node mostly brings its own.
function headers() {
  const configured = process.env.npm_config_nodedir;
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  const candidates = [configured, prefix].filter((directory) => directory && existsSync(join(directory, 'include', 'node', 'node_api.h')));
  return candidates.length > 0 ? { npm_config_nodedir: candidates[0] } : {};
}

// The line that names the cause: node-gyp prints a stack and its environment around it.
function lastError(child) {
  if (child.error) return oneLine(child.error);
  const lines = `${child.stdout}\n${child.stderr}`.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const cause =
    lines.find((line) => /\b(?:fatal error|error):/i.test(line)) ??
    lines.find((line) => /^(?:make|sh|\/bin\/sh)\b.*(?:not found|No such file)/.test(line)) ??
    lines.find((line) => /gyp ERR! stack Error|Error:/.test(line)) ??
    lines.at(-1);
  return oneLine(cause ?? `ended with ${child.signal ?? child.status}`);
}

function oneLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^gyp ERR! (?:stack )?/, '').replace(/\s+/g, ' ').slice(0, REASON_LENGTH_MAX);
}
