import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerMessage, StateMessage } from '../../cli/src/browser/messages.ts';
import { runCommand } from '../../cli/src/commands/run.ts';
import { serveCommand } from '../../cli/src/commands/serve.ts';
import { Spawned, scratch } from './spawned.ts';

const folder = scratch();
afterAll(() => folder.remove());
afterEach(() => vi.restoreAllMocks());

/** What a page is told until something has been said. */
async function told(url: string, isEnough: (messages: readonly ServerMessage[]) => boolean): Promise<readonly ServerMessage[]> {
  const { host, origin, hash } = new URL(url);
  const socket = new WebSocket(`ws://${host}/live`, ['nanobias.page.v1', hash.replace('#token=', 'token.')], { origin });
  const messages: ServerMessage[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      messages.push(JSON.parse(data.toString('utf8')) as ServerMessage);
      if (isEnough(messages)) resolve();
    });
  });
  socket.terminate();
  return messages;
}

const kinds = (messages: readonly ServerMessage[]): ReadonlySet<string> => new Set(messages.map(({ kind }) => kind));

describe('nanobias run --ui', () => {
  it('is the same run to the last bit, records to the byte what it records without, shows it until a signal comes, and ends with the code of the run', async () => {
    const shown = new Spawned(['run', 'examples/short.yaml', '--ui', '--name', 'shown', '--out', folder.path]);
    try {
      const [, url] = await shown.says(/the page stays open until Ctrl-C: (\S+)/);
      const messages = await told(url!, (some) => ['state', 'rows', 'events', 'film'].every((kind) => kinds(some).has(kind)));
      expect(messages[0]).toMatchObject({ kind: 'hello', is_simulation: true, film_reason: null });
      const state = messages.find((message): message is StateMessage => message.kind === 'state');
      expect(state).toMatchObject({ link: 'ended', lease: null, is_switch_closed: false });
      expect(state!.charge_C).toBeGreaterThan(0);
      expect(messages.flatMap((message) => (message.kind === 'events' ? message.events : [])).map(({ tone }) => tone)).toContain('output');
    } finally {
      shown.kill('SIGINT');
    }
    const { code } = await shown.ended;
    expect(code).toBe(0);
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await runCommand('examples/short.yaml', { name: 'plain', sampler: 'auto', out: folder.path })).toBe(0);
    const [first, second] = ['plain', 'shown'].map((name) => readFileSync(join(folder.path, name, 'recording.mcap')));
    expect(first!.equals(second!)).toBe(true);
    const digests = ['plain', 'shown'].map((name) => (JSON.parse(readFileSync(join(folder.path, name, 'summary.json'), 'utf8')) as { readonly digest: string }).digest);
    expect(digests[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(digests[1]).toBe(digests[0]);
  });
});

describe('nanobias serve --ui', () => {
  it('refuses an address that is not loopback, or none at all, as a mistake in the call', async () => {
    await expect(serveCommand({ ui: '0.0.0.0:0', seed: 1, fleet: 1 })).rejects.toThrow(/--ui: .*0\.0\.0\.0/);
    await expect(serveCommand({ seed: 1, fleet: 1 })).rejects.toThrow('--ui');
  });
});
