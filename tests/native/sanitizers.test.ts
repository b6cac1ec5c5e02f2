import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const clang = ['clang++', 'clang++-14', 'clang++-19'].find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0);
const absence = clang === undefined ? 'no clang++ here' : canFuzz(clang) ? undefined : `${clang} is here without its run-time libraries`;

/** Debian keeps the libraries that the sanitizers and the fuzzer link against in a package of their own. */
function canFuzz(compiler: string): boolean {
  const program = 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }';
  const args = ['-x', 'c++', '-fsanitize=fuzzer,address,undefined', '-o', '/dev/null', '-'];
  return spawnSync(compiler, args, { input: program, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}

describe.skipIf(absence !== undefined)(absence === undefined ? 'the core under sanitizers' : `the core under sanitizers: ${absence}`, () => {
  it('reads and writes nothing that is not its own, races for nothing, bears failing allocations and two seconds of fuzzing', async () => {
    mkdirSync(join(root, 'runs'), { recursive: true });
    const out = mkdtempSync(join(root, 'runs', 'checks-'));
    try {
      const { stdout } = await run('sh', [join(root, 'native', 'scripts', 'check-core.sh'), out], { env: { ...process.env, FUZZ_S: '2' }, timeout: 280_000, maxBuffer: 16_777_216 });
      expect(stdout.match(/^sound$/gm)).toHaveLength(3);
      expect(stdout).toMatch(/^corpus: [1-9]\d* inputs/m);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
    // Three compilations share the machine with the other tests.
  }, 300_000);
});
